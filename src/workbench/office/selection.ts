import type { Grid, Rect } from "../grid";
import { SHEET_COLUMNS, SHEET_ROWS } from "./address";
import { drawnPart } from "./cells";

/** What is selected, with whole rows and columns as long as Excel's and not as the grid has drawn them. */
export function readSelection(grid: Grid): { readonly sheetId: string; readonly rects: readonly Rect[] } {
  const { sheetId, rects } = grid.selection();
  return { sheetId, rects: rects.map((rect) => wholeLines(grid, sheetId, rect)) };
}

/** A block that reaches over all drawn rows or columns as whole columns or rows. */
export function wholeLines(grid: Grid, sheetId: string, rect: Rect): Rect {
  const { rows, columns } = grid.size(sheetId);
  return {
    ...rect,
    ...(rect.row === 0 && rect.rowCount >= rows ? { rowCount: SHEET_ROWS } : {}),
    ...(rect.column === 0 && rect.columnCount >= columns ? { columnCount: SHEET_COLUMNS } : {}),
  };
}

/** Activates the sheet and selects the blocks, as far as they are drawn. */
export function select(grid: Grid, sheetId: string, rects: readonly Rect[]): void {
  if (grid.activeSheetId() !== sheetId) grid.activateSheet(sheetId);
  const drawn = rects.flatMap((rect) => drawnPart(grid, sheetId, rect) ?? []);
  if (drawn.length > 0) grid.select(sheetId, drawn);
}
