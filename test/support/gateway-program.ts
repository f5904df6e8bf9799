import { appendFileSync } from "node:fs";
import { registerGateway } from "../../src/gateway/gateway";
import { createHttpServer } from "../../src/gateway/http-server";
import { openConnections } from "../../src/gateway/open-connections";
import { systemClock } from "../../src/gateway/system-clock";

/**
 * A gateway on Redis in a process of its own that loses patience soon. Its bills go to BILLS, a file of one JSON object
 * per line, at once: what it has counted is there after it was killed.
 */
async function main(): Promise<void> {
  const { REDIS_URL: redisUrl = "", SERVICE_URL: baseUrl = "", BILLS: bills = "", PORT: port = "0" } = process.env;
  const server = createHttpServer({ log: { write: (line) => void process.stdout.write(line) } });
  const connections = openConnections({
    ...{ baseUrl, redisUrl, clock: systemClock, own: { source: "team", key: "sandbox-team-key" } },
    timeoutMs: 1_000,
    onDefect: (cause) => void process.stdout.write(`DEFECT ${cause instanceof Error ? String(cause.stack) : "?"}\n`),
    onBilled: (bill) => appendFileSync(bills, `${JSON.stringify(bill)}\n`),
  });
  await registerGateway(server, { connections, clock: systemClock, holdMs: 5_000 });
  const address = await server.listen({ host: "127.0.0.1", port: Number(port) });
  process.on("SIGTERM", () => void server.close().then(() => process.exit(0)));
  process.stdout.write(`Gateway ready at ${address}\n`);
}

void main();
