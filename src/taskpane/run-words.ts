import type { FailureCode } from "../core/answer";
import type { RunFailureReason, EndedRun, RunProgress } from "../core/run/bulk-run";
import { counted, creditsText, rowsText } from "./words";

/** What to do after a run that could not go on. */
export const nextSteps: Readonly<Record<RunFailureReason, string>> = {
  key_refused: "Use another key under Connection, then enrich again: people already paid for stay free.",
  no_key: "Add a key under Connection, then enrich again: people already paid for stay free.",
  credits_used_up: "Add credits to the account, then enrich again: people already paid for stay free.",
  cap_reached: "Raise the cap, then enrich again: people already paid for stay free.",
  lease_held: "Wait until that run has ended, then enrich again.",
  offline: "Check the connection, then enrich again: people already paid for stay free.",
  connection_changed: "Enrich again over the connection in use now.",
  cells_not_empty: "Nothing was spent or written. Agree to overwrite them, or select another column.",
  cell_edit_mode: "Press Enter or Esc in the cell you are editing, then enrich again.",
  protected_sheet: "Unprotect the sheet, then enrich again.",
  payload_too_large: "Choose fewer fields, then enrich again.",
  session_expired: "Reload the workbook, then enrich again.",
  sheet_gone: "Select the column again.",
  excel_refused: "Select the column again and enrich once more: people already paid for stay free.",
};

/** Why single rows failed. */
export const failureWords: Readonly<Record<FailureCode, string>> = {
  no_key: "no key",
  key_refused: "the key was refused",
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
  paused: "paused",
  stopped: "asking was stopped",
};

/** One sentence on how a run ended. */
export function summaryText(state: EndedRun): string {
  const { progress } = state;
  const done = `${rowsText(progress.done)} of ${progress.rows}`;
  const cost = `${creditsText(progress.creditsUsed)} used.`;
  if (state.status === "done") return `Done: ${rowsText(progress.rows)}, ${cost}`;
  if (state.status !== "failed") return `Cancelled after ${done}. ${cost}`;
  return `${state.detail} ${progress.done > 0 ? `Stopped after ${done}. ` : ""}${cost}`;
}

/** The counts worth naming: zero ones are left out, but for matches. */
export function countTexts(progress: RunProgress): readonly string[] {
  const { matched, notFound, redacted, invalid, failed, vanished } = progress;
  return [
    counted(matched, "matched", "matched"),
    ...named(notFound, "not found"),
    ...named(redacted, "redacted"),
    ...named(invalid, "not an identifier", "not identifiers"),
    ...named(failed, "failed"),
    ...named(vanished, "gone from the sheet"),
    ...named(progress.people.known, "person already known, free", "people already known, free"),
  ];
}

function named(count: number, one: string, many = one): readonly string[] {
  return count === 0 ? [] : [counted(count, one, many)];
}
