import type { SignInProblem, SignInResult } from "../core/sign-in";

const problems: Readonly<Record<SignInProblem, string>> = {
  closed: "The sign-in window was closed before it was done.",
  popup_blocked: "The sign-in window was blocked. Allow pop-ups for this page, then sign in again.",
  wrong_directory: "That account does not belong to your team. Sign in with your work account.",
  not_assigned: "That account has not been given access to Enrich. Ask your administrator, or use another account.",
  no_consent: "Enrich was not allowed to sign you in. Accept when you are asked, or ask your administrator to.",
  unreachable: "The sign-in page cannot be reached. Check the network, then sign in again.",
  failed: "Signing in did not work. Try again.",
};

/** Why nobody is signed in, as a sentence for people; `undefined` where somebody is. */
export function signInProblem(result: SignInResult): string | undefined {
  if (result.outcome === "signed_in") return undefined;
  return result.code === undefined ? problems[result.problem] : `${problems[result.problem]} (${result.code})`;
}
