import type { SelectionView } from "./selection-view";
import type { Placement } from "./sheet";

/** What a run may do to cells of its target columns: fill empty ones; renew rows whose answer is stale; write over all. */
export type FillMode = "blanks" | "stale" | "overwrite";

/** A field of a run, and how many columns its values take: with 1 as the path says, with n one value of its list in each. */
export interface RunField {
  readonly path: string;
  readonly columns: number;
}

/** What a run is asked to do. */
export interface RunRequest {
  readonly selection: SelectionView;
  /** In column order. */
  readonly fields: readonly RunField[];
  /** Adds a last column "Enrich status". */
  readonly statusColumn: boolean;
  readonly mode: FillMode;
  readonly placement: Placement;
  /** `formulas` writes live formulas over the answers the run has bought, so that they cost nothing. */
  readonly output: "values" | "formulas";
  /** Asks again even for people already known; only ever set by a person. */
  readonly refresh: boolean;
  /** With `refresh`: answers fetched since then, in ms since the epoch, are not asked for again. Default: since the start. */
  readonly keepsSinceMs?: number | undefined;
  /** The run stops before it could spend more than this; `undefined`: no cap. */
  readonly capCredits: number | undefined;
}
