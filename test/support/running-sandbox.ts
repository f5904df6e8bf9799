import Fastify from "fastify";
import type { Identifier } from "../../src/core/identifier";
import type { Batch, BatchReply, EnrichService } from "../../src/core/service";
import { createCrustdataClient } from "../../src/crustdata/client";
import type { FaultName } from "../../src/sandbox/faults";
import type { LedgerReading } from "../../src/sandbox/ledger";
import { createSandbox, type SandboxOptions } from "../../src/sandbox/sandbox";
import { createFakeClock, type FakeClock } from "./fake-clock";

/** The sandbox on a port of loopback, and our client before it: HTTP is real, time is not. */
export interface RunningSandbox {
  readonly baseUrl: string;
  readonly service: EnrichService;
  readonly clock: FakeClock;
  /** Another client, such as one with another key. */
  client(headers: Readonly<Record<string, string>>): EnrichService;
  fault(name: FaultName, times?: number): Promise<void>;
  clearFaults(): Promise<void>;
  ledger(): Promise<LedgerReading>;
  close(): Promise<void>;
}

export const sandboxKey = { authorization: "Bearer sandbox-key" };

export async function startSandbox(options: SandboxOptions = {}): Promise<RunningSandbox> {
  const clock = createFakeClock();
  const app = Fastify({ forceCloseConnections: true });
  await app.register(createSandbox({ now: () => clock.now(), slowMs: 1, ...options }), { prefix: "/sandbox" });
  const baseUrl = `${await app.listen({ host: "127.0.0.1", port: 0 })}/sandbox`;
  const client = (headers: Readonly<Record<string, string>>) =>
    createCrustdataClient({ fetch, baseUrl, headers: () => headers, clock });
  return {
    baseUrl,
    clock,
    client,
    service: client(sandboxKey),
    async fault(name, times = 1) {
      const reply = await app.inject({ method: "POST", url: "/sandbox/faults", payload: { name, times } });
      if (reply.statusCode !== 200) throw new Error(reply.body);
    },
    async clearFaults() {
      await app.inject({ method: "DELETE", url: "/sandbox/faults" });
    },
    ledger: async () => (await app.inject({ method: "GET", url: "/sandbox/ledger" })).json<LedgerReading>(),
    close: () => app.close(),
  };
}

/** A batch of these identifiers, for the profile alone unless said otherwise. */
export function batchOf(identifiers: readonly Identifier[], rest: Partial<Batch> = {}): Batch {
  const kind = identifiers[0]?.kind ?? "url";
  return { kind, identifiers, sections: ["basic_profile"], options: {}, priority: "formula", ...rest };
}

export const never = new AbortController().signal;

/** The reply, which must be an answer. */
export function answered(reply: BatchReply): Extract<BatchReply, { outcome: "answered" }> {
  if (reply.outcome !== "answered") throw new Error(`Expected an answer, got ${JSON.stringify(reply)}`);
  return reply;
}
