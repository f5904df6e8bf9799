import type { FailureCode } from "../core/answer";
import type { ActiveRun, EndedRun, RunFailureReason, RunHold, RunProgress } from "../core/run/bulk-run";
import { counted, creditsText, durationText, rowsText } from "./words";

/** What to do after a run that could not go on; finished rows cost nothing more, whichever way it goes on. */
export const nextSteps: Readonly<Record<RunFailureReason, string>> = {
  key_refused: "Use another key under Connection, then go on: people already paid for stay free.",
  no_key: "Add a key under Connection, then go on: people already paid for stay free.",
  sign_in_needed: "Sign in under Connection, then go on: people already paid for stay free.",
  not_allowed: "Sign in with another account under Connection, or ask whoever runs Enrich for your team.",
  credits_used_up: "Add credits to the account, then go on: people already paid for stay free.",
  cells_not_empty: "Nothing was spent or written. Choose to overwrite them under Quote, or select another column.",
  cell_edit_mode: "Finished rows are not paid again.",
  protected_sheet: "Finished rows are not paid again.",
  payload_too_large: "Choose fewer fields, then enrich again.",
  session_expired: "The run is offered here again afterwards; finished rows are not paid again.",
  sheet_gone: "Select the column again, then enrich.",
  excel_refused: "Go on once more; if Excel refuses again, select the column anew.",
  cap_reached: "Raise the cap, then enrich again: finished rows cost nothing more.",
  daily_limit: "Resume when it has reset: finished rows cost nothing more, and people your team knows stay free.",
  lease_held: "Wait until it has ended. What it finds is not asked for twice.",
  lease_abandoned: "Take over if nobody is at it any more: people already paid for stay free.",
  offline: "Go on when there is a connection again. Finished rows cost nothing more.",
  connection_changed: "Enrich again to go on with the connection that is in use now.",
};

/** What a run that goes on by itself is waiting for. */
export const holdWords: Readonly<Record<RunHold, string>> = {
  offline: "No connection: goes on by itself when there is one.",
  cell_edit_mode: "A cell is being edited: goes on after Enter or Esc.",
};

/** Why single rows failed. */
export const failureWords: Readonly<Record<FailureCode, string>> = {
  no_key: "no key",
  key_refused: "the key was refused",
  sign_in_needed: "nobody was signed in",
  not_allowed: "this account may not ask",
  credits_used_up: "credits are used up",
  endpoint_denied: "the plan does not include this lookup",
  emails_not_supported: "the service does not look up e-mails",
  identifier_refused: "the service refused the identifier",
  contract_changed: "the service answered in a way this version does not know",
  service_unavailable: "the service did not answer",
  network_unavailable: "no connection",
  no_answer_in_time: "no answer in time",
  still_queued: "still queued",
  approval_needed: "waiting for approval",
  cap_reached: "the cap was reached",
  daily_limit: "the daily limit was reached",
  paused: "paused",
  stopped: "asking was stopped",
};

/** Whether the same may be answered when it is asked again. */
const passes: Readonly<Record<FailureCode, boolean>> = {
  ...{ no_key: true, key_refused: true, sign_in_needed: true, not_allowed: true, credits_used_up: true },
  ...{ endpoint_denied: false, emails_not_supported: false, identifier_refused: false, contract_changed: false },
  ...{ service_unavailable: true, network_unavailable: true, no_answer_in_time: true, still_queued: true },
  ...{ approval_needed: true, cap_reached: true, daily_limit: true, paused: true, stopped: true },
};

/** Why rows failed, and whether asking again would help; a sentence each. */
export function failedTexts({ failures, possiblyBilled }: RunProgress): readonly string[] {
  const [passing, lasting] = [true, false].map((does) => failures.filter(({ code }) => passes[code] === does));
  const why = (some: typeof failures = []): string => some.map(({ code }) => failureWords[code]).join("; ");
  const later = possiblyBilled > 0 ? "in a minute, or a day where a reply was lost," : "in a minute";
  return [
    ...((passing?.length ?? 0) === 0
      ? []
      : [`Failed: ${why(passing)}. Enrich again ${later} to retry; the others are free.`]),
    ...((lasting?.length ?? 0) === 0 ? [] : [`Failed: ${why(lasting)}. Asking again would not change that.`]),
  ];
}

/** One sentence on how a run ended. */
export function summaryText(state: EndedRun): string {
  const { progress } = state;
  const done = `${rowsText(progress.done)} of ${progress.rows.toLocaleString("en-US")}`;
  const cost = `${creditsText(progress.creditsUsed)} used.`;
  if (state.status === "done") return `Done: ${rowsText(progress.rows)}, ${cost}`;
  if (state.status !== "failed") return `Cancelled after ${done}. ${cost}`;
  return `${state.detail} ${progress.done > 0 ? `Stopped after ${done}. ${cost}` : ""}`.trim();
}

/** How far a run is: "512 of 2,000 rows · 498 credits". */
export function progressText({ done, rows, creditsUsed }: RunProgress): string {
  return `${done.toLocaleString("en-US")} of ${rowsText(rows)} · ${creditsText(creditsUsed)}`;
}

/** How fast a run is and how long it will take; what it does where that is not known yet. */
export function paceText({ status, hold, progress }: ActiveRun): string {
  if (status === "paused") return "Paused: nothing more is asked.";
  if (status === "pausing") return "Pausing: what is on its way comes back first, mostly within 25 s.";
  if (status === "cancelling") return "Cancelling: what is on its way comes back first, mostly within 25 s.";
  if (hold !== undefined) return holdWords[hold];
  const { ratePerMinute, secondsLeft } = progress;
  if (ratePerMinute === undefined) return "Asking…";
  const rate = `${counted(Math.round(ratePerMinute), "row")} a minute`;
  return secondsLeft === undefined ? rate : `${rate} · about ${durationText(secondsLeft)} left`;
}

/** What stopping may not take back: what waits at the gateway comes back unasked, what the service has does not. */
export function exposureText({
  status,
  exposure: { requests, people },
}: Pick<ActiveRun, "status" | "exposure">): string {
  const isStopping = status === "pausing" || status === "cancelling";
  if (requests === 0)
    return isStopping ? "Nothing is on its way any more." : "Nothing is on its way: stopping costs nothing.";
  const what = `${counted(requests, "request")} with ${counted(people, "person", "people")} on the way`;
  return `${what}: ${isStopping ? "" : "if you stop, "}at most these are still paid for.`;
}

/** The counts worth naming: zero ones are left out, but for matches. */
export function countTexts(progress: RunProgress): readonly string[] {
  const { matched, notFound, redacted, invalid, failed, vanished, skipped, people } = progress;
  return [
    `${counted(matched, "row")} matched`,
    ...named(notFound, "not found"),
    ...named(redacted, "redacted"),
    ...named(invalid, "not an identifier", "not identifiers"),
    ...named(failed, "failed"),
    ...named(vanished, "gone from the sheet"),
    ...named(skipped, "filled before"),
    ...named(people.known, "person already known, free", "people already known, free"),
  ];
}

function named(count: number, one: string, many = one): readonly string[] {
  return count === 0 ? [] : [counted(count, one, many)];
}
