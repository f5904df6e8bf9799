import type { SandboxAccount } from "./account";
import { jsonAnswer, type SandboxAnswer } from "./answer";
import { gatewayRefusal, invalidRequest, rateLimited } from "./envelopes";
import type { RateWindow } from "./rate-window";
import type { SandboxState } from "./state";

/** The headers that decide whether a request comes in at all. */
export interface Credentials {
  readonly authorization: string | undefined;
  readonly version: string | undefined;
}

const onlyVersion = "2025-11-01";

/** The account of a request's key, or the gateway's 401. */
export function checkKey(
  { accounts, faults, limit }: SandboxState,
  authorization: string | undefined,
): SandboxAccount | SandboxAnswer {
  const account = faults.strikes("key_revoked") ? "invalid" : accounts.of(authorization);
  if (typeof account !== "string") return account;
  const message = account === "missing" ? "Missing API key in request" : "Invalid API key in request";
  return jsonAnswer(gatewayRefusal(401, message), {
    window: { limit: limit(), remaining: limit(), resetSeconds: 60 },
  });
}

/** A place in the window, or 429. */
export function checkRate({ faults, now }: SandboxState, window: RateWindow): SandboxAnswer | undefined {
  const full = { ...window.read(), remaining: 0, resetSeconds: 2 };
  if (faults.strikes("429")) return jsonAnswer(rateLimited, { window: full });
  if (faults.strikes("429_retry_after")) {
    return jsonAnswer(rateLimited, { window: full, headers: { "retry-after": "1" } });
  }
  if (faults.strikes("429_retry_after_date")) {
    // A date has whole seconds: the next one but one is at least a second away.
    const date = new Date(now() + 2000).toUTCString();
    return jsonAnswer(rateLimited, { window: full, headers: { "retry-after": date } });
  }
  if (faults.strikes("429_without_headers")) return jsonAnswer(rateLimited, { window: undefined });
  return window.take() ? undefined : jsonAnswer(rateLimited, { window: window.read() });
}

/** The version header is looked at after the key. */
export function checkVersion({ faults }: SandboxState, version: string | undefined, window: RateWindow) {
  if (version === undefined) {
    return jsonAnswer(invalidRequest("Missing required header: x-api-version"), { window: window.read() });
  }
  if (version !== onlyVersion || faults.strikes("version_refused")) {
    return jsonAnswer(invalidRequest("Unsupported API version in x-api-version"), { window: window.read() });
  }
  return undefined;
}
