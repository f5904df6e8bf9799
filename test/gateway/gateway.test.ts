import { url } from "../support/gateway-rig";
import { gatewayRigs, people } from "../support/gateway-rigs";

interface Row {
  readonly matched_on: string;
  readonly match_type: string;
  readonly matches: readonly { readonly person_data: Record<string, unknown> }[];
}

describe("the gateway", () => {
  const start = gatewayRigs();

  describe("answering", () => {
    it("answers in the service's shape: a row for each identifier, in order, with the fields asked for only", async () => {
      const rig = await start();

      const reply = await rig.enrich({
        professional_network_profile_urls: [url("known-b"), url("nobody-x"), `${url("known-a")}/`, url("known-b")],
        fields: ["basic_profile.name", "skills"],
      });

      const rows = reply.json<Row[]>();
      expect(reply.statusCode).toBe(200);
      expect(rows.map((row) => row.matched_on)).toEqual([
        url("known-b"),
        url("nobody-x"),
        `${url("known-a")}/`,
        url("known-b"),
      ]);
      expect(rows.map((row) => row.matches.length)).toEqual([1, 0, 1, 1]);
      const person = rows[0]!.matches[0]!.person_data;
      expect(Object.keys(person).sort()).toEqual(["basic_profile", "crustdata_person_id", "skills"]);
      expect(Object.keys(person["basic_profile"] as object)).toEqual(["name"]);
      expect(rows[3]).toEqual(rows[0]);
      expect(reply.headers).toMatchObject({ "x-credits-used": "2", "x-ratelimit-limit": "100000" });
      expect(reply.headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
    });

    it("answers from what it keeps, free, also for columns added later", async () => {
      const rig = await start();
      const first = await rig.enrich(people("known-a", "nobody-b"));

      const again = await rig.enrich({ ...people("known-a", "nobody-b"), fields: ["education", "skills"] });

      expect(first.headers["x-credits-used"]).toBe("1");
      expect(again.headers["x-credits-used"]).toBe("0");
      expect(again.json<Row[]>()[0]!.matches[0]!.person_data).toHaveProperty("education");
      expect(again.headers["x-as-of"]).toBe(first.headers["x-as-of"]);
      expect((await rig.ledger()).requests).toBe(1);
    });

    it("buys no more of a person than its caller named, for those who minimise data", async () => {
      const rig = await start();
      await rig.enrich({ ...people("known-a"), fields: ["education"] });

      const reply = await rig.enrich({ ...people("known-a"), fields: ["skills"] });

      expect(reply.headers["x-credits-used"]).toBe("1");
      expect((await rig.ledger()).requests).toBe(2);
    });

    it("asks once for a person whom two callers want, and tells one of them the credit", async () => {
      const rig = await start();

      const replies = await Promise.all([
        rig.enrich(people("known-a", "known-b")),
        rig.enrich(people("known-b", "known-c")),
        rig.enrich(people("known-a")),
      ]);

      expect(replies.map((reply) => reply.statusCode)).toEqual([200, 200, 200]);
      expect(replies.map((reply) => Number(reply.headers["x-credits-used"])).reduce((a, b) => a + b)).toBe(3);
      expect(await rig.ledger()).toMatchObject({ requests: 1, credits: 3 });
    });

    it("sends two callers' part-filled requests as one full one", async () => {
      const rig = await start();
      const slugs = Array.from({ length: 25 }, (_, index) => `known-${index}`);

      await Promise.all([rig.enrich(people(...slugs.slice(0, 10))), rig.enrich(people(...slugs.slice(10)))]);

      const { log } = await rig.ledger();
      expect(log.map((entry) => entry.identifiers)).toEqual([25]);
    });

    it("tells every credit the service billed, once, whatever was asked by whom", async () => {
      const rig = await start();
      const asks = Array.from({ length: 12 }, (_, index) => ({
        ...people(...Array.from({ length: 10 }, (_unused, offset) => `person-${(index * 7 + offset) % 40}`)),
        fields: index % 3 === 0 ? ["basic_profile", "contact.business_emails"] : ["basic_profile"],
      }));

      const replies = await Promise.all(asks.map((body) => rig.enrich(body)));

      expect(new Set(replies.map((reply) => reply.statusCode))).toEqual(new Set([200]));
      const told = replies.reduce((sum, reply) => sum + Number(reply.headers["x-credits-used"]), 0);
      expect(told).toBeCloseTo((await rig.ledger()).credits, 6);
    });

    it("asks again when told to refresh, and only then", async () => {
      const rig = await start();
      await rig.enrich(people("known-a"));
      await rig.enrich(people("known-a"));
      expect((await rig.ledger()).requests).toBe(1);

      const refreshed = await rig.enrich(people("known-a"), { "x-refresh": "1" });

      expect(refreshed.headers["x-credits-used"]).toBe("1");
      expect((await rig.ledger()).requests).toBe(2);
    });

    it("looks up e-mails with every candidate, and leaves out those below the score asked for", async () => {
      const rig = await start();
      await rig.fault("several_candidates", 1);
      const all = await rig.enrich({ business_emails: ["known@fjord.example"], fields: ["basic_profile"] });

      const best = await rig.enrich({
        business_emails: ["known@fjord.example"],
        fields: ["basic_profile"],
        min_similarity_score: 1,
      });

      expect(all.json<Row[]>()[0]).toMatchObject({ match_type: "business_email" });
      expect(all.json<Row[]>()[0]!.matches.length).toBeGreaterThan(1);
      expect(best.json<Row[]>()[0]!.matches.length).toBeLessThan(all.json<Row[]>()[0]!.matches.length);
    });
  });

  describe("waiting", () => {
    it("asks its caller to come again after a while, and lets the next request join the lookup", async () => {
      const rig = await start({ holdMs: 250 });
      await rig.fault("slow");

      const first = await rig.enrich(people("known-a"));
      let again = await rig.enrich(people("known-a"));
      while (again.statusCode === 429) again = await rig.enrich(people("known-a"));

      expect(first.statusCode).toBe(429);
      expect(first.headers["retry-after"]).toBe("1");
      expect(first.headers["x-credits-used"]).toBeUndefined();
      expect(again.statusCode).toBe(200);
      expect(again.headers["x-credits-used"]).toBe("1");
      expect((await rig.ledger()).requests).toBe(1);
    });

    it("finishes what it sent for a caller who has hung up, and keeps it", async () => {
      const rig = await start();
      await rig.fault("slow");
      const address = await rig.gateway.listen({ host: "127.0.0.1", port: 0 });
      const caller = new AbortController();
      const hungUp = fetch(`${address}/api/person/enrich`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(people("known-a")),
        signal: caller.signal,
      });
      while ((await rig.ledger()).requests === 0) await new Promise((resolve) => setImmediate(resolve));
      caller.abort();
      await expect(hungUp).rejects.toThrow();

      const next = await rig.enrich(people("known-a"));

      expect(next.statusCode).toBe(200);
      expect(next.headers["x-credits-used"]).toBe("1");
      expect(await rig.ledger()).toMatchObject({ requests: 1, credits: 1 });
    });

    it("tells those who still wait that it ends, instead of keeping them", async () => {
      const rig = await start({ sandbox: { requestsPerMinute: 1 } });
      await rig.enrich(people("known-a"));
      const waiting = rig.enrich(people("known-b"));
      await rig.get("/api/health");

      await rig.gateway.close();

      expect((await waiting).statusCode).toBe(503);
      expect((await rig.ledger()).requests).toBe(1);
    });

    it("says that a lost reply may have been billed, after asking once more and not again", async () => {
      const rig = await start({ timeoutMs: 300 });
      await rig.fault("timeout", 5);

      const lost = await rig.enrich(people("known-a"));
      const again = await rig.enrich(people("known-a"));

      expect(lost.statusCode).toBe(504);
      expect(again.statusCode).toBe(504);
      expect((await rig.ledger()).requests).toBe(2);
    });
  });

  it("logs no identifier, name, key or query, whatever is asked of it", async () => {
    const rig = await start({ ownKey: "canary-team-key" });
    const key = { "x-personal-key": "canary-personal-key" };
    await rig.enrich(people("known-canary-slug"));
    await rig.enrich({ business_emails: ["canary@canary-mail.example"], fields: ["basic_profile"] }, key);
    await rig.enrich('{"professional_network_profile_urls": ["canary-broken', key);
    await rig.enrich({ fields: ["canary_field"], canary_parameter: 1 });
    await rig.get("/api/account?token=canary-query", { ...key, authorization: "Bearer canary-token" });
    await rig.get("/api/canary-path");
    await rig.get("/canary-page?canary=1");
    const named = await rig.enrich({ ...people("known-canary-slug"), fields: ["basic_profile.name"] });
    const { name } = (named.json<Row[]>()[0]!.matches[0]!.person_data as { basic_profile: { name: string } })
      .basic_profile;

    const log = rig.logLines.join("");

    expect(rig.logLines.length).toBeGreaterThanOrEqual(8);
    expect(log.toLowerCase()).not.toContain("canary");
    expect(log).not.toContain(name);
    expect(JSON.parse(rig.logLines[0]!)).toMatchObject({
      method: "POST",
      route: "/api/person/enrich",
      status: 200,
      ms: expect.any(Number) as unknown,
    });
  });
});
