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

/** `0` is A, `26` is AA. */
export function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last;
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

function columnNumber(letters: string): number {
  return Array.from(letters.toUpperCase()).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** As people write it, such as `C2`. */
export function cellAddress(row: number, column: number): string {
  return `${columnLetters(column)}${row + 1}`;
}

/** As Excel writes it, such as `People!A1:A61` or `'Q3 ''26'!A1`. */
export function blockAddress(sheetName: string, { row, column, rowCount, columnCount }: Block): string {
  const first = cellAddress(row, column);
  const last = cellAddress(row + rowCount - 1, column + columnCount - 1);
  return `${quotedSheetName(sheetName)}!${first === last ? first : `${first}:${last}`}`;
}

function quotedSheetName(name: string): string {
  const isPlain = /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name) && !/^[a-z]{1,3}\d+$|^r\d*(c\d*)?$|^c\d*$/iu.test(name);
  return isPlain ? name : `'${name.replaceAll("'", "''")}'`;
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
