import type { Rect } from "../../grid";
import { cellCount, intersection } from "../rects";
import { type RangeTarget, rectOf } from "./range-target";

/** The smallest block inside the range that holds everything not empty; `undefined` where all is empty. */
export function usedPart(target: RangeTarget): Rect | undefined {
  const { book, place } = target;
  const used = book.grid.usedRect(place.sheetId);
  const inside = used && intersection(rectOf(target), used);
  if (!inside || cellCount(inside) === cellCount(used)) return inside;
  const filled = book.grid.read(place.sheetId, inside).map((row) => row.map(({ kind }) => kind !== "empty"));
  const rows = filled.flatMap((row, index) => (row.includes(true) ? [index] : []));
  const first = rows.at(0);
  const last = rows.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const left = Math.min(...rows.map((row) => filled[row]?.indexOf(true) ?? 0));
  const right = rows.reduce((most, row) => Math.max(most, filled[row]?.lastIndexOf(true) ?? 0), 0);
  return {
    row: inside.row + first,
    column: inside.column + left,
    rowCount: last - first + 1,
    columnCount: right - left + 1,
  };
}
