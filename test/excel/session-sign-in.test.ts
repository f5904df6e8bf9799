import { IDBFactory } from "fake-indexeddb";
import type { SignIn } from "../../src/core/sign-in";
import { createSession } from "../../src/excel/create-session";
import { entraWanted } from "../support/fake-sign-in";
import { createMemoryStorage } from "../support/memory-storage";
import { createSteppedClock } from "../support/stepped-clock";

const origin = "https://localhost:3000";
const ada = "https://www.linkedin.com/in/ada-canary";

// Loaded beforehand: the clock of these pages goes on faster than modules are read from disk.
beforeAll(() => Promise.all([import("../../src/excel/gateway-client"), import("../../src/excel/on-device")]));

/** A page whose gateway lets in who brings the token that is good now. */
function page({ isSignedIn = false } = {}) {
  const sent: { readonly path: string; readonly authorization: string | null }[] = [];
  const clock = createSteppedClock();
  const gateway = { good: "token-1", lets: true };
  const person = { isIn: isSignedIn, token: "token-1", mayRenew: true };
  const signIn: SignIn = {
    token({ isRefused = false } = {}) {
      if (isRefused && person.mayRenew) person.token = gateway.good;
      return Promise.resolve(person.isIn && (!isRefused || person.mayRenew) ? person.token : undefined);
    },
    signIn() {
      person.isIn = true;
      person.token = gateway.good;
      return Promise.resolve({ outcome: "signed_in" });
    },
    signOut() {
      person.isIn = false;
      return Promise.resolve();
    },
    who: () => (person.isIn ? "Ada Lovelace" : undefined),
  };
  function answer(path: string, authorization: string | null): Response {
    if (path === "/api/sign-in") return Response.json(entraWanted);
    if (authorization === null) return Response.json({ message: "Missing sign-in in request" }, { status: 401 });
    if (authorization !== `Bearer ${gateway.good}`) {
      return Response.json({ message: "Invalid sign-in in request" }, { status: 401 });
    }
    if (!gateway.lets) {
      const error = { type: "permission_error", message: "This account may not use this gateway.", metadata: [] };
      return Response.json({ error }, { status: 403 });
    }
    if (path === "/api/account") {
      return Response.json({ credits: 10, source: "team", caller: { id: "entra:ada", name: "Ada Lovelace" } });
    }
    if (path === "/api/person/kept") return Response.json({ kept: [] });
    const person_data = { basic_profile: { name: "Ada Lovelace" } };
    const row = { matched_on: ada, match_type: "professional_network_profile_url" };
    return Response.json([{ ...row, matches: [{ confidence_score: 1, person_data }] }], {
      headers: { "x-credits-used": "1" },
    });
  }
  const session = createSession({
    origin,
    fetch(input, init) {
      const request = new Request(input, init);
      const path = new URL(request.url).pathname;
      const authorization = request.headers.get("authorization");
      sent.push({ path, authorization });
      return Promise.resolve(answer(path, authorization));
    },
    indexedDB: () => new IDBFactory(),
    storage: createMemoryStorage,
    partitionKey: () => undefined,
    documentAddress: () => undefined,
    clock,
    openSignIn: () => Promise.resolve(signIn),
    whenReady: () => Promise.resolve(),
  });
  const { until } = clock;
  const name = (slug = "ada-canary") =>
    until(session.formulas.person([[`https://www.linkedin.com/in/${slug}`]], "name", null));
  /** Until the account was read, with and without a sign-in. */
  const settled = () => until(session.connection.reload());
  return { session, sent, gateway, person, until, name, settled };
}

const needsSignIn = [[expect.objectContaining({ message: "Sign in under Connection in the Enrich pane" })]];

describe("the session of a page whose gateway asks who somebody is", () => {
  it("signs in without a word who is signed in already, and asks as them", async () => {
    const { name, sent } = page({ isSignedIn: true });

    expect(await name()).toEqual([["Ada Lovelace"]]);
    expect(sent.filter(({ path }) => path === "/api/person/enrich")).toEqual([
      { path: "/api/person/enrich", authorization: "Bearer token-1" },
    ]);
  });

  it("settles a formula while nobody is signed in, and answers it afterwards", async () => {
    const { session, name, until, settled } = page();

    expect(await name()).toEqual(needsSignIn);
    await settled();
    expect(session.connection.state.get()).toEqual({ status: "signed_out" });

    await (await session.signIn()).signIn();
    await until(session.connection.reload());

    expect(session.connection.state.get()).toMatchObject({
      status: "ready",
      account: { caller: { id: "entra:ada", name: "Ada Lovelace" } },
    });
    expect(await name()).toEqual([["Ada Lovelace"]]);
  });

  it("renews a token that has run out without anybody noticing", async () => {
    const { name, gateway, sent } = page({ isSignedIn: true });
    await name();
    gateway.good = "token-2";

    expect(await name("bob-canary")).toEqual([[expect.anything()]]);

    expect(sent.slice(-2).map(({ authorization }) => authorization)).toEqual(["Bearer token-1", "Bearer token-2"]);
  });

  it("says so once a sign-in has ended that cannot be renewed", async () => {
    const { session, name, gateway, person, settled } = page({ isSignedIn: true });
    await name();
    gateway.good = "token-2";
    person.mayRenew = false;

    expect(await name("bob-canary")).toEqual(needsSignIn);
    await settled();
    expect(session.connection.state.get()).toEqual({ status: "signed_out" });
    expect((await session.signIn()).who.get()).toBe("Ada Lovelace");
  });

  it("says so to whoever may not use the gateway", async () => {
    const { session, name, gateway, settled } = page({ isSignedIn: true });
    gateway.lets = false;

    expect(await name()).toEqual([
      [expect.objectContaining({ message: expect.stringContaining("may not use Enrich") as string })],
    ]);
    await settled();
    expect(session.connection.state.get()).toEqual({ status: "not_allowed" });
  });

  it("sends no token anywhere but to its own gateway, and none in an address", async () => {
    const { name, sent } = page({ isSignedIn: true });
    await name();

    expect(sent.map(({ path }) => path).join(" ")).not.toContain("token-1");
    expect(sent.find(({ path }) => path === "/api/sign-in")?.authorization).toBeNull();
  });
});
