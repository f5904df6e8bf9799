import { url } from "../support/gateway-rig";
import { gatewayRigs, people } from "../support/gateway-rigs";

/** With `AUTH=none` nobody is asked for a name. */
const caller = { id: "local", name: "this device" };

describe("the gateway, to callers with and without keys", () => {
  const start = gatewayRigs();

  describe("refusing", () => {
    it("names fields outside the plan, and has the rest of the person for nothing by then", async () => {
      const rig = await start();

      const denied = await rig.enrich({ ...people("known-a"), fields: ["basic_profile", "certifications"] });
      const without = await rig.enrich({ ...people("known-a"), fields: ["basic_profile"] });

      expect(denied.statusCode).toBe(403);
      expect(denied.json()).toMatchObject({
        error: { type: "permission_error", metadata: [{ denied_fields: ["certifications"] }] },
      });
      expect(without.statusCode).toBe(200);
      expect(without.headers["x-credits-used"]).toBe("1");
      expect((await rig.ledger()).credits).toBe(1);
    });

    it("names the identifier to blame where the service names none, and has the others' answers by then", async () => {
      const rig = await start();
      await rig.fault("encoded_slugs_refused");
      const body = { ...people("known-a"), professional_network_profile_urls: [url("known-a"), url("z%C3%BC")] };

      const refused = await rig.enrich(body);
      const innocent = await rig.enrich(people("known-a"));

      expect(refused.statusCode).toBe(400);
      expect(refused.json()).toMatchObject({
        error: { message: `Invalid professional network profile urls: ${url("z%C3%BC")}` },
      });
      expect(innocent.statusCode).toBe(200);
      expect((await rig.ledger()).identifiers[url("known-a")]?.billed).toBe(1);
    });

    it("says that e-mails are not looked up in words the same client knows", async () => {
      const rig = await start();
      await rig.fault("emails_refused");

      const reply = await rig.enrich({ business_emails: ["known@fjord.example"], fields: ["skills"] });

      expect(reply.statusCode).toBe(400);
      expect(reply.body).toContain("business_emails");
    });

    it.each<[string, number]>([
      ["key_revoked", 401],
      ["402_after_n", 402],
      ["403_credits", 402],
      ["endpoint_denied", 403],
      ["wrapped_results", 410],
    ])("passes on %s as %i", async (fault, status) => {
      const rig = await start();
      await rig.fault(fault, fault === "402_after_n" ? 0 : 1);

      expect((await rig.enrich(people("known-a"))).statusCode).toBe(status);
    });

    it("says 503 and when to come again while the service is down", async () => {
      const rig = await start();
      await rig.fault("500_always");

      const reply = await rig.enrich(people("known-a"));

      expect(reply.statusCode).toBe(503);
      expect(reply.headers["retry-after"]).toBe("60");
      expect((await rig.get("/api/health")).json()).toMatchObject({ status: "degraded" });
    }, 20_000);

    it("refuses everyone while it has no key and is given none", async () => {
      const rig = await start({ own: undefined });

      expect((await rig.enrich(people("known-a"))).json()).toEqual({ message: "Missing API key in request" });
      expect((await rig.get("/api/account")).statusCode).toBe(401);
      expect((await rig.get("/api/health")).json()).toMatchObject({ status: "ok" });
    });

    it.each<[string, unknown, string, number]>([
      ["text that is no JSON", "{", "application/json", 400],
      ["plain text", "{}", "text/plain", 415],
      ["a form", "a=b", "application/x-www-form-urlencoded", 415],
      ["too large a body", `"${"x".repeat(200_000)}"`, "application/json", 413],
      ["a prototype", '{"__proto__": {"fields": ["skills"]}}', "application/json", 400],
    ])("refuses %s in the error envelope", async (_what, body, type, status) => {
      const rig = await start();

      const reply = await rig.enrich(body, { "content-type": type });

      expect(reply.statusCode).toBe(status);
      expect(reply.json()).toMatchObject({ error: { type: "invalid_request", metadata: [] } });
      expect((await rig.ledger()).requests).toBe(0);
    });

    it("answers unknown paths in the error envelope", async () => {
      const rig = await start();

      const replies = [await rig.get("/api/nothing"), await rig.get("/api/person/enrich"), await rig.get("/api")];

      expect(replies.map((reply) => reply.statusCode)).toEqual([404, 404, 404]);
      expect(replies[0]!.json()).toMatchObject({ error: { type: "not_found" } });
    });

    it("answers to its own names only, and shares nothing with other origins", async () => {
      const rig = await start({ hosts: ["localhost"] });

      const own = await rig.get("/api/account", { host: "localhost:3000" });
      const foreign = await rig.get("/api/account", { host: "rebound.example" });

      expect(own.statusCode).toBe(200);
      expect(own.headers["access-control-allow-origin"]).toBeUndefined();
      expect(foreign.statusCode).toBe(403);
    });
  });

  describe("with personal keys", () => {
    it("keeps each key's people and credits apart from everybody else's", async () => {
      const rig = await start();
      await rig.enrich(people("known-a"));

      const mine = await rig.enrich(people("known-a"), { "x-personal-key": "personal-key-1" });
      const mineAgain = await rig.enrich(people("known-a"), { "x-personal-key": "personal-key-1" });
      const other = await rig.enrich(people("known-a"), { "x-personal-key": "personal-key-2" });

      expect([mine, mineAgain, other].map((reply) => reply.headers["x-credits-used"])).toEqual(["1", "0", "1"]);
      expect((await rig.ledger()).requests).toBe(3);
    });

    it("tests a key by its account, free of charge", async () => {
      const rig = await start({ sandbox: { requestsPerMinute: 40, credits: 500 } });

      const good = await rig.get("/api/account", { "x-personal-key": "personal-key-1" });
      const bad = await rig.get("/api/account", { "x-personal-key": "sandbox-bad-key" });
      const strange = await rig.get("/api/account", { "x-personal-key": "two words" });

      const account = { credits: 500, requestsPerMinute: 40, remaining: null, source: "personal", caller };
      expect(good.json()).toEqual({ ...account, people: "invented" });
      expect([bad.statusCode, strange.statusCode]).toEqual([401, 401]);
      expect(bad.json()).toEqual({ message: "Invalid API key in request" });
      expect((await rig.ledger()).requests).toBe(0);
    });

    it("goes on for others when one personal key is refused", async () => {
      const rig = await start();

      const refused = await rig.enrich(people("known-a"), { "x-personal-key": "sandbox-bad-key" });
      const own = await rig.enrich(people("known-a"));

      expect([refused.statusCode, own.statusCode]).toEqual([401, 200]);
    });
  });

  describe("about the account", () => {
    it("says that people are invented, whatever the key, where the service is the sandbox, and only there", async () => {
      const sandbox = await start();
      const team = await start({ own: "team" });
      const personal = await start({ own: undefined });
      const banana = { "x-personal-key": "banana-123" };

      expect((await sandbox.get("/api/account")).json()).toMatchObject({ source: "sandbox", people: "invented" });
      expect((await sandbox.get("/api/account", banana)).json()).toMatchObject({
        source: "personal",
        people: "invented",
      });
      const real = [
        await team.get("/api/account"),
        await team.get("/api/account", banana),
        await personal.get("/api/account", banana),
      ];
      expect(real.map((reply) => reply.statusCode)).toEqual([200, 200, 200]);
      expect(real.filter((reply) => "people" in reply.json<object>())).toEqual([]);
    });

    it("says the credits, the limit and what is left of it", async () => {
      const rig = await start({ sandbox: { requestsPerMinute: 20, credits: 100 }, own: "team" });
      await rig.enrich(people("known-a", "known-b"));

      const account = await rig.get("/api/account");

      expect(account.json()).toEqual({ credits: 98, requestsPerMinute: 20, remaining: 19, source: "team", caller });
    });

    it("goes on when credits were bought, as soon as the account says so", async () => {
      const rig = await start();
      await rig.fault("402_after_n", 0);
      expect((await rig.enrich(people("known-a"))).statusCode).toBe(402);
      expect((await rig.get("/api/health")).json()).toMatchObject({
        status: "degraded",
        parts: { service: "credits_used_up" },
      });
      await rig.clearFaults();

      await rig.get("/api/account");

      expect((await rig.enrich(people("known-a"))).statusCode).toBe(200);
    });
  });
});
