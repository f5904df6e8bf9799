import type { KeyCell, KeyColumn } from "../../core/run/sheet";
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
 * Columns for these headers: where the header row already has one of the same name right of the key, that one; the
 * others side by side in the first free columns right of the key, so that nobody's own columns stand in the way.
 */
export function planColumns(
  keyColumn: number,
  headers: readonly string[],
  /** What the header row says, by 0-based column. */
  headerCells: ReadonlyMap<number, string>,
  /** Columns that hold something beside the keys. */
  full: ReadonlySet<number>,
): readonly number[] {
  const reused = reusedColumns(keyColumn, headers, headerCells);
  let next = firstFree(keyColumn + 1, reused.filter((column) => column === undefined).length, headerCells, full);
  return reused.map((column) => column ?? next++);
}

/**
 * Columns for these headers as they stand once new ones are inserted right beside the key; headers right of the key that
 * are there already are used again, and stand further right by then.
 */
export function planInsertedColumns(
  keyColumn: number,
  headers: readonly string[],
  headerCells: ReadonlyMap<number, string>,
): { readonly columns: readonly number[]; readonly inserts: number } {
  const reused = reusedColumns(keyColumn, headers, headerCells);
  const inserts = reused.filter((column) => column === undefined).length;
  let next = keyColumn + 1;
  return { inserts, columns: reused.map((column) => (column === undefined ? next++ : column + inserts)) };
}

/** The first column from which `count` side by side have neither a header nor anything beside the keys. */
function firstFree(
  from: number,
  count: number,
  headerCells: ReadonlyMap<number, string>,
  full: ReadonlySet<number>,
): number {
  const isFree = (column: number): boolean => !full.has(column) && (headerCells.get(column) ?? "").trim() === "";
  for (let start = from; ; start++) {
    if (Array.from({ length: count }, (_, index) => start + index).every(isFree)) return start;
  }
}

/** Whatever the case, and spaces around. */
export function isSameHeader(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** For each header the column right of the key that has it, each column once. */
function reusedColumns(
  keyColumn: number,
  headers: readonly string[],
  headerCells: ReadonlyMap<number, string>,
): readonly (number | undefined)[] {
  const used = new Set<number>();
  return headers.map((header) => {
    for (const [column, text] of headerCells) {
      if (column <= keyColumn || used.has(column) || !isSameHeader(text, header)) continue;
      used.add(column);
      return column;
    }
    return undefined;
  });
}
