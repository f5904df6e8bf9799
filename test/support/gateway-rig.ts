import Fastify, { type FastifyInstance, type LightMyRequestResponse } from "fastify";
import type { SignInWanted } from "../../src/core/sign-in";
import type { Authenticate } from "../../src/gateway/auth/caller-identity";
import { registerGateway } from "../../src/gateway/gateway";
import { placeOf } from "../../src/gateway/defects";
import { createHttpServer } from "../../src/gateway/http-server";
import { createGatewayMetrics } from "../../src/gateway/metrics/gateway-metrics";
import { registerMetrics } from "../../src/gateway/metrics/metrics-route";
import { openLimits, type LimitSettings } from "../../src/gateway/limits/open-limits";
import { spentBefore } from "../../src/gateway/limits/spent-before";
import { openConnections } from "../../src/gateway/open-connections";
import { systemClock } from "../../src/gateway/system-clock";
import { createMemoryUsage } from "../../src/gateway/usage/memory-usage";
import { createUsageBooks } from "../../src/gateway/usage/usage-books";
import type { UsageLedger } from "../../src/gateway/usage/usage-ledger";
import type { UsageReply } from "../../src/gateway/usage/usage-reply";
import { createSandbox, type SandboxOptions } from "../../src/sandbox/sandbox";
import type { LedgerReading } from "../../src/sandbox/ledger";
import { keepSecret, watch, watchedLog } from "./watched-log";

export interface GatewayRigOptions {
  readonly sandbox?: SandboxOptions;
  /** Default: the sandbox's. */
  readonly own?: "sandbox" | "team" | undefined;
  readonly ownKey?: string;
  readonly holdMs?: number;
  readonly rejoinMs?: number;
  readonly mostWaiting?: number;
  readonly timeoutMs?: number;
  readonly hosts?: readonly string[];
  readonly authenticate?: Authenticate;
  /** Default: none. */
  readonly limits?: Partial<LimitSettings>;
  /** Default: in memory. */
  readonly ledger?: UsageLedger;
  readonly signIn?: SignInWanted;
  readonly metricsToken?: string;
  /** Registers more routes, such as one that fails. */
  readonly register?: (gateway: FastifyInstance) => void;
}

/** The gateway before a real sandbox: HTTP on loopback between them, `inject` in front. */
export interface GatewayRig {
  readonly gateway: FastifyInstance;
  /** Every log line of the gateway; a test fails where one names somebody. */
  readonly logLines: readonly string[];
  enrich(body: unknown, headers?: Readonly<Record<string, string>>): Promise<LightMyRequestResponse>;
  get(url: string, headers?: Readonly<Record<string, string>>): Promise<LightMyRequestResponse>;
  fault(name: string, times?: number): Promise<void>;
  clearFaults(): Promise<void>;
  /** What the gateway's books say of the day. */
  usage(headers?: Readonly<Record<string, string>>): Promise<UsageReply>;
  ledger(): Promise<LedgerReading>;
  close(): Promise<void>;
}

/** Whom is asked for and what proves who asks: no log may tell it. */
function keepAllSecret(body: string, headers: Readonly<Record<string, string>>): void {
  for (const [, slug = ""] of body.matchAll(/linkedin\.com\/in\/([^"/\\]+)/g)) keepSecret(slug);
  for (const [address] of body.matchAll(/(?<![\w.+-])[\w.+-]+@[\w.-]+/g)) keepSecret(address);
  for (const name of ["authorization", "x-personal-key", "x-workbook"]) keepSecret(headers[name]?.trim() ?? "");
}

export const url = (slug: string): string => `https://www.linkedin.com/in/${slug}`;

export async function startGatewayRig(options: GatewayRigOptions = {}): Promise<GatewayRig> {
  const sandbox = Fastify({ forceCloseConnections: true });
  await sandbox.register(createSandbox({ requestsPerMinute: 100_000, slowMs: 400, ...options.sandbox }));
  const baseUrl = await sandbox.listen({ host: "127.0.0.1", port: 0 });

  const log = watchedLog();
  const gateway = createHttpServer({ log });
  const metrics = createGatewayMetrics();
  const onDefect = (cause: unknown) => {
    metrics.onDefect(cause);
    gateway.log.error({ defect: placeOf(cause) });
  };
  const ledger = options.ledger ?? createMemoryUsage();
  const books = createUsageBooks({ ledger, clock: systemClock, onDefect });
  const limits = openLimits({
    settings: {
      ...{ personRequestsPerMinute: undefined, personCreditsPerDay: undefined, teamCreditsPerDay: undefined },
      ...options.limits,
    },
    clock: systemClock,
    spentBefore: (day) => spentBefore(books, day),
  });
  const connections = openConnections({
    limits,
    baseUrl,
    onDefect,
    clock: systemClock,
    own:
      "own" in options && options.own === undefined
        ? undefined
        : { source: options.own ?? "sandbox", key: options.ownKey ?? "sandbox-gateway" },
    ...(options.timeoutMs !== undefined && { timeoutMs: options.timeoutMs }),
    meters: metrics,
    onBilled(bill) {
      metrics.onBilled(bill);
      books.onBilled(bill);
    },
    ...(options.rejoinMs !== undefined && { rejoinMs: options.rejoinMs }),
    ...(options.mostWaiting !== undefined && { mostWaiting: options.mostWaiting }),
  });
  metrics.watch(connections.own);
  const readers = { token: options.metricsToken, authenticate: options.authenticate };
  await registerMetrics(gateway, { metrics, readers, ...(options.hosts !== undefined && { hosts: options.hosts }) });
  options.register?.(gateway);
  await registerGateway(gateway, {
    connections,
    books,
    onDefect,
    clock: systemClock,
    requestLimit: limits.requests,
    ...(options.holdMs !== undefined && { holdMs: options.holdMs }),
    ...(options.hosts !== undefined && { hosts: options.hosts }),
    ...(options.signIn !== undefined && { signIn: options.signIn }),
    ...(options.authenticate !== undefined && { authenticate: options.authenticate }),
  });
  await gateway.ready();

  const rig: GatewayRig = {
    gateway,
    logLines: log.lines,
    async enrich(body, headers = {}) {
      const payload = typeof body === "string" ? body : JSON.stringify(body);
      keepAllSecret(payload, headers);
      const reply = await gateway.inject({
        method: "POST",
        url: "/api/person/enrich",
        headers: { "content-type": "application/json", ...headers },
        payload,
      });
      for (const [, name = ""] of reply.body.matchAll(/"name":"([^"]{5,80})"/g)) keepSecret(name);
      return reply;
    },
    get(path, headers = {}) {
      keepAllSecret("", headers);
      return gateway.inject({ method: "GET", url: path, headers });
    },
    async fault(name, times = 1) {
      const reply = await sandbox.inject({ method: "POST", url: "/faults", payload: { name, times } });
      if (reply.statusCode !== 200) throw new Error(reply.body);
    },
    async clearFaults() {
      await sandbox.inject({ method: "DELETE", url: "/faults" });
    },
    usage: async (headers) => (await rig.get("/api/usage", headers)).json<UsageReply>(),
    ledger: async () => (await sandbox.inject({ method: "GET", url: "/ledger" })).json<LedgerReading>(),
    async close() {
      await gateway.close();
      await books.close();
      watch(await metrics.text());
      await sandbox.close();
    },
  };
  return rig;
}
