import { createHttpServer } from "../../src/gateway/http-server";

async function seenAs(trustedProxies: readonly string[]): Promise<{ ip: string; hostname: string }> {
  const server = createHttpServer({ trustedProxies });
  server.get("/", (request) => ({ ip: request.ip, hostname: request.hostname }));
  const reply = await server.inject({
    url: "/",
    remoteAddress: "10.0.0.5",
    headers: { host: "enrich.example.com", "x-forwarded-for": "203.0.113.9", "x-forwarded-host": "evil.example" },
  });
  await server.close();
  return reply.json();
}

test("nobody is believed about where a request comes from", async () => {
  expect(await seenAs([])).toEqual({ ip: "10.0.0.5", hostname: "enrich.example.com" });
});

test("a proxy that is not ours is not believed", async () => {
  expect(await seenAs(["192.168.0.0/16"])).toEqual({ ip: "10.0.0.5", hostname: "enrich.example.com" });
});

test("a proxy of ours is", async () => {
  expect((await seenAs(["10.0.0.0/8"])).ip).toBe("203.0.113.9");
});
