import type { Rect } from "../grid";
import { invalidArgument } from "./api-error";

/** The size of a sheet as Excel counts it, whatever the grid has drawn. */
export const SHEET_ROWS = 1_048_576;
export const SHEET_COLUMNS = 16_384;

export function columnName(column: number): string {
  let name = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

function columnIndex(name: string): number {
  let index = 0;
  for (const letter of name.toUpperCase()) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

/** `'It''s'!A1:B2` → the sheet's name, where there is one, and what follows it. */
export function splitSheet(address: string): { readonly sheetName?: string; readonly local: string } {
  const bang = address.lastIndexOf("!");
  if (bang < 0) return { local: address };
  const sheetName = address
    .slice(0, bang)
    .replace(/^'(.*)'$/u, "$1")
    .replaceAll("''", "'");
  return { sheetName, local: address.slice(bang + 1) };
}

/** Reads `A1`, `$A$1:B2`, `A:B` or `3:4`; throws InvalidArgument for anything else. */
export function parseRect(local: string): Rect {
  const [first = "", last = first, ...rest] = local.trim().replaceAll("$", "").split(":");
  if (rest.length > 0) throw invalidArgument();
  const from = parseCorner(first);
  const to = parseCorner(last);
  if ((from.row === undefined) !== (to.row === undefined)) throw invalidArgument();
  if ((from.column === undefined) !== (to.column === undefined)) throw invalidArgument();
  if (!local.includes(":") && (from.row === undefined || from.column === undefined)) throw invalidArgument();
  const [top, bottom] = ordered(from.row ?? 0, to.row ?? SHEET_ROWS - 1);
  const [left, right] = ordered(from.column ?? 0, to.column ?? SHEET_COLUMNS - 1);
  if (bottom >= SHEET_ROWS || right >= SHEET_COLUMNS) throw invalidArgument();
  return { row: top, column: left, rowCount: bottom - top + 1, columnCount: right - left + 1 };
}

function parseCorner(corner: string): { readonly row?: number; readonly column?: number } {
  const match = /^([A-Za-z]{0,3})([1-9]\d{0,6})?$/u.exec(corner);
  const [, letters = "", digits = ""] = match ?? [];
  if (!match || letters + digits === "") throw invalidArgument();
  return {
    ...(letters === "" ? {} : { column: columnIndex(letters) }),
    ...(digits === "" ? {} : { row: Number(digits) - 1 }),
  };
}

const ordered = (a: number, b: number): readonly [number, number] => (a <= b ? [a, b] : [b, a]);

export const spansAllRows = (rect: Rect): boolean => rect.rowCount === SHEET_ROWS;
export const spansAllColumns = (rect: Rect): boolean => rect.columnCount === SHEET_COLUMNS;

/** The address of a block without its sheet. */
export function formatRect(rect: Rect): string {
  const bottom = rect.row + rect.rowCount;
  const right = rect.column + rect.columnCount - 1;
  if (spansAllColumns(rect)) return `${rect.row + 1}:${bottom}`;
  if (spansAllRows(rect)) return `${columnName(rect.column)}:${columnName(right)}`;
  const first = `${columnName(rect.column)}${rect.row + 1}`;
  return rect.rowCount * rect.columnCount === 1 ? first : `${first}:${columnName(right)}${bottom}`;
}

/** The absolute form that names use: `$A$1:$B$2`. */
export function formatAbsolute(rect: Rect): string {
  return formatRect(rect).replace(/[A-Z]+|\d+/gu, "$$$&");
}

export function quoteSheet(name: string): string {
  const plain = /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name) && !/^[A-Za-z]{1,3}\d+$/u.test(name);
  return plain ? name : `'${name.replaceAll("'", "''")}'`;
}
