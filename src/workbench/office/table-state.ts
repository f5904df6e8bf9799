import type { Rect } from "../grid";
import type { Place } from "./places";

/** An Excel table; the grid itself knows nothing of it. */
export interface TableState {
  readonly id: string;
  name: string;
  place: Place;
  hasHeaders: boolean;
  /** The last row of its place sums up and is none of its data. */
  hasTotals: boolean;
  style: string;
}

export const headerRect = (rect: Rect): Rect => ({ ...rect, rowCount: 1 });

/** The rows between the header and the totals; Excel keeps at least one. */
export function bodyRect(table: TableState): Rect {
  const rect = table.place.rect();
  const [above, below] = [table.hasHeaders ? 1 : 0, table.hasTotals ? 1 : 0];
  return { ...rect, row: rect.row + above, rowCount: Math.max(1, rect.rowCount - above - below) };
}

/** The last row, where it sums up. */
export function totalsRect({ place, hasTotals }: TableState): Rect | undefined {
  const rect = place.rect();
  return hasTotals ? { ...rect, row: rect.row + rect.rowCount - 1, rowCount: 1 } : undefined;
}
