import type { FailureCode } from "../answer";
import type { Readable } from "../readable";
import type { KeyColumn, OccupiedCells, SheetErrorCode, Target } from "./sheet";

/** What each cell of the selected column was read as; the header row is not counted. */
export interface SelectionCount {
  readonly urls: number;
  readonly emails: number;
  readonly blank: number;
  readonly invalid: number;
  /** Different people among the valid ones. */
  readonly people: number;
}

/** The selected column, read and counted. */
export interface SelectionView {
  readonly column: KeyColumn;
  readonly hasHeaderRow: boolean;
  readonly count: SelectionCount;
  /** 0-based rows of cells that are neither blank nor an identifier, with what was read. */
  readonly invalid: readonly { readonly row: number; readonly text: string; readonly reason: string }[];
}

/** What a run is asked to do. */
export interface RunRequest {
  readonly selection: SelectionView;
  /** Field paths of the catalogue, in column order. */
  readonly fields: readonly string[];
  /** Adds a last column "Enrich status". */
  readonly statusColumn: boolean;
  /** Writes over cells that are not empty; only after a person saw their number. */
  readonly overwrite: boolean;
  /** Asks again even for people already known; only ever set by a person. Default false. */
  readonly refresh?: boolean;
}

/** What the run would do and the most it could cost, before anything is sent. */
export interface RunQuote {
  readonly rows: number;
  readonly people: number;
  readonly known: number;
  readonly toAsk: number;
  readonly requests: number;
  readonly mostCredits: number;
  readonly target: Target;
  readonly occupied: OccupiedCells;
}

/** Counts of a run, in rows that are not blank; those done add up to `rows` unless the run ended early. */
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
  /** People of whom a reply was lost: each may have been billed besides. */
  readonly possiblyBilled: number;
  /** Rows whose key vanished from the sheet before their turn. */
  readonly vanished: number;
  /** Rows answered from what was kept. */
  readonly known: number;
  /** As the service reported them. */
  readonly creditsUsed: number;
  readonly requestsSent: number;
}

/** Why a run ended before its rows did: a sheet's refusal, or a stop of the asking that only a person can mend. */
export type RunFailureReason = SheetErrorCode | "cells_not_empty" | "key_refused" | "no_key" | "credits_used_up";

export type RunState =
  | { readonly status: "idle" }
  | { readonly status: "running"; readonly progress: RunProgress }
  | { readonly status: "cancelling"; readonly progress: RunProgress }
  | { readonly status: "done"; readonly progress: RunProgress }
  | { readonly status: "cancelled"; readonly progress: RunProgress }
  | {
      readonly status: "failed";
      readonly progress: RunProgress;
      readonly reason: RunFailureReason;
      readonly detail: string;
    };

/** A run that has ended, however it ended. */
export type EndedRun = Exclude<RunState, { readonly status: "idle" | "running" | "cancelling" }>;

/** Bulk enrichment of a selected column: select, quote, run, cancel. */
export interface BulkRunner {
  readonly selection: Readable<SelectionView | undefined>;
  readonly state: Readable<RunState>;
  /** Reads the selection again. */
  refreshSelection(): Promise<void>;
  /** Overrules what was recognised. */
  setHasHeaderRow(hasHeaderRow: boolean): void;
  quote(request: RunRequest): Promise<RunQuote>;
  /** Resolves when the run has ended, however it ended; `state` says how. Rejects if one is under way. */
  start(request: RunRequest, quote: RunQuote): Promise<void>;
  /** Takes back what was not yet sent; what was sent is finished, kept and written. */
  cancel(): void;
}
