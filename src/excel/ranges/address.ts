import { cellAddress, columnNumber, quotedSheetName } from "../../core/cell-address";

/** A block of cells, 0-based. */
export interface Block {
  readonly row: number;
  readonly column: number;
  readonly rowCount: number;
  readonly columnCount: number;
}

/** Consecutive whole numbers: from `first`, `count` of them. */
export interface Run {
  readonly first: number;
  readonly count: number;
}

/** The columns of an address such as `A9`, `B:C` or `A1:B3`; `undefined` where it is whole rows. */
export function columnsOfAddress(address: string): Run | undefined {
  const [first = "", last = first] = address
    .slice(address.lastIndexOf("!") + 1)
    .split(":")
    .map((corner) => corner.replace(/[^A-Za-z]/gu, ""));
  if (first === "") return undefined;
  const start = columnNumber(first);
  return { first: start, count: columnNumber(last) - start + 1 };
}

/** As Excel writes it, such as `People!A1:A61` or `'Q3 ''26'!A1`. */
export function blockAddress(sheetName: string, { row, column, rowCount, columnCount }: Block): string {
  const first = cellAddress(row, column);
  const last = cellAddress(row + rowCount - 1, column + columnCount - 1);
  return `${quotedSheetName(sheetName)}!${first === last ? first : `${first}:${last}`}`;
}

/** The numbers in ascending runs; gaps of at most `maxGap` are bridged. Repeated numbers count once. */
export function runsOf(numbers: readonly number[], maxGap = 0): readonly Run[] {
  const runs: { first: number; count: number }[] = [];
  for (const number of [...new Set(numbers)].sort((one, other) => one - other)) {
    const open = runs.at(-1);
    if (open !== undefined && number - (open.first + open.count) <= maxGap) open.count = number - open.first + 1;
    else runs.push({ first: number, count: 1 });
  }
  return runs;
}

/** The run in pieces of at most `size`. */
export function piecesOf({ first, count }: Run, size: number): readonly Run[] {
  return Array.from({ length: Math.ceil(count / size) }, (_, piece) => ({
    first: first + piece * size,
    count: Math.min(size, count - piece * size),
  }));
}
