import type { Period } from "./days";
import type { SignIn } from "./sign-in";
import type { Usage } from "./usage";
import { isSandbox, parseRefusal, parseUsage } from "./usage-wire";

/** What came of asking for a period, and whether anybody had signed in for it. */
export type UsageReading = UsageOutcome & { readonly isSignedIn: boolean };

type UsageOutcome =
  | { readonly outcome: "read"; readonly usage: Usage }
  /** Nobody has signed in, or whoever has is not known. */
  | { readonly outcome: "signed_out" }
  | { readonly outcome: "forbidden" }
  /** A sentence for people: what went wrong, and what to do. */
  | { readonly outcome: "failed"; readonly sentence: string };

/** Where usage comes from. */
export interface UsageSource {
  /** Never rejects, except with the signal's reason when aborted. */
  read(period: Period, signal: AbortSignal): Promise<UsageReading>;
  /** Whether people are invented and no credit is real; also `false` where the gateway does not say. Never rejects. */
  isInvented(signal: AbortSignal): Promise<boolean>;
}

export interface UsageSourceOptions {
  readonly fetch: typeof fetch;
  /** Of the gateway, such as `https://enrich.example.com`. */
  readonly origin: string;
  readonly signIn: Pick<SignIn, "authorization">;
}

/** The gateway's ledger, as `GET /api/usage` tells it. */
export function createUsageSource({ fetch, origin, signIn }: UsageSourceOptions): UsageSource {
  function ask(path: string, authorization: string | undefined, signal: AbortSignal): Promise<Response> {
    return fetch(new URL(path, origin), {
      headers: { accept: "application/json", ...(authorization !== undefined && { authorization }) },
      ...{ signal, cache: "no-store", credentials: "omit", redirect: "error" },
    });
  }

  return {
    async read({ from, to }, signal) {
      const authorization = await signIn.authorization();
      const isSignedIn = authorization !== undefined;
      try {
        const query = new URLSearchParams({ from, to }).toString();
        const reply = await ask(`/api/usage?${query}`, authorization, signal);
        return { ...(await outcomeOf(reply)), isSignedIn };
      } catch {
        signal.throwIfAborted();
        return { ...failed("The gateway cannot be reached. Check the connection, then try again."), isSignedIn };
      }
    },
    async isInvented(signal) {
      try {
        const reply = await ask("/api/account", await signIn.authorization(), signal);
        return isSandbox(await jsonOf(reply));
      } catch {
        return false;
      }
    },
  };
}

async function outcomeOf(reply: Response): Promise<UsageOutcome> {
  switch (reply.status) {
    case 200: {
      const usage = parseUsage(await jsonOf(reply));
      if (usage !== undefined) return { outcome: "read", usage };
      return failed("The gateway answered in a way that this page does not know. Reload the page.");
    }
    case 401:
      return { outcome: "signed_out" };
    case 403:
      return { outcome: "forbidden" };
    case 400: {
      const said = parseRefusal(await jsonOf(reply));
      return failed(said ?? "The gateway does not take these days. Choose others.");
    }
    case 404:
      return failed("This gateway keeps no account of who spent what. Bring it up to date, then try again.");
    case 429:
    case 503:
      return failed(`The gateway cannot answer now. ${waitText(reply.headers.get("retry-after"))}`);
    default:
      return failed(`The gateway failed (${reply.status}); its log says where. Try again later.`);
  }
}

function failed(sentence: string): UsageOutcome {
  return { outcome: "failed", sentence };
}

function waitText(retryAfter: string | null): string {
  return retryAfter !== null && /^[1-9]\d{0,4}$/u.test(retryAfter)
    ? `Try again in ${retryAfter} ${retryAfter === "1" ? "second" : "seconds"}.`
    : "Try again in a minute.";
}

/** The body, or nothing where it is no JSON: that is not known either. */
async function jsonOf(reply: Response): Promise<unknown> {
  const text = await reply.text();
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
