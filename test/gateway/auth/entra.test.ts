import Fastify from "fastify";
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from "jose";
import { createEntraAuthentication } from "../../../src/gateway/auth/entra";

const tenantId = "11111111-2222-3333-4444-555555555555";
const clientId = "99999999-8888-7777-6666-555555555555";
const nowMs = 1_800_000_000_000;
const nowSeconds = nowMs / 1000;

const directory = Fastify({ forceCloseConnections: true });
let authority: string;
let key: CryptoKey;
let strangersKey: CryptoKey;

beforeAll(async () => {
  const pair = await generateKeyPair("RS256", { extractable: true });
  strangersKey = (await generateKeyPair("RS256")).privateKey;
  key = pair.privateKey;
  const published = { ...(await exportJWK(pair.publicKey)), kid: "first", alg: "RS256", use: "sig" };
  directory.get(`/${tenantId}/discovery/v2.0/keys`, () => ({ keys: [published] }));
  authority = await directory.listen({ host: "127.0.0.1", port: 0 });
});
afterAll(() => directory.close());

const authentication = (at = authority) =>
  createEntraAuthentication(
    { tenantId, clientId, scope: "Enrich.Use", administratorRole: "Enrich.Administrator", authority: at },
    () => nowMs,
  );

interface Changes {
  readonly claims?: JWTPayload;
  readonly without?: string;
  readonly signedBy?: CryptoKey;
}

async function bearer({ claims = {}, without, signedBy = key }: Changes = {}): Promise<string> {
  const payload: JWTPayload = {
    iss: `${authority}/${tenantId}/v2.0`,
    aud: clientId,
    tid: tenantId,
    oid: "ada-oid",
    name: "Ada Lovelace",
    scp: "profile Enrich.Use",
    nbf: nowSeconds - 10,
    exp: nowSeconds + 600,
    ...claims,
  };
  if (without !== undefined) Reflect.deleteProperty(payload, without);
  return `Bearer ${await new SignJWT(payload).setProtectedHeader({ alg: "RS256", kid: "first" }).sign(signedBy)}`;
}

test("a token of the directory for this application, with the scope, opens the gateway", async () => {
  expect(await authentication()(await bearer())).toEqual({
    ...{ id: "entra:ada-oid", name: "Ada Lovelace", isAdministrator: false },
  });
});

test("the app role makes an administrator", async () => {
  const authorization = await bearer({ claims: { roles: ["Other", "Enrich.Administrator"] } });

  expect(await authentication()(authorization)).toMatchObject({ isAdministrator: true });
});

test("the application's address as audience is the same application", async () => {
  expect(await authentication()(await bearer({ claims: { aud: `api://${clientId}` } }))).toMatchObject({
    name: "Ada Lovelace",
  });
});

test.each<[string, Changes]>([
  ["of another issuer", { claims: { iss: "https://login.example.com/v2.0" } }],
  ["for another application", { claims: { aud: "somebody-else" } }],
  ["of another tenant", { claims: { tid: "99999999-2222-3333-4444-555555555555" } }],
  ["that has expired", { claims: { exp: nowSeconds - 120 } }],
  ["that is not valid yet", { claims: { nbf: nowSeconds + 120 } }],
  ["that never expires", { without: "exp" }],
  ["of nobody", { without: "oid" }],
  ["without a tenant", { without: "tid" }],
])("a token %s is refused", async (_name, changes) => {
  expect(await authentication()(await bearer(changes))).toBe("unauthenticated");
});

test("a token signed by anybody else is refused", async () => {
  expect(await authentication()(await bearer({ signedBy: strangersKey }))).toBe("unauthenticated");
});

test("an unsigned token and one signed with a shared word are refused", async () => {
  const [, payload = ""] = (await bearer()).split(".");
  const head = (alg: string): string => Buffer.from(JSON.stringify({ alg, kid: "first" })).toString("base64url");
  const shared = await new SignJWT({ oid: "x" }).setProtectedHeader({ alg: "HS256" }).sign(Buffer.from("x".repeat(32)));

  expect(await authentication()(`Bearer ${head("none")}.${payload}.`)).toBe("unauthenticated");
  expect(await authentication()(`Bearer ${shared}`)).toBe("unauthenticated");
});

test.each([
  ["without the scope", { scp: "profile" }],
  ["with a scope that only begins alike", { scp: "Enrich.UseNot" }],
  ["of an application instead of a person", { scp: undefined, roles: ["Enrich.Use"] }],
])("a person %s is known and not allowed", async (_name, claims) => {
  expect(await authentication()(await bearer({ claims }))).toBe("forbidden");
});

test("while the directory's keys cannot be read nobody is let in, and nobody is called a stranger", async () => {
  await expect(authentication("http://127.0.0.1:9")(await bearer())).rejects.toThrow();
});
