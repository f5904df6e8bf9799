import Fastify from "fastify";

/** Answers every question with one and the same text, as long as a person's: what this machine takes for asking. */
async function main(): Promise<void> {
  const server = Fastify({ forceCloseConnections: true });
  const text = JSON.stringify([{ matched_on: "x".repeat(3_000) }]);
  server.post("/api/person/enrich", (_request, reply) => reply.type("application/json").send(text));
  const address = await server.listen({ host: "127.0.0.1", port: 0 });
  process.on("SIGTERM", () => void server.close().then(() => process.exit(0)));
  process.stdout.write(`Server ready at ${address}\n`);
}

void main();
