import type { Rect } from "../grid";
import type { Place } from "./places";

/** An Excel table; the grid itself knows nothing of it. */
export interface TableState {
  readonly id: string;
  name: string;
  place: Place;
  hasHeaders: boolean;
  style: string;
}

export const headerRect = (rect: Rect): Rect => ({ ...rect, rowCount: 1 });

/** The rows below the header; Excel keeps at least one. */
export function bodyRect(table: TableState): Rect {
  const rect = table.place.rect();
  if (!table.hasHeaders) return rect;
  return { ...rect, row: rect.row + 1, rowCount: Math.max(1, rect.rowCount - 1) };
}
