import type { KeptAnswer } from "../answer";
import type { KeyRow } from "./key-column";
import type { RunColumns } from "./row-values";
import type { JournalPerson, JournalRow, RunFacts, RunWork } from "./run-journal";
import type { Target } from "./sheet";

/** One sitting of a run: what is to be done, and what earlier sittings have done. */
export interface RunJob {
  readonly facts: RunFacts;
  readonly work: RunWork;
  readonly columns: RunColumns;
  /** Where the columns stand, headers written. */
  readonly target: Target;
  /** The rows of this sitting. */
  readonly rows: readonly KeyRow[];
  /** What is kept for their people, by `Identifier.key`. */
  readonly kept: ReadonlyMap<string, KeptAnswer>;
  readonly before: EarlierSittings;
}

export interface EarlierSittings {
  readonly isResumed: boolean;
  /** Rows that stand on the sheet. */
  readonly rows: readonly JournalRow[];
  readonly people: readonly JournalPerson[];
  /** The index of the next block. */
  readonly nextBlock: number;
}

export const noEarlierSittings: EarlierSittings = { isResumed: false, rows: [], people: [], nextBlock: 0 };
