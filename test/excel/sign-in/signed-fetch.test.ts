import { createSignedFetch } from "../../../src/excel/sign-in/signed-fetch";

const origin = "https://enrich.example";
const own = `${origin}/api/person/enrich`;
const refusal = { message: "Invalid sign-in in request" };

/** A gateway that lets `good` in, and a sign-in that has `tokens`, newest last; renewing takes the next one. */
function signedTo(good: string, tokens: readonly (string | undefined)[], answer: object = refusal) {
  const sent: (string | null)[] = [];
  let current = 0;
  const fetch = createSignedFetch(
    (_input, init) => {
      const authorization = new Headers(init?.headers).get("authorization");
      sent.push(authorization);
      const isGood = authorization === `Bearer ${good}`;
      return Promise.resolve(Response.json(isGood ? [] : answer, { status: isGood ? 200 : 401 }));
    },
    {
      origin,
      signIn: {
        token({ isRefused = false } = {}) {
          if (isRefused) current += 1;
          return Promise.resolve(tokens[current]);
        },
      },
    },
  );
  return { fetch, sent };
}

test("says who asks, and keeps the headers that were there", async () => {
  const { fetch, sent } = signedTo("one", ["one"]);

  const reply = await fetch(own, { headers: { "x-workbook": "hash" } });

  expect(reply.status).toBe(200);
  expect(sent).toEqual(["Bearer one"]);
});

test("renews a refused token once, without a word, and asks again with the new one", async () => {
  const { fetch, sent } = signedTo("two", ["one", "two"]);

  expect((await fetch(own, { method: "POST", body: "{}" })).status).toBe(200);
  expect(sent).toEqual(["Bearer one", "Bearer two"]);
});

test.each<[string, readonly (string | undefined)[], number]>([
  ["the new token is refused as well", ["one", "two"], 2],
  ["there is no new token", ["one", undefined], 1],
  ["the token cannot be another", ["one", "one"], 1],
  ["nobody is signed in", [undefined], 1],
])("passes the refusal on where %s", async (_name, tokens, requests) => {
  const { fetch, sent } = signedTo("none is good", tokens);

  const reply = await fetch(own);

  expect(reply.status).toBe(401);
  expect(await reply.json()).toEqual(refusal);
  expect(sent).toHaveLength(requests);
});

test("a 401 about the key is not about the sign-in: nothing is renewed", async () => {
  const { fetch, sent } = signedTo("two", ["one", "two"], { message: "Invalid API key in request" });

  expect((await fetch(own)).status).toBe(401);
  expect(sent).toEqual(["Bearer one"]);
});

test.each([
  "https://elsewhere.example/api/person/enrich",
  "https://enrich.example.evil.example/api",
  "http://enrich.example/api",
])("tells nobody else who asks: %s", async (address) => {
  const { fetch, sent } = signedTo("one", ["one"]);

  await fetch(address);

  expect(sent).toEqual([null]);
});

test("leaves a token that somebody typed alone", async () => {
  const { fetch, sent } = signedTo("one", ["one"]);

  await fetch(own, { headers: { authorization: "Bearer enrich_typed" } });

  expect(sent).toEqual(["Bearer enrich_typed"]);
});

test("whoever gives up does not wait for a sign-in that never ends", async () => {
  const giveUp = new AbortController();
  const fetch = createSignedFetch(() => Promise.reject(new Error("Not reached.")), {
    ...{ origin, signIn: { token: () => new Promise<string>(() => undefined) } },
  });
  const asking = fetch(own, { signal: giveUp.signal });

  giveUp.abort();

  await expect(asking).rejects.toThrow("Given up.");
});
