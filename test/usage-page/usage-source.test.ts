import { createTokenSignIn, isToken } from "../../src/usage-page/token-sign-in";
import { createUsageSource, type UsageReading } from "../../src/usage-page/usage-source";
import { createMemoryStorage } from "../support/memory-storage";
import { november, teamUsage, usageOf, usageRow } from "../support/usage-months";

/** Asks a gateway that answers with `reply`, and shows what was sent to it. */
async function asked(
  reply: () => Response | Promise<Response>,
  token?: string,
): Promise<{ readonly reading: UsageReading; readonly url: URL; readonly headers: Headers }> {
  const sent: { url: URL; headers: Headers }[] = [];
  const signIn = createTokenSignIn(createMemoryStorage());
  if (token !== undefined) await signIn.signIn(token);
  const source = createUsageSource({
    origin: "https://enrich.example",
    signIn,
    fetch: async (input, init) => {
      sent.push({ url: new URL(input instanceof Request ? input.url : input), headers: new Headers(init?.headers) });
      return reply();
    },
  });
  const reading = await source.read(november, new AbortController().signal);
  const [only] = sent;
  if (only === undefined || sent.length !== 1) throw new Error("One request was expected.");
  return { reading, ...only };
}

const bodyOf = ({ period, ...rest } = teamUsage()) => ({ ...period, ...rest });
const json =
  (status: number, body: unknown, headers = {}) =>
  () =>
    Response.json(body, { status, headers });

describe("usage from the gateway", () => {
  it("is read with the token in a header, and nothing but days in the address", async () => {
    const { reading, url, headers } = await asked(json(200, bodyOf()), "enrich_1");

    expect(reading).toEqual({ outcome: "read", usage: teamUsage(), isSignedIn: true });
    expect(url.href).toBe("https://enrich.example/api/usage?from=2026-11-01&to=2026-11-23");
    expect(headers.get("authorization")).toBe("Bearer enrich_1");
  });

  it("is asked for without a header while nobody has signed in", async () => {
    const { headers } = await asked(json(200, bodyOf()));

    expect(headers.has("authorization")).toBe(false);
  });

  it("counts nothing as possibly billed where an older gateway says nothing of it", async () => {
    const row = { ...usageRow(), possiblyBilled: undefined };
    const { reading } = await asked(json(200, { ...bodyOf(usageOf([usageRow()])), rows: [row] }));

    expect(reading).toMatchObject({ usage: usageOf([usageRow()]) });
  });

  it("takes members that a newer gateway adds", async () => {
    const { reading } = await asked(json(200, { ...bodyOf(usageOf([usageRow()])), unit: "credits" }));

    expect(reading).toEqual({ outcome: "read", usage: usageOf([usageRow()]), isSignedIn: false });
  });

  it.each([
    ["no JSON", () => new Response("<html>")],
    ["a row without credits", json(200, { ...bodyOf(), rows: [{ ...usageRow(), credits: undefined }] })],
    ["a day that is none", json(200, { ...bodyOf(), rows: [{ ...usageRow(), day: "2026-02-30" }] })],
    ["another shape", json(200, [])],
  ])("is not guessed at where the gateway answers %s", async (_what, reply) => {
    expect((await asked(reply)).reading).toMatchObject({
      outcome: "failed",
      sentence: expect.stringContaining("Reload") as unknown,
    });
  });

  it("asks for a sign-in on 401, and says where one was refused", async () => {
    expect((await asked(json(401, {}))).reading).toEqual({ outcome: "signed_out", isSignedIn: false });
    expect((await asked(json(401, {}), "enrich_1")).reading).toEqual({ outcome: "signed_out", isSignedIn: true });
  });

  it("knows who is no administrator", async () => {
    expect((await asked(json(403, {}), "enrich_1")).reading).toEqual({ outcome: "forbidden", isSignedIn: true });
  });

  it.each([
    [json(400, { error: { type: "t", message: "from is after to.", metadata: [] } }), "from is after to."],
    [json(404, {}), "This gateway keeps no account of who spent what. Bring it up to date, then try again."],
    [json(503, {}, { "retry-after": "30" }), "The gateway cannot answer now. Try again in 30 seconds."],
    [json(503, {}), "The gateway cannot answer now. Try again in a minute."],
    [json(500, {}), "The gateway failed (500); its log says where. Try again later."],
    [
      () => Promise.reject(new TypeError("fetch failed")),
      "The gateway cannot be reached. Check the connection, then try again.",
    ],
  ])("says in a sentence what went wrong and what to do (%#)", async (reply, sentence) => {
    expect((await asked(reply)).reading).toEqual({ outcome: "failed", sentence, isSignedIn: false });
  });

  it("rejects with the reason when nobody waits for it any more", async () => {
    const ending = new AbortController();
    const source = createUsageSource({
      origin: "https://enrich.example",
      signIn: createTokenSignIn(createMemoryStorage()),
      fetch: () => {
        ending.abort(new Error("gone"));
        return Promise.reject(new Error("aborted"));
      },
    });

    await expect(source.read(november, ending.signal)).rejects.toThrow("gone");
  });
});

describe("invented people", () => {
  it.each([
    ["the sandbox's are", true, json(200, { source: "sandbox", credits: 5 })],
    ["a team's are not", false, json(200, { source: "team", credits: 5 })],
    ["nothing is said where the account cannot be read", false, () => Promise.reject(new TypeError("fetch failed"))],
    ["nothing is said on a refusal", false, json(503, {})],
  ])("%s", async (_what, expected, reply) => {
    const sent: string[] = [];
    const source = createUsageSource({
      origin: "https://enrich.example",
      signIn: createTokenSignIn(createMemoryStorage()),
      fetch: async (input) => {
        sent.push(input instanceof Request ? input.url : input.toString());
        return reply();
      },
    });

    expect(await source.isInvented(new AbortController().signal)).toBe(expected);
    expect(sent).toEqual(["https://enrich.example/api/account"]);
  });
});

describe("an administrator's token", () => {
  it("is kept by the tab until it is signed out", async () => {
    const tab = createMemoryStorage();
    await createTokenSignIn(tab).signIn("enrich_1");

    expect(await createTokenSignIn(tab).authorization()).toBe("Bearer enrich_1");
    await createTokenSignIn(tab).signOut();
    expect(await createTokenSignIn(tab).authorization()).toBeUndefined();
  });

  it("lives as long as the page where the browser keeps nothing", async () => {
    const refuse = (): never => {
      throw new Error("SecurityError");
    };
    const signIn = createTokenSignIn({ getItem: refuse, setItem: refuse, removeItem: refuse });
    expect(await signIn.authorization()).toBeUndefined();
    await signIn.signIn("enrich_1");

    expect(await signIn.authorization()).toBe("Bearer enrich_1");
    await signIn.signOut();
    expect(await signIn.authorization()).toBeUndefined();
  });

  it("is one word that a header can carry", () => {
    expect(["enrich_0a1b2c3d_x-Y", "two words", "naïve", "line\nbreak", ""].map(isToken)).toEqual([
      ...[true, false, false, false, false],
    ]);
  });
});
