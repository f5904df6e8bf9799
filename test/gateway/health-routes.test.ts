import { startGatewayRig, type GatewayRig } from "../support/gateway-rig";

const person = {
  professional_network_profile_urls: ["https://www.linkedin.com/in/known-a"],
  fields: ["basic_profile"],
};

let rig: GatewayRig;
beforeEach(async () => {
  rig = await startGatewayRig({ sandbox: { slowMs: 400 }, hosts: ["localhost"] });
});
afterEach(() => rig.close());

test("health names every part, and says which are not in use", async () => {
  expect((await rig.get("/api/health")).json()).toEqual({
    status: "ok",
    parts: { gateway: "ok", service: "not_asked_yet", store: "unused", redis: "unused" },
  });
});

test("a balancer is told that the gateway takes callers, by whatever name it asks", async () => {
  const reply = await rig.get("/api/ready", { host: "10.0.0.7:3000" });

  expect([reply.statusCode, reply.json()]).toEqual([200, { ready: true }]);
});

test("while it ends, what is paid for is finished, health goes on, and everybody else is told when to come again", async () => {
  const address = await rig.gateway.listen({ host: "localhost", port: 0 });
  const origin = address.replace("127.0.0.1", "localhost").replace("[::1]", "localhost");
  const enrich = () =>
    fetch(`${origin}/api/person/enrich`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(person),
    });
  await rig.fault("slow", 1);
  const underWay = enrich();
  while ((await rig.ledger()).requests === 0) await new Promise((resolve) => setTimeout(resolve, 5));

  const closed = rig.gateway.close();
  await new Promise((resolve) => setImmediate(resolve));
  const [health, ready, late] = await Promise.all([
    fetch(`${origin}/api/health`),
    fetch(`${origin}/api/ready`),
    enrich(),
  ]);
  const paid = await underWay;
  await closed;

  expect([health.status, await health.json()]).toMatchObject([
    200,
    { status: "degraded", parts: { gateway: "closing" } },
  ]);
  expect([ready.status, ready.headers.get("retry-after"), await ready.json()]).toEqual([503, "5", { ready: false }]);
  expect([late.status, late.headers.get("retry-after"), await late.json()]).toEqual([
    503,
    "5",
    { error: { type: "stopped", message: "The gateway is ending; ask again in a moment.", metadata: [] } },
  ]);
  expect([paid.status, paid.headers.get("x-credits-used")]).toEqual([200, "1"]);
});
