import type { CellInput, Rect } from "../grid";
import { ApiError, invalidArgument } from "./api-error";
import { isList } from "./json";
import { cellCount } from "./rects";

/** Excel's longest text in a cell. */
const MAX_CELL_TEXT = 32_767;
/** Excel refuses to write more cells than this in one go. */
const MAX_CELLS_WRITTEN = 5_000_000;

/**
 * Shapes what was assigned to a block: one value for all its cells, or rows that match it exactly; throws
 * InvalidArgument for any other shape.
 */
export function shapeBlock<Value>(value: unknown, rect: Rect, read: (item: unknown) => Value): Value[][] {
  if (cellCount(rect) > MAX_CELLS_WRITTEN) {
    throw new ApiError("OperationCellsExceedLimit", "The attempted operation affects more than the limit of cells.");
  }
  if (!isList(value)) {
    const one = read(value);
    return Array.from({ length: rect.rowCount }, () => Array.from({ length: rect.columnCount }, () => one));
  }
  const rows = value.filter(isList);
  const fits = rows.length === value.length && rows.length === rect.rowCount;
  if (!fits || rows.some((row) => row.length !== rect.columnCount)) {
    throw invalidArgument(
      "The number of rows or columns in the input array doesn't match the size or dimensions of the range.",
    );
  }
  return rows.map((row) => row.map(read));
}

export function cellInput(item: unknown): CellInput {
  if (item === null || item === undefined) return null;
  if (typeof item === "number" || typeof item === "boolean") return item;
  if (typeof item !== "string" || item.length > MAX_CELL_TEXT) throw invalidArgument();
  return item;
}

export function formatInput(item: unknown): string | null {
  if (item === null || item === undefined) return null;
  if (typeof item === "string") return item;
  throw invalidArgument();
}
