import Fastify from "fastify";
import { createSandbox } from "../../src/sandbox/sandbox";

/** The sandbox in a process of its own. LATENCY_MS: how late it answers, REQUESTS_PER_MINUTE: its limit. */
async function main(): Promise<void> {
  const latencyMs = Number(process.env["LATENCY_MS"] ?? "0");
  const requestsPerMinute = Number(process.env["REQUESTS_PER_MINUTE"] ?? "1000000");
  const server = Fastify({ forceCloseConnections: true });
  await server.register(createSandbox({ requestsPerMinute, slowMs: latencyMs, credits: 10_000_000 }));
  if (latencyMs > 0) await server.inject({ method: "POST", url: "/faults", payload: { name: "slow", times: 1e9 } });
  const address = await server.listen({ host: "127.0.0.1", port: 0 });
  process.on("SIGTERM", () => void server.close().then(() => process.exit(0)));
  process.stdout.write(`Sandbox ready at ${address}\n`);
}

void main();
