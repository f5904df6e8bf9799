import Fastify, { type FastifyRequest } from "fastify";
import type { FaultName } from "../../src/sandbox/faults";
import { createSeededRandom } from "../../src/sandbox/random";
import { createSandbox } from "../../src/sandbox/sandbox";

/** One request to the sandbox and what became of it. */
export interface Exchange {
  readonly slugs: readonly string[];
  readonly startMs: number;
  /** When the connection was done with it; `undefined` while it is not. */
  endMs?: number;
  /** Answered in full with 200, as far as the sandbox can tell. */
  isWhole?: boolean;
}

/** Refusals that bill nothing, and replies that are lost after billing. */
const faults: readonly [FaultName, ...FaultName[]] = [
  ...(["500_once", "503", "429_retry_after"] as const),
  ...(["timeout", "reset_connection", "504_after_billing", "cut_body"] as const),
];

/**
 * The sandbox in a process of its own. LATENCY_MS: how late it answers, REQUESTS_PER_MINUTE: its limit, FAULT_SHARE: how
 * many of all requests go wrong, by SEED; `GET /exchanges` tells them all.
 */
async function main(): Promise<void> {
  const { LATENCY_MS: latency = "0", REQUESTS_PER_MINUTE: limit = "1000000" } = process.env;
  const { FAULT_SHARE: faultShare = "0", SEED: seed = "" } = process.env;
  const random = createSeededRandom(seed);
  const exchanges: Exchange[] = [];
  const server = Fastify({ forceCloseConnections: true });
  server.addHook("preHandler", async (request, reply) => {
    if (request.url !== "/person/enrich") return;
    if (random.chance(Number(faultShare))) await switchOn(random.pick(faults), 1);
    const exchange: Exchange = { slugs: slugsOf(request), startMs: Date.now() };
    exchanges.push(exchange);
    reply.raw.once("close", () => {
      exchange.endMs = Date.now();
      exchange.isWhole = reply.raw.statusCode === 200 && reply.raw.writableFinished;
    });
  });
  await server.register(createSandbox({ requestsPerMinute: Number(limit), slowMs: Number(latency), credits: 1e7 }));
  server.get("/exchanges", () => exchanges);
  const switchOn = (name: FaultName, times: number) =>
    server.inject({ method: "POST", url: "/faults", payload: { name, times } });
  if (Number(latency) > 0) await switchOn("slow", 1e9);
  const address = await server.listen({ host: "127.0.0.1", port: 0 });
  process.on("SIGTERM", () => void server.close().then(() => process.exit(0)));
  process.stdout.write(`Sandbox ready at ${address}\n`);
}

function slugsOf({ body }: FastifyRequest): readonly string[] {
  const asked = JSON.parse(String(body)) as { readonly professional_network_profile_urls?: readonly string[] };
  return (asked.professional_network_profile_urls ?? []).map((url) => url.split("/in/")[1] ?? "");
}

void main();
