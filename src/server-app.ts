import Fastify, { type FastifyInstance, type FastifyPluginAsync, type FastifyPluginCallback } from "fastify";
import { signInWantedBy } from "./gateway/auth/sign-in-route";
import { placeOf, type OnDefect } from "./gateway/defects";
import { createForgetting } from "./gateway/answers/forgetting";
import { createMemories } from "./gateway/answers/memories";
import { registerGateway } from "./gateway/gateway";
import { refuseOtherHosts } from "./gateway/host-guard";
import { createHttpServer, type HttpServerOptions } from "./gateway/http-server";
import { createGatewayMetrics } from "./gateway/metrics/gateway-metrics";
import { registerMetrics } from "./gateway/metrics/metrics-route";
import { openConnections, type OpenConnectionsOptions } from "./gateway/open-connections";
import { openLimits } from "./gateway/limits/open-limits";
import { spentBefore } from "./gateway/limits/spent-before";
import type { ServiceSettings, Settings } from "./gateway/settings/settings";
import { registerStaticPages } from "./gateway/static-pages";
import { systemClock } from "./gateway/system-clock";
import { createSandbox } from "./sandbox/sandbox";
import { openUsageBooks } from "./open-usage";
import { openAuthentication, openForgetting, openKeptAnswers } from "./team-files";

export interface ServerAppOptions extends HttpServerOptions {
  readonly settings: Settings;
  /** Absolute path of the built add-in. */
  readonly folder: string;
}

/** The whole server of the add-in: its pages, and the gateway under `/api`. */
export async function createServerApp({ settings, folder, ...http }: ServerAppOptions): Promise<FastifyInstance> {
  const server = createHttpServer(http);
  await registerServices(server, settings);
  await registerStaticPages(server, { folder, connectTo: signInOrigins(settings) });
  return server;
}

/**
 * Registers the gateway under `/api`, over a sandbox where there is no real service. Both end with the server, the
 * gateway first: what it has paid for is finished. With `showSandbox` the sandbox is under `/sandbox` as well, to be
 * steered and counted: for the demo and tests only.
 */
export async function registerServices(
  server: FastifyInstance,
  settings: Settings,
  { showSandbox = false }: { readonly showSandbox?: boolean } = {},
): Promise<void> {
  const { service } = settings;
  const sandbox = service.kind === "sandbox" ? createSandbox(service) : undefined;
  // The gateway reaches the sandbox as it would reach the service: over HTTP, on an address of its own.
  const loopback = sandbox && Fastify({ forceCloseConnections: true });
  if (sandbox) await loopback?.register(sandbox);
  const sandboxUrl = await loopback?.listen({ host: "127.0.0.1", port: 0 });

  const { authenticate, close: closeAuthentication } = openAuthentication(settings);
  const metrics = createGatewayMetrics();
  const onDefect: OnDefect = (cause) => {
    metrics.onDefect(cause);
    server.log.error({ defect: placeOf(cause) });
  };
  // Invented people are invented anew at every start: only what was paid for is kept.
  const kept =
    service.kind === "team" && settings.redisUrl === undefined ? openKeptAnswers(settings, onDefect) : undefined;
  const books = openUsageBooks(settings, onDefect);
  const memories = createMemories();
  const { forgetting, close: closeForgetting } =
    service.kind === "sandbox" && settings.redisUrl === undefined
      ? { forgetting: createForgetting({ memories }), close: undefined }
      : openForgetting({ settings, memories, archive: kept?.answers.archive });
  const limits = openLimits({
    ...{ settings: settings.limits, clock: systemClock, redisUrl: settings.redisUrl },
    spentBefore: (day) => spentBefore(books, day),
  });
  const connections = openConnections({
    ...serviceAddress(service, sandboxUrl),
    clock: systemClock,
    retentionMs: settings.retentionMs,
    limits,
    ...(kept !== undefined && { answers: kept.answers, sent: kept.sent }),
    written: () => books.written(),
    ...(settings.redisUrl !== undefined && { redisUrl: settings.redisUrl }),
    memories,
    onDefect,
    meters: metrics,
    onBilled(bill) {
      metrics.onBilled(bill);
      books.onBilled(bill);
    },
  });
  metrics.watch(connections.own);
  const hosts = hostsOf(settings);
  const signIn = signInWantedBy(settings.auth);
  const isOpenToAll = settings.auth.kind === "none";
  const readers = { token: settings.metricsToken, authenticate: isOpenToAll ? undefined : authenticate };
  await registerMetrics(server, { metrics, readers, hosts });
  const team = { hosts, authenticate, signIn, books, forgetting, requestLimit: limits.requests };
  await registerGateway(server, { connections, clock: systemClock, ...team, onDefect });
  if (sandbox && showSandbox) await server.register(onlyFor(hosts, sandbox), { prefix: "/sandbox" });
  server.addHook("onClose", async () => {
    limits.close();
    await closeForgetting?.();
    await Promise.all([loopback?.close(), kept?.close(), closeAuthentication(), books.close()]);
  });
}

/** Where pages ask for tokens besides their own origin. */
export function signInOrigins({ auth }: Pick<Settings, "auth">): readonly string[] {
  return auth.kind === "entra" ? [new URL(auth.authority).origin] : [];
}

function onlyFor(hosts: readonly string[], inner: FastifyPluginCallback): FastifyPluginAsync {
  return async (app) => {
    refuseOtherHosts(app, hosts);
    await app.register(inner);
  };
}

function serviceAddress(
  service: ServiceSettings,
  sandboxUrl: string | undefined,
): Pick<OpenConnectionsOptions, "baseUrl" | "own"> {
  switch (service.kind) {
    case "sandbox":
      return { baseUrl: sandboxUrl ?? "", own: { source: "sandbox", key: "sandbox-gateway" } };
    case "team":
      return { baseUrl: service.baseUrl, own: { source: "team", key: service.apiKey } };
    case "personal":
      return { baseUrl: service.baseUrl, own: undefined };
  }
}

/** The names by which browsers may call: this machine's, and the public one behind a proxy. */
function hostsOf({ host, publicOrigin }: Settings): string[] {
  const publicHost = publicOrigin === undefined ? [] : [new URL(publicOrigin).hostname];
  return ["localhost", "127.0.0.1", "::1", host.toLowerCase(), ...publicHost];
}
