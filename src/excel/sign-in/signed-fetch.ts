import type { PageSignIn } from "./page-sign-in";

/**
 * A `fetch` that says who asks, to `origin` and to nobody else. A token that the gateway refuses is renewed once, without
 * a word, and the request sent again: the gateway looks at the token before anything else, so nothing was asked.
 */
export function createSignedFetch(
  fetch: typeof globalThis.fetch,
  { origin, signIn }: { readonly origin: string; readonly signIn: Pick<PageSignIn, "token"> },
): typeof globalThis.fetch {
  return async (input, init = {}) => {
    const isOwn = typeof input === "string" && URL.canParse(input) && new URL(input).origin === origin;
    // A token that somebody typed says who asks already.
    if (!isOwn || new Headers(init.headers).has("authorization")) return fetch(input, init);

    const token = await unlessAborted(signIn.token(), init.signal);
    const reply = await fetch(input, signed(init, token));
    if (token === undefined || reply.status !== 401 || !(await isAboutSignIn(reply))) return reply;
    const renewed = await unlessAborted(signIn.token({ isRefused: true }), init.signal);
    return renewed === undefined || renewed === token ? reply : fetch(input, signed(init, renewed));
  };
}

function signed(init: RequestInit, token: string | undefined): RequestInit {
  if (token === undefined) return init;
  const headers = new Headers(init.headers);
  headers.set("authorization", `Bearer ${token}`);
  return { ...init, headers };
}

/** A 401 may also be the service's, about the key. */
async function isAboutSignIn(reply: Response): Promise<boolean> {
  return /sign-in/i.test(await reply.clone().text());
}

/** A sign-in may take its time; whoever asks may not have so much. */
async function unlessAborted<Value>(work: Promise<Value>, signal: AbortSignal | null | undefined): Promise<Value> {
  if (!signal) return work;
  const over = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    const fail = (): void => reject(new Error("Given up.", { cause: signal.reason }));
    if (signal.aborted) fail();
    else signal.addEventListener("abort", fail, { signal: over.signal });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    over.abort();
  }
}
