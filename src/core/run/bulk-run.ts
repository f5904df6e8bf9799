import type { FailureCode, Section } from "../answer";
import type { Readable } from "../readable";
import type { PeopleCount, Receipt } from "./receipt";
import type { FillMode, RunRequest } from "./run-request";
import type { SelectionView } from "./selection-view";
import type { RestoreReport, SheetErrorCode, Target } from "./sheet";

/** What a mode would do with the selection and the fields. */
export interface ModeCount {
  /** Rows it deals with. */
  readonly rows: number;
  /** Cells that are not empty and that it writes over; the run's own status words do not count. */
  readonly overwrites: number;
  /** Address of the first of them, such as `C2`. */
  readonly first: string | undefined;
}

/** What the run would do and the most it could cost, before anything is sent. */
export interface RunQuote {
  /** Rows the mode deals with. */
  readonly rows: number;
  readonly people: number;
  readonly known: number;
  readonly toAsk: number;
  readonly requests: number;
  readonly mostCredits: number;
  /** `mostCredits` split: `base` for every match, and each priced section. */
  readonly credits: readonly { readonly section: Section; readonly credits: number }[];
  /** At the account's rate; `undefined` where that is not known. */
  readonly seconds: number | undefined;
  readonly target: Target;
  readonly modes: Readonly<Record<FillMode, ModeCount>>;
}

/** Counts of a run, in rows that are not blank unless they say otherwise; those done add up to `rows` at the end. */
export interface RunProgress {
  readonly rows: number;
  readonly done: number;
  readonly matched: number;
  readonly notFound: number;
  readonly redacted: number;
  readonly invalid: number;
  readonly failed: number;
  /** Why rows failed, most frequent first. */
  readonly failures: readonly { readonly code: FailureCode; readonly rows: number }[];
  /** Rows whose key vanished from the sheet before their turn. */
  readonly vanished: number;
  /** Rows of the selection that the mode does not deal with: already filled, or not stale. */
  readonly skipped: number;
  /** The same run in people, as its receipt will say it. */
  readonly people: PeopleCount;
  /** People of whom a reply was lost: each may have been billed besides. */
  readonly possiblyBilled: number;
  /** As the service reported them. */
  readonly creditsUsed: number;
  readonly requestsSent: number;
  readonly startedAtMs: number;
  /** Rows, over the time the run has been at work; `undefined` before the first are done. */
  readonly ratePerMinute: number | undefined;
  readonly secondsLeft: number | undefined;
}

/** Why a run ended before its rows did: a sheet's refusal, or a stop that only a person can mend. */
export type RunFailureReason =
  | SheetErrorCode
  | "cells_not_empty"
  | "key_refused"
  | "no_key"
  | "sign_in_needed"
  | "not_allowed"
  | "credits_used_up"
  /** The run's own cap, or one of the settings. */
  | "cap_reached"
  /** The gateway's own limit of credits for a day. */
  | "daily_limit"
  /** Somebody else fills this column, or has taken it over. */
  | "lease_held"
  /** Somebody else began to fill this column, and has not been heard of for a minute: a person may take over. */
  | "lease_abandoned"
  /** No connection for an hour. */
  | "offline"
  /** Another key or server is in use now than the one the run was agreed to for. */
  | "connection_changed";

/** What a run that goes on by itself is waiting for. */
export type RunHold = "offline" | "cell_edit_mode";

/** What is on its way and therefore already committed. */
export interface Exposure {
  readonly requests: number;
  readonly people: number;
}

/** A run under way. */
export interface ActiveRun {
  readonly status: "running" | "pausing" | "paused" | "cancelling";
  readonly runId: string;
  readonly progress: RunProgress;
  readonly exposure: Exposure;
  readonly hold: RunHold | undefined;
}

/** A run that has ended, however it ended. */
export type EndedRun =
  | { readonly status: "done" | "cancelled"; readonly progress: RunProgress; readonly receipt: Receipt }
  | {
      readonly status: "failed";
      readonly progress: RunProgress;
      readonly receipt: Receipt;
      readonly reason: RunFailureReason;
      /** A sentence on what happened. */
      readonly detail: string;
    };

export type RunState = { readonly status: "idle" } | ActiveRun | EndedRun;

/** A run of this workbook that has work left: its page went away, or it was stopped by something that can be mended. */
export interface UnfinishedRun {
  readonly runId: string;
  readonly who: string;
  readonly address: string;
  readonly fields: readonly string[];
  readonly startedAtMs: number;
  /** When it was last heard of. */
  readonly notedAtMs: number;
  readonly rows: number;
  readonly done: number;
}

export interface StartOptions {
  /** Deals with the first so many rows that would be asked; their people are kept, so that a full run is not paid twice. */
  readonly onlyFirst?: number;
  /** A person's yes to taking over from somebody who has not been heard of for a minute. */
  readonly takeOverLease?: boolean;
}

/** What undoing a run would put back, unless somebody has changed it since. */
export interface UndoSize {
  readonly rows: number;
  readonly cells: number;
  readonly headers: number;
}

/** What undoing a run did, in cells. */
export interface UndoReport extends RestoreReport {
  /** In rows whose key has gone from the sheet. */
  readonly cellsGone: number;
}

/** Bulk enrichment of a selected column: select, quote, run, pause, cancel, resume after a crash, undo. */
export interface BulkRunner {
  readonly selection: Readable<SelectionView | undefined>;
  readonly state: Readable<RunState>;
  /** Reads the selection again. */
  refreshSelection(): Promise<void>;
  /** Overrules what was recognised. */
  setHasHeaderRow(hasHeaderRow: boolean): void;
  /** Leaves out rows that are hidden. Default false. */
  setVisibleOnly(visibleOnly: boolean): void;
  /** Asks nobody. Rejects with a sentence where the fields or the sheet do not allow a run. */
  quote(request: RunRequest): Promise<RunQuote>;
  /** Resolves when the run has ended, however it ended; `state` says how. Rejects if one is under way. */
  start(request: RunRequest, quote: RunQuote, options?: StartOptions): Promise<void>;
  /** Takes back what was not yet sent; what was sent is finished, kept and written, then the run rests. */
  pause(): void;
  /** Goes on after a pause; during a hold, tries again at once. */
  resume(): void;
  /** As `pause`, and ends. */
  cancel(): void;
  /** `state` no longer tells of a run that has ended, unless something is left to do. */
  forgetEnd(): void;
  /** Newest first; not the run under way. */
  readonly unfinished: Readable<readonly UnfinishedRun[]>;
  /** As `start`: asks only for what is not yet answered, writes only what does not stand on the sheet. */
  resumeUnfinished(runId: string, options?: Pick<StartOptions, "takeOverLease">): Promise<void>;
  /** Leaves the rest of it undone; what was written stays, and can still be undone. */
  discardUnfinished(runId: string): Promise<void>;
  /** Newest first, of this workbook on this device. */
  readonly receipts: Readable<readonly Receipt[]>;
  /** Reads the journal of this workbook anew. */
  refreshRuns(): Promise<void>;
  /** Rejects with a sentence where nothing of the run is kept but its receipt. */
  undoSize(runId: string): Promise<UndoSize>;
  /** Puts back what stood in the cells before, where nobody changed them since. Rejects with a sentence where it cannot. */
  undo(runId: string): Promise<UndoReport>;
  exportReceipts(): Promise<{ readonly sheetName: string }>;
  /** Selects the first cell that a run of this workbook wrote into: its columns may lie out of sight. */
  showResults(runId: string): Promise<void>;
  /** Selects the cell of the key column in this 0-based row. */
  showCell(row: number): Promise<void>;
}
