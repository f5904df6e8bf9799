import Fastify, { type FastifyInstance, type LightMyRequestResponse } from "fastify";
import { createSandbox, type SandboxOptions } from "../../src/sandbox/sandbox";
import type { LedgerReading } from "../../src/sandbox/ledger";

/** The sandbox called as a function, with a clock that a test moves. */
export interface SandboxCalls {
  readonly app: FastifyInstance;
  /** Sends a body to `/person/enrich`; headers override the good ones, `undefined` leaves one out. */
  enrich(body: unknown, headers?: Readonly<Record<string, string | undefined>>): Promise<LightMyRequestResponse>;
  get(path: string, headers?: Readonly<Record<string, string | undefined>>): Promise<LightMyRequestResponse>;
  fault(name: string, times?: number): Promise<LightMyRequestResponse>;
  ledger(): Promise<LedgerReading>;
  advance(ms: number): void;
}

export async function callSandbox(options: SandboxOptions = {}): Promise<SandboxCalls> {
  let nowMs = Date.UTC(2026, 10, 1);
  const app = Fastify();
  await app.register(createSandbox({ now: () => nowMs, ...options }));
  const good = { authorization: "Bearer sandbox-key", "x-api-version": "2025-11-01" };
  const merged = (headers: Readonly<Record<string, string | undefined>>) =>
    Object.fromEntries(
      Object.entries<string | undefined>({ ...good, ...headers }).filter(([, value]) => value !== undefined),
    );
  return {
    app,
    enrich: (body, headers = {}) =>
      app.inject({
        method: "POST",
        url: "/person/enrich",
        headers: merged({ "content-type": "application/json", ...headers }),
        payload: typeof body === "string" ? body : JSON.stringify(body),
      }),
    get: (url, headers = {}) => app.inject({ method: "GET", url, headers: merged(headers) }),
    fault: (name, times) => app.inject({ method: "POST", url: "/faults", payload: { name, times } }),
    ledger: async () => (await app.inject({ method: "GET", url: "/ledger" })).json<LedgerReading>(),
    advance: (ms) => void (nowMs += ms),
  };
}

/** A row of an answer, loosely. */
export interface AnswerRow {
  readonly matched_on: string;
  readonly match_type: string;
  readonly match_status?: string;
  readonly matches: readonly {
    readonly confidence_score: number;
    readonly person_data: Readonly<Record<string, Record<string, unknown>>>;
  }[];
}
