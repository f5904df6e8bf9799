import type { FailureCode } from "../answer";
import type { Receipt } from "./receipt";
import type { FillMode, RunField } from "./run-request";
import type { RowVerdict } from "./row-verdict";
import type { CellBefore, KeyCell, KeyColumn, PreparedTarget, Target, TargetRow } from "./sheet";

/** What is listed of a run. Plain data, as everything in a journal. */
export interface RunFacts {
  readonly runId: string;
  readonly workbookId: string;
  readonly connectionId: string;
  readonly who: string;
  readonly isSandbox: boolean;
  readonly startedAtMs: number;
  /** The key column, such as `People!A1:A61`. */
  readonly address: string;
  readonly fields: readonly string[];
  /** Rows the run deals with. */
  readonly rows: number;
}

/** What a run set out to do: enough to go on with it in another page. */
export interface RunWork {
  readonly key: KeyColumn;
  readonly hasHeaderRow: boolean;
  /** The rows the run deals with, in the order of the sheet. */
  readonly rows: readonly KeyCell[];
  /** Rows of the selection that the mode left out. */
  readonly skipped: number;
  readonly fields: readonly RunField[];
  readonly statusColumn: boolean;
  readonly mode: FillMode;
  readonly output: "values" | "formulas";
  readonly refresh: boolean;
  /** As in `RunRequest`. */
  readonly keepsSinceMs?: number | undefined;
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
  /** Of each value, what stood there; empty where nothing was written. */
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
  readonly facts: RunFacts;
  /** Absent where the page went away in the middle of the run. */
  readonly receipt: Receipt | undefined;
  /** Work is left, and nobody has said that it shall be left. */
  readonly isOpen: boolean;
  /** When something was noted last. */
  readonly notedAtMs: number;
  /** Rows of written blocks. */
  readonly rowsDone: number;
}

/** Everything noted of one run. */
export interface JournaledRun extends JournalEntry {
  /** Absent where a run is so long ago that only its receipt is kept. */
  readonly work: RunWork | undefined;
  readonly prepared: PreparedTarget | undefined;
  readonly people: readonly JournalPerson[];
  /** In the order of their indexes. */
  readonly blocks: readonly JournalBlock[];
}

/** How many runs of a workbook can be undone or resumed: of older ones the receipt is kept. */
export const runsKeptWhole = 10;

/**
 * Where runs are noted, so that they survive the page: on this device, by workbook. Rejects when the platform refuses,
 * and for a run that was never begun. Notes hold people's data: whole runs are dropped after the retention time and
 * with their connection.
 */
export interface RunJournal {
  begin(facts: RunFacts, work: RunWork): Promise<void>;
  /** The headers stand: the run's columns are these. */
  notePrepared(runId: string, prepared: PreparedTarget): Promise<void>;
  notePeople(runId: string, people: readonly JournalPerson[]): Promise<void>;
  /** In one transaction, whole or not at all. */
  noteBlock(runId: string, block: JournalBlock): Promise<void>;
  /** `isOpen`: work is left that a person may want to resume. Ending it again replaces the receipt. */
  end(runId: string, receipt: Receipt, isOpen: boolean): Promise<void>;
  read(runId: string): Promise<JournaledRun | undefined>;
  /** Newest first. */
  list(workbookId: string): Promise<readonly JournalEntry[]>;
  /** Everything of a connection: a person has forgotten its key and data. */
  forget(connectionId: string): Promise<void>;
}

/** What keeps a journal from growing. */
export interface JournalLimits {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly retentionMs: () => number;
}
