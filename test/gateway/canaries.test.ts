import { connect } from "node:net";
import { createTeamTokens, type TokenRow } from "../../src/gateway/auth/team-tokens";
import { createMemoryUsage } from "../../src/gateway/usage/memory-usage";
import { faultNames } from "../../src/sandbox/faults";
import { url } from "../support/gateway-rig";
import { gatewayRigs } from "../support/gateway-rigs";
import { keepSecret } from "../support/watched-log";

/**
 * Whatever befalls the gateway, no log line and no metric says who was asked for, who asked, or with what proof: every
 * line of these tests is looked through when they end (test/support/watched-log.ts).
 */
describe("no canary is ever seen", () => {
  const start = gatewayRigs({ ownKey: "canary-team-key", timeoutMs: 300 });

  const person = (slug = "known-canary") => ({
    professional_network_profile_urls: [url(slug)],
    fields: ["basic_profile"],
  });
  const mail = { business_emails: ["canary@canary-mail.example"], fields: ["basic_profile"] };
  const personal = {
    "x-personal-key": "canary-personal-key",
    "x-workbook": "canaryworkbook",
    "x-request-id": "canary",
  };

  it.each(faultNames)(
    "when the service does %s",
    async (fault) => {
      const rig = await start();
      await rig.fault(fault, fault === "402_after_n" ? 0 : 1);
      const asked = [rig.enrich(person()), rig.enrich(mail, personal), rig.enrich(person("z%C3%BC-canary"))];
      // Some of these are answered only after a back-off of seconds; ending the gateway ends that.
      while ((await rig.ledger()).requests < 2) await new Promise((resolve) => setImmediate(resolve));
      await rig.get("/api/account", personal);
      await rig.clearFaults();

      await rig.gateway.close();

      expect((await Promise.all(asked)).every(({ statusCode }) => statusCode >= 200)).toBe(true);
      expect(rig.logLines.length).toBeGreaterThanOrEqual(4);
    },
    30_000,
  );

  it("in bodies, headers, paths and queries that are refused", async () => {
    const rig = await start({ hosts: ["localhost"], authenticate: () => Promise.resolve("unauthenticated") });
    const open = await start();
    for (const one of [rig, open]) {
      for (const body of [
        '{"canary',
        '"canary"',
        '["canary@canary.example"]',
        JSON.stringify({ canary: 1, ...person() }),
      ]) {
        await one.enrich(body, personal);
        await one.enrich(body, { "content-type": "text/plain", authorization: "Bearer canary-token" });
      }
      await one.enrich({ fields: ["canary_field"], professional_network_profile_urls: ["canary"] });
      await one.enrich(`"${"canary ".repeat(30_000)}"`);
      await one.enrich('{"__proto__": {"canary": 1}}');
      for (const path of [
        ...["/api/canary?canary=1", "/canary/../canary", "/%E0%A4%A/canary", "/api/person/enrich?canary", "//canary"],
        ...["/metrics?canary", "/api/usage?from=canary&to=canary", "/api/account?token=canary", "/api/person/canary"],
      ]) {
        await one.get(path, { host: "canary.example", ...personal });
        await one.get(path, { host: "localhost", authorization: "Basic canary" });
      }
    }
    expect(rig.logLines.length + open.logLines.length).toBeGreaterThan(50);
  });

  it("with tokens: good, wrong, revoked, and of those who are no administrators", async () => {
    const rows = new Map<string, TokenRow>();
    const table = {
      get: (id: string) => Promise.resolve(rows.get(id)),
      put: (row: TokenRow) => Promise.resolve(void rows.set(row.id, row)),
      remove: (id: string) => Promise.resolve(rows.delete(id)),
      all: () => Promise.resolve([...rows.values()]),
    };
    const tokens = createTeamTokens(table, { now: () => Date.now() });
    const { token, id } = await tokens.create({ name: "Canary Lovelace", isAdministrator: false });
    keepSecret(token);
    const rig = await start({ authenticate: tokens.authenticate, metricsToken: "canary-metrics-token" });
    const bearer = { authorization: `Bearer ${token}` };

    await rig.enrich(person(), bearer);
    await rig.get("/api/account", bearer);
    await rig.get("/api/usage", bearer);
    await rig.get("/metrics", bearer);
    await rig.get("/metrics", { authorization: "Bearer canary-metrics-token" });
    await tokens.revoke(id);
    const statuses = [await rig.enrich(person(), bearer), await rig.enrich(person(), { authorization: `${token}x` })];

    expect(statuses.map(({ statusCode }) => statusCode)).toEqual([401, 401]);
  });

  it("when sign-ins cannot be checked, the books cannot be written, or a handler fails", async () => {
    const away = () => Promise.reject(new Error("canary-away for Canary Lovelace\n    at canary (canary.ts:1:1)"));
    const failures: readonly (() => unknown)[] = [
      () => new Error("canary\n    at canary (canary.ts:1:1)"),
      () => Object.assign(new Error("x"), { name: "Canary Lovelace" }),
      () => Object.assign(new TypeError("canary"), { stack: "canary\n    at canary" }),
      () => Object.assign(new RangeError("canary"), { statusCode: 502, cause: new Error("canary") }),
      () => "a thrown canary",
      () => ({ secret: "canary@canary.example" }),
    ];
    const rig = await start({
      ledger: { ...createMemoryUsage(), add: away, name: away, read: away },
      register(gateway) {
        failures.forEach((failure, index) =>
          gateway.get(`/crash/${index}`, () => {
            throw failure();
          }),
        );
        gateway.get("/twice", (_request, reply) => {
          void reply.send("canary");
          void reply.send("canary");
        });
        gateway.get("/log", (request, reply) => {
          request.log.error(new Error("canary"), "canary at 127.0.0.1");
          request.log.warn({ err: new Error("canary"), req: request, res: reply }, "failed: /canary");
          request.log.info("asked for %s", "canary");
          return reply.send("ok");
        });
      },
    });
    const closed = await start({ authenticate: away });

    await rig.enrich(person());
    await rig.get("/api/usage");
    for (const index of failures.keys())
      expect((await rig.get(`/crash/${index}?canary=1`)).statusCode).toBeGreaterThan(499);
    await rig.get("/twice?canary=1");
    await rig.get("/log?canary=1");
    expect((await closed.enrich(person(), { authorization: "Bearer canary-token" })).statusCode).toBe(503);

    const log = rig.logLines.join("");
    expect(log).toContain('"name":"TypeError"');
    expect(log).toMatch(/"at":"at [^"]+:\d+:\d+\)?"/);
  });

  it("on a line that is no HTTP, and when somebody hangs up", async () => {
    const rig = await start();
    await rig.fault("slow");
    const address = await rig.gateway.listen({ host: "127.0.0.1", port: 0 });
    const { port } = new URL(address);
    const say = (text: string) =>
      new Promise<void>((resolve) => {
        const socket = connect(Number(port), "127.0.0.1", () => socket.write(text));
        socket.once("data", () => socket.destroy());
        socket.once("close", () => resolve());
        socket.once("error", () => resolve());
      });

    await say("canary canary canary\r\n\r\n");
    await say(`GET /canary HTTP/1.1\r\nHost: canary\r\nX-Canary: ${"canary".repeat(10_000)}\r\n\r\n`);
    const gone = new AbortController();
    const asked = fetch(`${address}/api/person/enrich`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(person()),
      signal: gone.signal,
    });
    while ((await rig.ledger()).requests === 0) await new Promise((resolve) => setImmediate(resolve));
    gone.abort();

    await expect(asked).rejects.toThrow();
  });
});
