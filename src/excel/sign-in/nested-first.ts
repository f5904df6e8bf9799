import type { SignIn, SignInProblem } from "../../core/sign-in";

/** A window would end no better. */
const final: readonly SignInProblem[] = ["closed", "unreachable"];

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
      if (result.outcome === "signed_in" || current !== nested || final.includes(result.problem)) return result;
      current = await openFallback();
      return current.signIn();
    },
    signOut: () => current.signOut(),
    who: () => current.who(),
  };
}
