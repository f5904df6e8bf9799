import type { Rect } from "../../grid";
import { intersection } from "../rects";
import { type RangeTarget, rectOf } from "./range-target";

/** The block around the range that is bounded by empty rows and columns. */
export function surroundingRegion(target: RangeTarget): Rect {
  const { book, place } = target;
  const used = book.grid.usedRect(place.sheetId);
  if (!used) return rectOf(target);
  const cells = book.grid.read(place.sheetId, used);
  const isFilled = (rect: Rect): boolean => {
    const inside = intersection(rect, used);
    if (!inside) return false;
    const top = inside.row - used.row;
    const left = inside.column - used.column;
    return cells
      .slice(top, top + inside.rowCount)
      .some((row) => row.slice(left, left + inside.columnCount).some(({ kind }) => kind !== "empty"));
  };
  let region = rectOf(target);
  for (;;) {
    const grown = growOnce(region, isFilled);
    if (grown === region) return region;
    region = grown;
  }
}

function growOnce(rect: Rect, isFilled: (rect: Rect) => boolean): Rect {
  const column = Math.max(0, rect.column - 1);
  const columnCount = rect.column + rect.columnCount + 1 - column;
  const row = Math.max(0, rect.row - 1);
  const rowCount = rect.row + rect.rowCount + 1 - row;
  if (rect.row > 0 && isFilled({ row: rect.row - 1, column, rowCount: 1, columnCount })) {
    return { ...rect, row: rect.row - 1, rowCount: rect.rowCount + 1 };
  }
  if (isFilled({ row: rect.row + rect.rowCount, column, rowCount: 1, columnCount })) {
    return { ...rect, rowCount: rect.rowCount + 1 };
  }
  if (rect.column > 0 && isFilled({ row, column: rect.column - 1, rowCount, columnCount: 1 })) {
    return { ...rect, column: rect.column - 1, columnCount: rect.columnCount + 1 };
  }
  if (isFilled({ row, column: rect.column + rect.columnCount, rowCount, columnCount: 1 })) {
    return { ...rect, columnCount: rect.columnCount + 1 };
  }
  return rect;
}
