import type { KeyCell } from "../run/sheet";
import type { CellReference } from "./cell-reference";

/** A column from the first cell that was named down to its last used one. */
export interface ColumnCells {
  readonly sheetId: string;
  readonly sheetName: string;
  /** 0-based. */
  readonly column: number;
  /** The first is the one that was named, blank or not. */
  readonly cells: readonly KeyCell[];
}

/** Where formulas and what they spill will stand: these columns in these rows; 0-based. */
export interface FormulaArea {
  readonly sheetId: string;
  readonly rows: readonly number[];
  readonly column: number;
  readonly columnCount: number;
}

/** What stands in an area now. */
export interface AreaContent {
  /** Cells that are not empty. */
  readonly count: number;
  /** Address of the first of them, such as `C2`. */
  readonly first: string | undefined;
  /** Differs as soon as anything there does. */
  readonly fingerprint: string;
}

export interface FormulaCell {
  readonly row: number;
  readonly column: number;
  readonly formula: string;
}

/** The sheet as "Insert function" sees it. Rejects with a `SheetError` when Excel refuses. */
export interface FormulaSheet {
  /** The selected cells; of several areas the first. */
  selected(): Promise<CellReference>;
  /** Rejects where there is no such sheet. */
  columnFrom(reference: CellReference): Promise<ColumnCells>;
  /** The first column from `area.column` on where the whole area would be free. */
  freeColumn(area: FormulaArea): Promise<number>;
  /** Rejects where the sheet is protected against writing there. */
  content(area: FormulaArea): Promise<AreaContent>;
  /**
   * Writes formulas into an area and empties the rest of it. Rejects, with nothing written, where something else stands
   * there than was `seen`.
   */
  write(area: FormulaArea, formulas: readonly FormulaCell[], seen: AreaContent): Promise<void>;
}
