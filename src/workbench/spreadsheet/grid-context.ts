import type { ICellData, IObjectMatrixPrimitiveType, IRange, Workbook, Worksheet } from "@univerjs/core";
import { GridError } from "../grid";
import type { Rect } from "../grid";
import type { ChangeLog } from "./change-log";
import type { FunctionCalls } from "./function-calls";
import type { Passes } from "./passes";
import type { UniverApp } from "./univer-app";

/** What the parts of the grid share. */
export interface GridContext {
  readonly app: UniverApp;
  readonly calls: FunctionCalls;
  readonly passes: Passes;
  readonly changes: ChangeLog;
  /** Throws `AccessDenied` where the sheet is protected. */
  readonly checkEditable: (sheetId: string) => void;
  /** Calls every add-in function of a sheet again, as Excel does after structural edits. */
  readonly invalidateSheet: (sheetId: string) => void;
  readonly isAddinFormula: (formula: string) => boolean;
}

export type CellMatrix = IObjectMatrixPrimitiveType<ICellData>;

export const rangeOf = ({ row, column, rowCount, columnCount }: Rect): IRange => ({
  startRow: row,
  startColumn: column,
  endRow: row + rowCount - 1,
  endColumn: column + columnCount - 1,
});

export const rectOf = ({ startRow, startColumn, endRow, endColumn }: IRange): Rect => ({
  row: startRow,
  column: startColumn,
  rowCount: endRow - startRow + 1,
  columnCount: endColumn - startColumn + 1,
});

/** Where a command works. */
export const target = (workbook: Workbook, sheet: Worksheet): { unitId: string; subUnitId: string } => ({
  unitId: workbook.getUnitId(),
  subUnitId: sheet.getSheetId(),
});

export function checkRect({ row, column, rowCount, columnCount }: Rect): void {
  const isWhole = [row, column, rowCount, columnCount].every(Number.isInteger);
  if (!isWhole || row < 0 || column < 0 || rowCount < 1 || columnCount < 1) {
    throw new GridError("InvalidArgument", "The block of cells lies outside the sheet.");
  }
}
