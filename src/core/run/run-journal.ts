import type { FailureCode } from "../answer";
import type { Receipt } from "./receipt";
import type { RowVerdict } from "./run-tally";
import type { FillMode, RunField } from "./run-request";
import type { CellBefore, KeyCell, KeyColumn, SnapshotRow, Target, TargetRow } from "./sheet";

/** What a run set out to do: enough to go on with it in another page. Plain data. */
export interface JournalHead {
  readonly runId: string;
  readonly workbookId: string;
  readonly connectionId: string;
  readonly who: string;
  readonly isSandbox: boolean;
  readonly startedAtMs: number;
  readonly key: KeyColumn;
  readonly hasHeaderRow: boolean;
  /** The rows the run deals with, in the order of the sheet. */
  readonly rows: readonly KeyCell[];
  readonly fields: readonly RunField[];
  readonly statusColumn: boolean;
  readonly mode: FillMode;
  readonly output: "values" | "formulas";
  readonly refresh: boolean;
  readonly capCredits: number | undefined;
  readonly target: Target;
}

/** What became of one person of the run, noted as soon as it is known. */
export interface JournalPerson {
  /** `Identifier.key`. */
  readonly key: string;
  readonly status: "matched" | "not_found" | "redacted" | "failed";
  /** Answered from what was kept. */
  readonly isKnown: boolean;
  readonly code: FailureCode | undefined;
  readonly credits: number;
  readonly possiblyBilled: boolean;
}

/** A row of a block: what was written there, beside which key, over what, and what it means. */
export interface JournalRow extends TargetRow {
  readonly verdict: RowVerdict;
  /** Of each value, what stood there; empty until it was read. */
  readonly before: readonly (CellBefore | undefined)[];
  readonly isVanished: boolean;
}

/** Rows written together: noted as intended before they are, and as written after. */
export interface JournalBlock {
  /** Counts from 0 within the run; noting it again replaces it. */
  readonly index: number;
  readonly state: "intended" | "written";
  readonly rows: readonly JournalRow[];
}

/** A run as it is listed. */
export interface JournalEntry {
  readonly head: JournalHead;
  /** Absent where the page went away in the middle of the run. */
  readonly receipt: Receipt | undefined;
  /** Work is left, and nobody has said that it shall be left. */
  readonly isOpen: boolean;
  /** When something was noted last. */
  readonly notedAtMs: number;
  readonly blocks: number;
}

/** Everything noted of one run. */
export interface JournaledRun extends JournalEntry {
  readonly prepared:
    { readonly target: Target; readonly headersBefore: readonly (CellBefore | undefined)[] } | undefined;
  readonly people: readonly JournalPerson[];
  /** In the order of their indexes; without what stood there where snapshots were dropped. */
  readonly written: readonly JournalBlock[];
}

/**
 * Where runs are noted, so that they survive the page: on this device, per workbook. Rejects when the platform refuses.
 * Notes hold people's data: they are dropped after the retention time and with their connection; what stood in the
 * cells is kept for the last ten runs of a workbook.
 */
export interface RunJournal {
  begin(head: JournalHead): Promise<void>;
  /** The headers stand: the run's columns are these. */
  notePrepared(runId: string, prepared: NonNullable<JournaledRun["prepared"]>): Promise<void>;
  notePeople(runId: string, people: readonly JournalPerson[]): Promise<void>;
  /** In one transaction, whole or not at all. */
  noteBlock(runId: string, block: JournalBlock): Promise<void>;
  /** `isOpen`: work is left that a person may want to resume. */
  end(runId: string, receipt: Receipt, isOpen: boolean): Promise<void>;
  read(runId: string): Promise<JournaledRun | undefined>;
  /** Newest first. */
  list(workbookId: string): Promise<readonly JournalEntry[]>;
  /** Everything of a connection: a person has forgotten its key and data. */
  forget(connectionId: string): Promise<void>;
}

/** The rows of a block as they are put back. */
export function snapshotOf(row: JournalRow): SnapshotRow {
  const { row: place, keyText, values, before } = row;
  return { row: place, keyText, values, before };
}
