import type { Answer } from "../answer";
import type { ModeCount, RunFailureReason } from "./bulk-run";
import type { HeldLease } from "./run-lease";
import { unnamed } from "./run-parts";
import { SheetError } from "./sheet";

/** Why a run could not go on, and a sentence about it. */
export interface RunFailure {
  readonly reason: RunFailureReason;
  readonly detail: string;
}

/** A failure of one lookup that would be the failure of every other. */
export function stopOf(answer: Answer): RunFailure | undefined {
  if (answer.status !== "failed") return undefined;
  switch (answer.code) {
    case "key_refused":
      return { reason: "key_refused", detail: "The service refused the key." };
    case "no_key":
      return { reason: "no_key", detail: "There is no key to ask with." };
    case "sign_in_needed":
      return { reason: "sign_in_needed", detail: "Nobody is signed in." };
    case "not_allowed":
      return { reason: "not_allowed", detail: "This account may not use Enrich." };
    case "credits_used_up":
      return { reason: "credits_used_up", detail: "The credits are used up." };
    case "cap_reached":
      return { reason: "cap_reached", detail: answer.detail ?? "A cap set under Spending is reached." };
    case "daily_limit":
      return { reason: "daily_limit", detail: answer.detail ?? "A daily limit of credits is reached." };
    case "stopped":
      return { reason: "connection_changed", detail: "Another connection is in use now." };
    default:
      return undefined;
  }
}

/** No connection, and nothing was billed: the person can be asked for again when it is back. */
export function isAway(answer: Answer): boolean {
  return answer.status === "failed" && answer.code === "network_unavailable" && !answer.possiblyBilled;
}

export const capReached: RunFailure = {
  reason: "cap_reached",
  detail: "The run stopped before it could cost more than its cap.",
};

export const tooLongAway: RunFailure = { reason: "offline", detail: "There was no connection for an hour." };

export const leaseLost: RunFailure = {
  reason: "lease_held",
  detail: "Somebody else has taken over filling this column.",
};

/** Somebody else fills the column; the pane says since when. */
export function leaseHeld({ who, address, isExpired }: HeldLease): RunFailure {
  const state = isExpired
    ? "began to fill this column and has not been heard of for a minute"
    : "is filling this column";
  // "This device" is how the other one calls itself.
  const other = who === unnamed ? "Another window or person" : who;
  return { reason: isExpired ? "lease_abandoned" : "lease_held", detail: `${other} ${state} (${address}).` };
}

/** What the sheet rejected with; anything but a `SheetError` is Excel's refusal in general. */
export function sheetRefusal(error: unknown): RunFailure {
  if (error instanceof SheetError) return { reason: error.code, detail: error.message };
  return { reason: "excel_refused", detail: "Excel did not take the values." };
}

/** Cells that nobody agreed to overwrite. */
export function notEmpty({ overwrites, first }: ModeCount): RunFailure {
  const cells = overwrites === 1 ? "1 cell is" : `${overwrites} cells are`;
  const where = first === undefined ? "" : `, first ${first}`;
  return { reason: "cells_not_empty", detail: `${cells} not empty${where}.` };
}

/** Whether the rest of the run can be done later as it was agreed to. */
export function canBeResumed(reason: RunFailureReason): boolean {
  return reason !== "cells_not_empty" && reason !== "cap_reached" && reason !== "connection_changed";
}
