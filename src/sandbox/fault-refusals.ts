import { jsonAnswer, textAnswer, type AnswerContext, type SandboxAnswer } from "./answer";
import { internalError, invalidRequest, outOfCredits, refusal } from "./envelopes";
import type { AcceptedRequest } from "./request-rules";
import type { SandboxState } from "./state";

const proxyPage =
  "<!doctype html><html><head><title>Gateway</title></head><body><h1>Please stand by</h1></body></html>";

/** Refuses a request for reasons that lie in the request's form, where a fault says so. */
export function refuseForm({ faults }: SandboxState, json: unknown, context: AnswerContext): SandboxAnswer | undefined {
  const keys = typeof json === "object" && json !== null ? Object.keys(json) : [];
  const refuses = (names: readonly string[]) => {
    const found = names.filter((name) => keys.includes(name));
    return found.length === 0
      ? undefined
      : jsonAnswer(invalidRequest(`Additional properties are not allowed: ${found.join(", ")}`), context);
  };
  if (faults.strikes("emails_refused")) {
    const refused = refuses(["business_emails"]);
    if (refused !== undefined) return refused;
  }
  if (faults.strikes("refresh_flags_refused")) return refuses(["force_fetch", "enrich_realtime"]);
  return undefined;
}

/** Refuses a request that is in order, where a fault says so; nothing is billed. */
export function refuseByFault(
  { faults, ledger }: SandboxState,
  { identifiers }: AcceptedRequest,
  context: AnswerContext,
): SandboxAnswer | undefined {
  if (faults.strikes("reset_before_billing"))
    return textAnswer(200, "", "text/plain", { ...context, delivery: "reset" });
  if (faults.strikes("500_once") || faults.strikes("500_always")) return jsonAnswer(internalError, context);
  if (faults.strikes("502_html")) return textAnswer(502, proxyPage, "text/html", context);
  if (faults.strikes("503")) return textAnswer(503, "upstream connect error", "text/plain", context);
  if (faults.strikes("html_body")) return textAnswer(200, proxyPage, "text/html", context);
  if (faults.strikes("403_credits")) {
    return jsonAnswer(refusal(403, "permission_error", "Insufficient credits for this request"), context);
  }
  if (faults.strikes("endpoint_denied")) {
    return jsonAnswer(refusal(403, "permission_error", "Access denied to endpoint"), context);
  }
  const creditsLimit = faults.left("402_after_n");
  if (creditsLimit !== undefined && ledger.credits >= creditsLimit) return jsonAnswer(outOfCredits, context);
  const unexplained = invalidRequest("The request could not be processed.");
  if (faults.strikes("refused_400")) return jsonAnswer(unexplained, context);
  if (faults.strikes("422")) return jsonAnswer({ ...unexplained, status: 422 }, context);
  if (faults.left("413") !== undefined && identifiers.length > 5) {
    return textAnswer(413, "Request Entity Too Large", "text/plain", context);
  }
  if (faults.strikes("encoded_slugs_refused") && identifiers.some(({ isEncoded }) => isEncoded)) {
    return jsonAnswer(unexplained, context);
  }
  return undefined;
}
