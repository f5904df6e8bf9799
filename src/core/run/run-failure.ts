import type { ModeCount, RunFailureReason } from "./bulk-run";
import { SheetError } from "./sheet";

/** Why a run could not go on, and a sentence about it. */
export interface RunFailure {
  readonly reason: RunFailureReason;
  readonly detail: string;
}

/** A failure of one lookup that would be the failure of every other. */
export type Stop = Extract<RunFailureReason, "key_refused" | "no_key" | "credits_used_up">;

const stopSentences: Readonly<Record<Stop, string>> = {
  key_refused: "The service refused the key.",
  no_key: "There is no key to ask with.",
  credits_used_up: "The credits are used up.",
};

export function stopFailure(stop: Stop): RunFailure {
  return { reason: stop, detail: stopSentences[stop] };
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
