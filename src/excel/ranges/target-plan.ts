import type { KeyCell, KeyColumn, Target } from "../../core/run/sheet";
import { parseIdentifier } from "../../core/identifier";

/** The 0-based row that headers belong in; `undefined` where people stand up to the top of the sheet. */
export function headerRowOf(
  key: KeyColumn,
  hasHeaderRow: boolean,
  /** The key column above the first key, from the top. */
  above: readonly KeyCell[],
): number | undefined {
  const first = key.cells[0]?.row;
  if (first === undefined || hasHeaderRow) return first;
  // Somebody may have selected rows in the middle of a list: the rows right above are people too.
  return above.findLast(({ text }) => parseIdentifier(text).status !== "identifier")?.row;
}

/**
 * Columns for these headers: where the header row already has one of the same name right of the key, that one; else
 * the first columns right of the key that no other header of the run uses.
 */
export function planColumns(
  keyColumn: number,
  headers: readonly string[],
  /** What the header row says, by 0-based column. */
  headerCells: ReadonlyMap<number, string>,
): readonly number[] {
  const taken = new Set<number>();
  const reused = headers.map((header) => {
    for (const [column, text] of headerCells) {
      if (column <= keyColumn || taken.has(column) || !isSameHeader(text, header)) continue;
      taken.add(column);
      return column;
    }
    return undefined;
  });
  let next = keyColumn + 1;
  return reused.map((column) => {
    if (column !== undefined) return column;
    while (taken.has(next)) next += 1;
    return next++;
  });
}

/** The cells of the header row that a run would write over, by 0-based column. */
export function headersInTheWay(target: Target, headerCells: ReadonlyMap<number, string>): readonly number[] {
  return target.columns.filter((column, index) => {
    const text = headerCells.get(column) ?? "";
    return text !== "" && !isSameHeader(text, target.headers[index] ?? "");
  });
}

function isSameHeader(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
