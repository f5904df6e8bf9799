import type { SignIn } from "../../core/sign-in";

/**
 * Signs in by the Office application, and in a window from then on where that does not work: Office may have another
 * account than the team's, or none.
 */
export function createNestedFirst(nested: SignIn, openFallback: () => Promise<SignIn>): SignIn {
  let current = nested;
  return {
    token: (options) => current.token(options),
    async signIn() {
      const result = await current.signIn();
      const isOver = result.outcome === "signed_in" || result.problem === "closed" || current !== nested;
      if (isOver) return result;
      current = await openFallback();
      return current.signIn();
    },
    signOut: () => current.signOut(),
    who: () => current.who(),
  };
}
