import type { CallerIdentity } from "../../../src/gateway/auth/caller-identity";
import { url, type GatewayRig } from "../../support/gateway-rig";
import { gatewayRigs } from "../../support/gateway-rigs";

const callers: Readonly<Record<string, CallerIdentity>> = {
  "Bearer ada-admin": { id: "token:ada", name: "Ada Lovelace", isAdministrator: true },
  "Bearer bob-plain": { id: "token:bob", name: "Bob", isAdministrator: false },
};
const authenticate = (authorization: string | undefined) =>
  Promise.resolve(callers[authorization ?? ""] ?? ("unauthenticated" as const));
const people = (...slugs: string[]) => ({
  professional_network_profile_urls: slugs.map(url),
  fields: ["basic_profile"],
});

/** The value of one line of the metrics. */
function valueIn(text: string, line: string): number | undefined {
  const found = text.split("\n").find((one) => one.startsWith(`${line} `));
  return found === undefined ? undefined : Number(found.slice(line.length + 1));
}

describe("GET /metrics", () => {
  const start = gatewayRigs();
  const read = async (rig: GatewayRig) => (await rig.get("/metrics")).body;

  it("counts requests by route and status, lookups by origin, what the service was asked, and credits", async () => {
    const rig = await start();
    await rig.enrich(people("known-a", "known-b", "nobody-x"));
    await Promise.all([rig.enrich(people("known-a", "known-c")), rig.enrich(people("known-c"))]);
    await rig.enrich("{");
    await rig.get("/api/nowhere/known-a");

    const text = await read(rig);

    expect(valueIn(text, 'enrich_http_requests_total{route="/api/person/enrich",status="200"}')).toBe(3);
    expect(valueIn(text, 'enrich_http_requests_total{route="/api/person/enrich",status="400"}')).toBe(1);
    expect(valueIn(text, 'enrich_http_requests_total{route="/api/*",status="404"}')).toBe(1);
    expect(valueIn(text, 'enrich_http_request_duration_seconds_count{route="/api/person/enrich"}')).toBe(4);
    expect(valueIn(text, 'enrich_lookups_total{origin="asked"}')).toBe(4);
    expect(valueIn(text, 'enrich_lookups_total{origin="joined"}')).toBe(1);
    expect(valueIn(text, 'enrich_lookups_total{origin="kept"}')).toBe(1);
    expect(valueIn(text, 'enrich_service_requests_total{outcome="answered"}')).toBe(2);
    expect(valueIn(text, 'enrich_credits_total{kind="reported"}')).toBe((await rig.ledger()).credits);
    expect(valueIn(text, "enrich_service_limit_requests_per_minute")).toBe(100_000);
    expect(valueIn(text, "enrich_service_limit_remaining")).toBe(99_998);
    expect(valueIn(text, "enrich_redis_up")).toBeUndefined();
    expect(valueIn(text, "enrich_defects_total")).toBe(0);
    expect(text).toContain("nodejs_eventloop_lag_seconds");
  });

  it("tells who waits, by priority, and what may have been billed", async () => {
    const rig = await start();
    await rig.fault("slow");
    const formula = rig.enrich(people("known-a", "known-b"));
    const bulk = rig.enrich(people("known-c"), { "x-priority": "bulk" });
    while ((await rig.ledger()).requests === 0) await new Promise((resolve) => setImmediate(resolve));

    const meanwhile = await read(rig);
    await Promise.all([formula, bulk]);
    await rig.fault("truncated_json");
    await rig.enrich(people("known-d"));
    const afterwards = await read(rig);

    expect(valueIn(meanwhile, 'enrich_lookups_waiting{priority="formula"}')).toBe(2);
    expect(valueIn(meanwhile, 'enrich_lookups_waiting{priority="bulk"}')).toBe(1);
    expect(valueIn(afterwards, 'enrich_lookups_waiting{priority="formula"}')).toBe(0);
    expect(valueIn(afterwards, 'enrich_service_requests_total{outcome="lost"}')).toBe(1);
    expect(valueIn(afterwards, 'enrich_credits_total{kind="possibly_billed"}')).toBe(1);
  });

  it("counts defects, each server its own", async () => {
    const rig = await start({
      register: (gateway) =>
        gateway.get("/crash", () => {
          throw new Error("Out of order.");
        }),
    });
    const other = await start();
    await rig.get("/crash");

    expect(valueIn(await read(rig), "enrich_defects_total")).toBe(1);
    expect(valueIn(await read(other), "enrich_defects_total")).toBe(0);
  });

  it("is open to this machine's names only, where everybody is one person", async () => {
    const rig = await start({ hosts: ["localhost"] });

    expect((await rig.get("/metrics", { host: "localhost:3000" })).statusCode).toBe(200);
    expect((await rig.get("/metrics", { host: "rebound.example" })).statusCode).toBe(403);
  });

  it("is for its own token and administrators, whatever the host name; all others are told fixed words", async () => {
    const rig = await start({ authenticate, metricsToken: "0123456789abcdef", hosts: ["localhost"] });
    const reply = async (authorization?: string) => {
      const headers = { host: "gateway-1:3000", ...(authorization !== undefined && { authorization }) };
      const { statusCode, body } = await rig.get("/metrics", headers);
      return statusCode === 200 ? 200 : [statusCode, JSON.parse(body) as unknown];
    };

    expect(await reply("Bearer 0123456789abcdef")).toBe(200);
    expect(await reply("Bearer ada-admin")).toBe(200);
    expect(await reply()).toEqual([401, { message: "Missing sign-in in request" }]);
    expect(await reply("Bearer 0123456789abcdeX")).toEqual([401, { message: "Invalid sign-in in request" }]);
    expect(await reply("Bearer bob-plain")).toEqual([
      403,
      { error: { type: "permission_error", message: "This is for administrators only.", metadata: [] } },
    ]);
  });

  it("asks for its token, where there is one, also of those on this machine", async () => {
    const rig = await start({ metricsToken: "0123456789abcdef" });

    const replies = [
      await rig.get("/metrics"),
      await rig.get("/metrics", { authorization: "Bearer 0123456789abcdef" }),
    ];

    expect(replies.map(({ statusCode }) => statusCode)).toEqual([401, 200]);
  });

  it("opens nothing else with its token", async () => {
    const rig = await start({ authenticate, metricsToken: "0123456789abcdef" });

    expect((await rig.get("/api/usage", { authorization: "Bearer 0123456789abcdef" })).statusCode).toBe(401);
  });

  it("says that sign-ins cannot be checked where they cannot", async () => {
    const rig = await start({
      authenticate: () => Promise.reject(new Error("Away.")),
      metricsToken: "0123456789abcdef",
    });

    expect((await rig.get("/metrics", { authorization: "Bearer x" })).statusCode).toBe(503);
  });
});
