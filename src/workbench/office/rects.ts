import type { Rect } from "../grid";
import { SHEET_COLUMNS, SHEET_ROWS } from "./address";
import { invalidArgument } from "./api-error";

export const cellCount = (rect: Rect): number => rect.rowCount * rect.columnCount;

/** A block inside the sheet, or InvalidArgument. */
export function checkedRect(row: number, column: number, rowCount: number, columnCount: number): Rect {
  const fits =
    [row, column, rowCount, columnCount].every((part) => Number.isInteger(part)) &&
    row >= 0 &&
    column >= 0 &&
    rowCount >= 1 &&
    columnCount >= 1 &&
    row + rowCount <= SHEET_ROWS &&
    column + columnCount <= SHEET_COLUMNS;
  if (!fits) throw invalidArgument("The range is outside the sheet.");
  return { row, column, rowCount, columnCount };
}

export function intersection(a: Rect, b: Rect): Rect | undefined {
  const row = Math.max(a.row, b.row);
  const column = Math.max(a.column, b.column);
  const rowCount = Math.min(a.row + a.rowCount, b.row + b.rowCount) - row;
  const columnCount = Math.min(a.column + a.columnCount, b.column + b.columnCount) - column;
  return rowCount > 0 && columnCount > 0 ? { row, column, rowCount, columnCount } : undefined;
}

export function bounding(a: Rect, b: Rect): Rect {
  const row = Math.min(a.row, b.row);
  const column = Math.min(a.column, b.column);
  return {
    row,
    column,
    rowCount: Math.max(a.row + a.rowCount, b.row + b.rowCount) - row,
    columnCount: Math.max(a.column + a.columnCount, b.column + b.columnCount) - column,
  };
}
