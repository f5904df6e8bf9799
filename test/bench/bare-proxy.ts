import Fastify from "fastify";

/** The least a server can do that holds a key: it passes every question on to SERVICE_URL, and the reply back. */
async function main(): Promise<void> {
  const service = process.env["SERVICE_URL"] ?? "";
  const server = Fastify({ forceCloseConnections: true });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "string" }, (_request, body, parsed) => parsed(null, body));
  server.post("/api/person/enrich", async (request, reply) => {
    const answer = await fetch(`${service}/person/enrich`, {
      method: "POST",
      headers: {
        authorization: "Bearer sandbox-proxy",
        "content-type": "application/json",
        "x-api-version": "2025-11-01",
      },
      body: String(request.body),
    });
    void reply.code(answer.status).type("application/json");
    return answer.text();
  });
  const address = await server.listen({ host: "127.0.0.1", port: 0 });
  process.on("SIGTERM", () => void server.close().then(() => process.exit(0)));
  process.stdout.write(`Proxy ready at ${address}\n`);
}

void main();
