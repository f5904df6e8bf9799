import type { TokenSignIn } from "./sign-in";

const place = "enrich.administrator-token";

/** What a pasted token may consist of: a header takes nothing else. */
const tokenShape = /^[\x21-\x7e]{1,8192}$/u;

/** Whether this can be sent as a token at all. */
export function isToken(text: string): boolean {
  return tokenShape.test(text);
}

/** A token kept for this tab only; in memory where the browser lets nothing be kept. */
export function createTokenSignIn(tab: Pick<Storage, "getItem" | "setItem" | "removeItem">): TokenSignIn {
  let inMemory: string | undefined;
  return {
    kind: "token",
    authorization() {
      const token = inMemory ?? kept(tab);
      return Promise.resolve(token === undefined ? undefined : `Bearer ${token}`);
    },
    signIn(token) {
      inMemory = token;
      try {
        tab.setItem(place, token);
      } catch {
        // Storage is full or forbidden: the token then lives as long as the page.
      }
      return Promise.resolve();
    },
    signOut() {
      inMemory = undefined;
      try {
        tab.removeItem(place);
      } catch {
        // What could not be written cannot be there.
      }
      return Promise.resolve();
    },
  };
}

function kept(tab: Pick<Storage, "getItem">): string | undefined {
  try {
    return tab.getItem(place) ?? undefined;
  } catch {
    return undefined;
  }
}
