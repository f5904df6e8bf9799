import { createSignInQuestion } from "../../../src/crustdata/gateway-sign-in";
import { signInWantedBy } from "../../../src/gateway/auth/sign-in-route";
import { systemClock } from "../../../src/gateway/system-clock";
import { gatewayRigs } from "../../support/gateway-rigs";

const entra = signInWantedBy({
  kind: "entra",
  tenantId: "11111111-2222-3333-4444-555555555555",
  clientId: "99999999-8888-7777-6666-555555555555",
  scope: "Enrich.Use",
  administratorRole: "Enrich.Administrator",
  authority: "https://login.microsoftonline.com",
});

const start = gatewayRigs({ authenticate: () => Promise.resolve("unauthenticated") });
const gatewayThatWants = (signIn: ReturnType<typeof signInWantedBy>) => start({ signIn });

test("whoever has not signed in is told how, and nothing that is secret", async () => {
  const rig = await gatewayThatWants(entra);

  const reply = await rig.get("/api/sign-in");

  expect(reply.statusCode).toBe(200);
  expect(reply.headers["cache-control"]).toBe("no-store");
  expect(reply.json()).toEqual({
    kind: "entra",
    clientId: "99999999-8888-7777-6666-555555555555",
    authority: "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555",
    scope: "api://99999999-8888-7777-6666-555555555555/Enrich.Use",
  });
});

test.each([entra, { kind: "token" }, { kind: "none" }] as const)(
  "the add-in reads what the gateway says: %j",
  async (signIn) => {
    const rig = await gatewayThatWants(signIn);
    const baseUrl = `${await rig.gateway.listen({ host: "127.0.0.1", port: 0 })}/api`;
    const question = createSignInQuestion({ baseUrl, fetch, clock: systemClock, headers: () => ({}) });

    expect(await question()).toEqual(signIn);
  },
);

test.each([
  ["a page instead", "<!doctype html>"],
  ["a kind that nobody knows", JSON.stringify({ kind: "saml" })],
  ["a directory without an address", JSON.stringify({ kind: "entra", clientId: "x", scope: "y" })],
  [
    "a directory over plain http",
    JSON.stringify({ kind: "entra", clientId: "x", scope: "y", authority: "http://login.example/t" }),
  ],
])("%s is no sign-in", async (_name, body) => {
  const answers = () => Promise.resolve(new Response(body));
  const question = createSignInQuestion({ baseUrl: "/api", fetch: answers, clock: systemClock, headers: () => ({}) });

  expect(await question()).toBeUndefined();
});
