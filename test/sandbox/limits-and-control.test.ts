import { faultNames } from "../../src/sandbox/faults";
import { callSandbox } from "../support/sandbox-calls";

const body = { professional_network_profile_urls: ["https://www.linkedin.com/in/known-one"], fields: ["skills"] };

describe("the limit of the sandbox", () => {
  it("lets 15 requests through in any 60 seconds and says when to come back", async () => {
    const sandbox = await callSandbox();

    for (let index = 0; index < 15; index += 1) {
      const reply = await sandbox.enrich(body);
      expect(reply.headers).toMatchObject({ "x-ratelimit-limit": "15", "x-ratelimit-remaining": String(14 - index) });
      sandbox.advance(1000);
    }
    const refused = await sandbox.enrich(body);

    expect(refused.statusCode).toBe(429);
    expect(refused.headers).toMatchObject({
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": "45",
      "x-credits-used": "0",
    });
    sandbox.advance(44_999);
    expect((await sandbox.enrich(body)).statusCode).toBe(429);
    sandbox.advance(1);
    expect((await sandbox.enrich(body)).statusCode).toBe(200);
    expect((await sandbox.enrich(body)).statusCode).toBe(429);
  });

  it("is each key's own, and requests refused for their form use it up too", async () => {
    const sandbox = await callSandbox({ requestsPerMinute: 2 });

    expect((await sandbox.enrich({})).statusCode).toBe(400);
    expect((await sandbox.enrich(body)).statusCode).toBe(200);
    expect((await sandbox.enrich(body)).statusCode).toBe(429);
    expect((await sandbox.enrich(body, { authorization: "Bearer another-key" })).statusCode).toBe(200);
  });

  it("is not touched by requests without a key or by questions about the account", async () => {
    const sandbox = await callSandbox({ requestsPerMinute: 1 });

    await sandbox.enrich(body, { authorization: undefined });
    await sandbox.get("/user/credits");

    expect((await sandbox.enrich(body)).statusCode).toBe(200);
  });

  it("can be lowered while requests come in", async () => {
    const sandbox = await callSandbox();
    await sandbox.fault("limit_lowered");

    const statuses = [];
    for (let index = 0; index < 6; index += 1) statuses.push((await sandbox.enrich(body)).statusCode);

    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  });
});

describe("the account of the sandbox", () => {
  it("is told by three addresses, of which one needs no version", async () => {
    const sandbox = await callSandbox({ credits: 100 });
    await sandbox.enrich(body);

    expect((await sandbox.get("/user/credits", { "x-api-version": undefined })).json()).toEqual({ credits: 99 });
    expect((await sandbox.get("/account/credits")).json()).toMatchObject({ account: { credits: 99 } });
    expect((await sandbox.get("/account/credits", { "x-api-version": undefined })).statusCode).toBe(400);
    expect((await sandbox.get("/account/endpoints?path=/person/enrich")).json()).toMatchObject({
      api_version: "2025-11-01",
      endpoints: [{ path: "/person/enrich", status: "enabled", effective_rate_limit_rpm: 15, base_credits: 1 }],
    });
  });

  it("filters its endpoints, and refuses a status that is none", async () => {
    const sandbox = await callSandbox();

    expect((await sandbox.get("/account/endpoints?path=/nowhere")).json()).toMatchObject({ endpoints: [] });
    expect((await sandbox.get("/account/endpoints?status=not_enabled")).json()).toMatchObject({ endpoints: [] });
    expect((await sandbox.get("/account/endpoints?status=perhaps")).statusCode).toBe(400);
  });

  it("lists what the plan lacks, and what is opened by the fault full_plan", async () => {
    const sandbox = await callSandbox({ profile: "C" });
    const fields = async () =>
      (await sandbox.get("/account/endpoints")).json<{ endpoints: { fields: { disabled: string[] } }[] }>().endpoints[0]
        ?.fields;

    expect((await fields())?.disabled).toEqual(
      expect.arrayContaining(["honors", "certifications.name", "social_posts"]),
    );
    await sandbox.fault("full_plan");
    expect((await fields())?.disabled).toEqual([]);
  });

  it.each(["/user/credits", "/account/credits", "/account/endpoints"])(
    "is nobody's business without a key: %s",
    async (path) => {
      const sandbox = await callSandbox();

      const reply = await sandbox.get(path, { authorization: "Bearer sandbox-bad-key" });

      expect([reply.statusCode, reply.json()]).toEqual([401, { message: "Invalid API key in request" }]);
    },
  );
});

describe("the control of the sandbox", () => {
  it("lists every fault with a sentence, and refuses one that is none", async () => {
    const sandbox = await callSandbox();

    const listed = (await sandbox.get("/faults")).json<{ faults: Record<string, string> }>().faults;

    expect(Object.keys(listed).sort()).toEqual([...faultNames].sort());
    expect(Object.values(listed).every((sentence) => /^[A-Z].*\.$/.test(sentence))).toBe(true);
    expect((await sandbox.fault("earthquake")).statusCode).toBe(400);
    expect((await sandbox.fault("503", -1)).statusCode).toBe(400);
  });

  it("counts what each request asked, was billed and came to", async () => {
    const sandbox = await callSandbox();
    await sandbox.enrich(body);
    await sandbox.fault("500_once");
    await sandbox.enrich(body);
    await sandbox.enrich({});
    await sandbox.enrich(body, { authorization: undefined });

    expect(await sandbox.ledger()).toMatchObject({
      requests: 4,
      byStatus: { "200": 1, "400": 1, "401": 1, "500": 1 },
      credits: 1,
      identifiers: { "https://www.linkedin.com/in/known-one": { asked: 2, billed: 1, credits: 1 } },
      log: [{ status: 200, fields: ["skills"], credits: 1 }, { status: 500 }, { status: 400 }, { status: 401 }],
    });
    await sandbox.app.inject({ method: "DELETE", url: "/ledger" });
    expect(await sandbox.ledger()).toMatchObject({ requests: 0, credits: 0, identifiers: {} });
  });

  it("gives each answer a number of its own", async () => {
    const sandbox = await callSandbox();

    const ids = [await sandbox.enrich(body), await sandbox.enrich({}), await sandbox.get("/user/credits")].map(
      ({ headers }) => headers["x-request-id"],
    );

    expect(new Set(ids).size).toBe(3);
    expect(ids.every((id) => typeof id === "string")).toBe(true);
  });

  it("lets browsers in, until the fault no_cors", async () => {
    const sandbox = await callSandbox();
    const preflight = () => sandbox.app.inject({ method: "OPTIONS", url: "/person/enrich" });

    expect([
      (await preflight()).statusCode,
      (await sandbox.enrich(body)).headers["access-control-allow-origin"],
    ]).toEqual([204, "*"]);
    await sandbox.fault("no_cors");
    expect((await preflight()).statusCode).toBe(401);
    expect((await sandbox.enrich(body)).headers).not.toHaveProperty("access-control-allow-origin");
  });

  it("answers 404 in the gateway's envelope where nothing is", async () => {
    const sandbox = await callSandbox();

    const reply = await sandbox.get("/person/search");

    expect([reply.statusCode, Object.keys(reply.json<object>())]).toEqual([404, ["message"]]);
  });
});
