import type { SignInProblem, SignInResult } from "../../core/sign-in";

/** Codes of Microsoft Entra ID that say what a person can do about it. */
const directoryCodes: Readonly<Record<string, SignInProblem>> = {
  AADSTS50020: "wrong_directory",
  AADSTS90072: "wrong_directory",
  AADSTS50178: "wrong_directory",
  AADSTS50105: "not_assigned",
  AADSTS65001: "no_consent",
  AADSTS65004: "no_consent",
  AADSTS90094: "no_consent",
};

/** Names that the sign-in library gives to failures. */
const libraryCodes: Readonly<Record<string, SignInProblem>> = {
  user_cancelled: "closed",
  // Office's own spelling, of nested app authentication.
  user_canceled: "closed",
  popup_window_error: "popup_blocked",
  empty_window_error: "popup_blocked",
  no_network_connectivity: "unreachable",
  post_request_failed: "unreachable",
  get_request_failed: "unreachable",
  network_error: "unreachable",
  endpoints_resolution_error: "unreachable",
  openid_config_error: "unreachable",
  consent_required: "no_consent",
  access_denied: "no_consent",
};

/** What went wrong while signing in; of the directory's message nothing but its code is passed on. */
export function signInFailure(error: unknown): SignInResult {
  const code = /AADSTS\d{4,9}/.exec(textOf(error, "errorMessage") + textOf(error, "message"))?.[0];
  const problem =
    (code === undefined ? undefined : directoryCodes[code]) ?? libraryCodes[textOf(error, "errorCode")] ?? "failed";
  return { outcome: "not_signed_in", problem, ...(code !== undefined && { code }) };
}

function textOf(error: unknown, name: string): string {
  const value: unknown = typeof error === "object" && error !== null ? Reflect.get(error, name) : undefined;
  return typeof value === "string" ? value : "";
}
