import type { Rect } from "./grid";

/** Excel's own limits. */
export const maxRows = 1_048_576;
export const maxColumns = 16_384;

/** An address as people write it: `B2`, `B2:C9`, `A:A`, `3:5`, with or without a sheet. */
export interface ParsedAddress {
  readonly sheetName: string | undefined;
  readonly rect: Rect;
}

/** Reads an address; throws an Error that quotes it where it is none. */
export function parseAddress(address: string): ParsedAddress {
  const bang = address.lastIndexOf("!");
  const sheetName = bang < 0 ? undefined : unquote(address.slice(0, bang));
  const local = address.slice(bang + 1).replaceAll("$", "");
  const [start = "", end = start] = local.split(":");
  const from = parseCorner(start);
  const to = parseCorner(end);
  if (!from || !to || (from.row === undefined) !== (to.row === undefined)) {
    throw new Error(`"${address}" is not an address such as A1, B2:C9, A:A or People!A1`);
  }
  if ((from.column === undefined) !== (to.column === undefined)) {
    throw new Error(`"${address}" is not an address such as A1, B2:C9, A:A or People!A1`);
  }
  const [firstRow, lastRow] = order(from.row ?? 0, to.row ?? maxRows - 1);
  const [firstColumn, lastColumn] = order(from.column ?? 0, to.column ?? maxColumns - 1);
  return {
    sheetName,
    rect: {
      row: firstRow,
      column: firstColumn,
      rowCount: lastRow - firstRow + 1,
      columnCount: lastColumn - firstColumn + 1,
    },
  };
}

/** `B2` or `B2:C9`; whole columns and rows as `A:A` and `3:5`. */
export function formatRect(rect: Rect): string {
  const lastRow = rect.row + rect.rowCount;
  const lastColumn = columnName(rect.column + rect.columnCount - 1);
  if (rect.rowCount >= maxRows) return `${columnName(rect.column)}:${lastColumn}`;
  if (rect.columnCount >= maxColumns) return `${rect.row + 1}:${lastRow}`;
  const first = `${columnName(rect.column)}${rect.row + 1}`;
  return rect.rowCount === 1 && rect.columnCount === 1 ? first : `${first}:${lastColumn}${lastRow}`;
}

/** `People!B2`, the sheet's name quoted where Excel would. */
export function formatAddress(sheetName: string, rect: Rect): string {
  const quoted = /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(sheetName) ? sheetName : `'${sheetName.replaceAll("'", "''")}'`;
  return `${quoted}!${formatRect(rect)}`;
}

/** `A` for 0, `AA` for 26. */
export function columnName(column: number): string {
  let name = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

function parseCorner(text: string): { row: number | undefined; column: number | undefined } | undefined {
  const match = /^([A-Za-z]{1,3})?([1-9]\d{0,6})?$/.exec(text);
  if (!match || text === "") return undefined;
  const [, letters, digits] = match;
  return {
    column: letters === undefined ? undefined : columnNumber(letters),
    row: digits === undefined ? undefined : Number(digits) - 1,
  };
}

function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters.toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64;
  return number - 1;
}

function unquote(sheetName: string): string {
  return sheetName.startsWith("'") && sheetName.endsWith("'") && sheetName.length > 1
    ? sheetName.slice(1, -1).replaceAll("''", "'")
    : sheetName;
}

function order(a: number, b: number): [number, number] {
  return a <= b ? [a, b] : [b, a];
}
