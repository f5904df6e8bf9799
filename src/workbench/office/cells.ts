import type { Grid, GridCell, Rect } from "../grid";
import { ApiError } from "./api-error";
import { cellCount, intersection } from "./rects";

/** Excel refuses to hand over more cells than this in one read. */
const MAX_CELLS_READ = 5_000_000;

const EMPTY: GridCell = { kind: "empty", value: "", text: "", formula: "", numberFormat: "General" };

/** The part of `rect` that the grid has drawn. */
export function drawnPart(grid: Grid, sheetId: string, rect: Rect): Rect | undefined {
  const { rows, columns } = grid.size(sheetId);
  return intersection(rect, { row: 0, column: 0, rowCount: rows, columnCount: columns });
}

/** A value for each cell of `rect`, also where the grid has not drawn any. */
export function readCells<Value>(
  { grid, sheetId, rect }: { readonly grid: Grid; readonly sheetId: string; readonly rect: Rect },
  valueOf: (cell: GridCell) => Value,
): Value[][] {
  if (cellCount(rect) > MAX_CELLS_READ) {
    throw new ApiError("ResponsePayloadSizeLimitExceeded", "The response payload size has exceeded the limit.");
  }
  const drawn = drawnPart(grid, sheetId, rect);
  const cells = drawn ? grid.read(sheetId, drawn) : [];
  const columns = Array.from({ length: rect.columnCount }, (_, column) => column);
  return Array.from({ length: rect.rowCount }, (_, row) =>
    columns.map((column) => valueOf(cells[row]?.[column] ?? EMPTY)),
  );
}

/** A cell's value as `Range.values` gives it. */
export function valueOf(cell: GridCell): string | number | boolean {
  return cell.kind === "busy" ? "#BUSY!" : cell.value;
}

/** A cell's formula as `Range.formulas` gives it: its value where it has none. */
export const formulaOf = (cell: GridCell): string | number | boolean =>
  cell.formula === "" ? valueOf(cell) : cell.formula;

/** A cell's kind as `Range.valueTypes` gives it. */
export function valueTypeOf(cell: GridCell): string {
  switch (cell.kind) {
    case "empty":
      return "Empty";
    case "text":
      return "String";
    case "number":
      return "Double";
    case "boolean":
      return "Boolean";
    case "error":
    case "busy":
      return "Error";
  }
}
