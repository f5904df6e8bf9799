import { createGatewayAccount } from "../../../src/crustdata/account";
import { systemClock } from "../../../src/gateway/system-clock";
import { startGatewayRig, url, type GatewayRig } from "../../support/gateway-rig";
import type { Authenticate } from "../../../src/gateway/auth/caller-identity";

const authenticate: Authenticate = (authorization) => {
  if (authorization === "Bearer broken") return Promise.reject(new Error("The directory is away: Bearer broken"));
  if (authorization === "Bearer ada") {
    return Promise.resolve({ id: "token:1", name: "Ada Lovelace", isAdministrator: false });
  }
  return Promise.resolve(authorization === "Bearer visitor" ? "forbidden" : "unauthenticated");
};

let rig: GatewayRig;
beforeAll(async () => {
  rig = await startGatewayRig({ authenticate });
});
afterAll(() => rig.close());

const ask = { professional_network_profile_urls: [url("known-ada")], fields: ["basic_profile"] };

const strangers = [
  ["nothing", {}, 401, { message: "Missing sign-in in request" }],
  ["a token nobody made", { authorization: "Bearer x" }, 401, { message: "Invalid sign-in in request" }],
  [
    "an account that may not",
    { authorization: "Bearer visitor" },
    403,
    { error: { type: "permission_error", message: "This account may not use this gateway.", metadata: [] } },
  ],
  ["a personal key alone", { "x-personal-key": "somebodys-key" }, 401, { message: "Missing sign-in in request" }],
] as const;

describe.each(strangers)("a caller with %s", (_name, headers, status, body) => {
  test.each(["/api/account", "/api/no-such-path"])("is told one sentence at %s and nothing else", async (path) => {
    const reply = await rig.get(path, headers);

    expect(reply.statusCode).toBe(status);
    expect(reply.json()).toEqual(body);
  });

  test.each(["/api/person/enrich", "/api/person/kept"])(
    "gets no answer at %s, and no credit is spent",
    async (path) => {
      const before = await rig.ledger();

      const reply = await rig.gateway.inject({ method: "POST", url: path, headers, payload: ask });
      const malformed = await rig.gateway.inject({ method: "POST", url: path, headers, payload: { x: "y" } });

      expect([reply.statusCode, malformed.statusCode]).toEqual([status, status]);
      expect(reply.json()).toEqual(body);
      expect(malformed.json()).toEqual(body);
      expect(await rig.ledger()).toEqual(before);
    },
  );
});

test("a valid caller is answered", async () => {
  expect((await rig.enrich(ask, { authorization: "Bearer ada" })).statusCode).toBe(200);
});

test("health is open to monitors", async () => {
  expect((await rig.get("/api/health")).statusCode).toBe(200);
});

test("while sign-ins cannot be checked nobody is let in, and the log says nothing of the token", async () => {
  const reply = await rig.get("/api/account", { authorization: "Bearer broken" });

  expect(reply.statusCode).toBe(503);
  expect(reply.headers["retry-after"]).toBe("30");
  expect(rig.logLines.join("")).not.toContain("broken");
});

test("the account tells a caller who they are to the gateway, and the add-in reads it", async () => {
  const baseUrl = `${await rig.gateway.listen({ host: "127.0.0.1", port: 0 })}/api`;
  const account = createGatewayAccount({
    ...{ baseUrl, fetch, clock: systemClock },
    headers: () => ({ authorization: "Bearer ada" }),
  });

  expect(await account()).toMatchObject({ value: { caller: { id: "token:1", name: "Ada Lovelace" } } });
});
