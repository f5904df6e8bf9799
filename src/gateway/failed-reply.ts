import type { Answer, Failed, FailureCode } from "../core/answer";
import type { EnrichRequest } from "./enrich-request";
import { refusedIdentifiers } from "./enrich-request";
import { dailyLimitType } from "../crustdata/wire";
import { invalidRequest, keyMissing, keyRefused, refusal, type Refusal } from "./error-bodies";

/** Seconds until a caller whose lookups still wait should ask again and join them. */
const rejoinSeconds = 1;
/** The core remembers a failure for a minute: asking sooner brings the same. */
const afterFailure = { retryAfterSeconds: 60 };
/** The service needs about so long for a few requests of those who wait. */
const afterQueue = { retryAfterSeconds: 15 };
const dayMs = 86_400_000;

/**
 * The failures that end a request, worst first: one row cannot fail alone in the service's shapes. Answers of the
 * other rows are kept, so that asking again without the row to blame costs nothing.
 */
const worstFirst: readonly FailureCode[] = [
  "no_key",
  "key_refused",
  "credits_used_up",
  "endpoint_denied",
  "contract_changed",
  "emails_not_supported",
  "identifier_refused",
  "no_answer_in_time",
  "network_unavailable",
  "service_unavailable",
  "daily_limit",
  "cap_reached",
  "approval_needed",
  "paused",
  "stopped",
  "still_queued",
];

/** The refusal that says what stands in the way of these answers (`undefined`: still waiting), or none. */
export function failedReply(request: EnrichRequest, answers: readonly (Answer | undefined)[]): Refusal | undefined {
  const failures = answers.filter((answer): answer is Failed => answer?.status === "failed");
  const code = worstFirst.find((candidate) => failures.some((failure) => codeOf(failure) === candidate));
  if (code !== undefined) return blaming(refusalOf(code, request, answers), code, answers);
  if (answers.some((answer) => answer === undefined)) return refusalOf("still_queued", request, answers);
  return deniedFields(request, answers);
}

function refusalOf(code: FailureCode, request: EnrichRequest, answers: readonly (Answer | undefined)[]): Refusal {
  switch (code) {
    case "no_key":
      return keyMissing;
    case "key_refused":
      return keyRefused;
    case "credits_used_up":
      return refusal(402, "insufficient_credits", "The credits of this account are used up.");
    case "endpoint_denied":
      return refusal(403, "permission_error", "Access denied to endpoint");
    case "emails_not_supported":
      return invalidRequest("business_emails is not supported by the service");
    case "identifier_refused":
      return refusedIdentifiers(
        request.kind,
        request.rows.flatMap(({ submitted }, index) => (isFailedBy(answers[index], code) ? [submitted] : [])),
      );
    // A status nobody else uses here, so that the same client calls it by the same name.
    case "contract_changed": {
      const failure = failureOf(code, answers);
      const type = failure?.possiblyBilled === true ? "unreadable_reply" : "contract_changed";
      return refusal(410, type, failure?.detail ?? "The service answered in a way this version does not know.");
    }
    // 504 says "may have been billed" to the same client; what certainly was not is 502 and 503.
    case "no_answer_in_time":
      return refusal(504, "no_answer_in_time", "The service gave no whole answer in time; possibly billed.");
    case "network_unavailable":
      return refusal(502, "network_unavailable", "The service cannot be reached.", afterFailure);
    case "service_unavailable":
      return refusal(503, "service_unavailable", "The service is not available.", afterFailure);
    // Not 429: whoever is told to come again soon would keep cells waiting all day.
    case "daily_limit": {
      const sentence = failureOf(code, answers)?.detail ?? "A daily limit of credits is reached.";
      return refusal(403, dailyLimitType, sentence, { retryAfterSeconds: secondsToMidnight(code, answers) });
    }
    // The service knows no sign-in: these are the gateway's own, said before anybody is looked up.
    case "sign_in_needed":
    case "not_allowed":
    case "stopped":
    case "paused":
    case "cap_reached":
    case "approval_needed":
      return refusal(503, "stopped", "The gateway takes no more lookups now.", afterFailure);
    case "still_queued": {
      const noRoom = failureOf(code, answers)?.detail;
      if (noRoom !== undefined) return refusal(429, "queue_full", noRoom, afterQueue);
      return refusal(429, "still_queued", "The lookups wait for their turn: ask again to join them.", {
        retryAfterSeconds: rejoinSeconds,
      });
    }
  }
}

/** The service refuses a request for a field outside the plan whole, and names the field. */
function deniedFields(request: EnrichRequest, answers: readonly (Answer | undefined)[]): Refusal | undefined {
  const denied = new Set(answers.flatMap((answer) => (answer?.status === "matched" ? answer.denied : [])));
  const asked = [...denied].flatMap((path) => request.fields.flatMap((field) => overlap(field, path)));
  if (asked.length === 0) return undefined;
  const names = [...new Set(asked)];
  return refusal(403, "permission_error", `Access denied to fields: ${names.join(", ")}`, {
    metadata: [{ denied_fields: names }],
  });
}

/** The narrower of the two where one contains the other. */
function overlap(field: string, denied: string): string[] {
  if (field === denied || field.startsWith(`${denied}.`)) return [field];
  return denied.startsWith(`${field}.`) ? [denied] : [];
}

/** These may be the failure of one row: named, it takes no other row along, and the others' answers can be asked for. */
const ofSomeRows: readonly FailureCode[] = [
  "contract_changed",
  "no_answer_in_time",
  "network_unavailable",
  "service_unavailable",
  "daily_limit",
];

function failureOf(code: FailureCode, answers: readonly (Answer | undefined)[]): Failed | undefined {
  return answers.find((answer): answer is Failed => isFailedBy(answer, code));
}

/** When the day's credits are new. */
function secondsToMidnight(code: FailureCode, answers: readonly (Answer | undefined)[]): number {
  const { asOf = 0 } = failureOf(code, answers) ?? {};
  return Math.ceil((dayMs - (asOf % dayMs)) / 1000);
}

function blaming(refusal: Refusal, code: FailureCode, answers: readonly (Answer | undefined)[]): Refusal {
  const rows = answers.flatMap((answer, index) => (isFailedBy(answer, code) ? [index] : []));
  if (!ofSomeRows.includes(code) || rows.length === answers.length || !("error" in refusal.body)) return refusal;
  return { ...refusal, body: { error: { ...refusal.body.error, metadata: [{ failed_rows: rows }] } } };
}

/** Whatever ended it: what matters of a try that may have been billed is that it may have been billed. */
function codeOf(failure: Failed): FailureCode {
  if (failure.code === "contract_changed") return failure.code;
  return failure.possiblyBilled ? "no_answer_in_time" : failure.code;
}

function isFailedBy(answer: Answer | undefined, code: FailureCode): boolean {
  return answer?.status === "failed" && codeOf(answer) === code;
}
