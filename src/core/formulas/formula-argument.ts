/** A block of cells that an argument names, 0-based; whole columns and rows have Excel's full counts. */
export interface NamedCells {
  /** Without it, the formula's own sheet. */
  readonly sheetName?: string;
  readonly row: number;
  readonly column: number;
  readonly rowCount: number;
  readonly columnCount: number;
}

/** What an argument says before anything is calculated. */
export type FormulaArgument =
  | { readonly kind: "value"; readonly value: string | number | boolean | undefined }
  | { readonly kind: "cells"; readonly cells: NamedCells }
  /** Computed, or named in a way that only Excel resolves. */
  | { readonly kind: "unreadable" };

const sheetRows = 1_048_576;
const sheetColumns = 16_384;
const reference =
  /^(?:(?:'((?:[^']|'')+)'|([\p{L}\p{N}_.]+))!)?(?:\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?|\$?([A-Z]{1,3}):\$?([A-Z]{1,3}))$/iu;
/** Reading an identifier or a field path does the same. */
const harmless = /^(?:TRIM|CLEAN|LOWER|T)\((.*)\)$/isu;

/** Reads an argument as far as its text alone says it: a literal, or cells. */
export function readArgument(text = ""): FormulaArgument {
  return readWith(text, cellsOf);
}

/** The same of a formula in R1C1, as it stands in `base`. */
export function readRelativeArgument(
  text: string,
  base: { readonly row: number; readonly column: number },
): FormulaArgument {
  return readWith(text, (written) => relativeCells(written, base));
}

function readWith(text: string, cellsIn: (text: string) => NamedCells | undefined): FormulaArgument {
  const trimmed = text.trim().replace(/^@/u, "");
  if (trimmed === "") return { kind: "value", value: undefined };
  const literal = /^"((?:[^"]|"")*)"$/su.exec(trimmed)?.[1];
  if (literal !== undefined) return { kind: "value", value: literal.replaceAll('""', '"') };
  if (/^-?\d+(?:\.\d+)?$/u.test(trimmed)) return { kind: "value", value: Number(trimmed) };
  if (/^(?:TRUE|FALSE)$/iu.test(trimmed)) return { kind: "value", value: trimmed.toUpperCase() === "TRUE" };
  const inner = harmless.exec(trimmed)?.[1];
  if (inner !== undefined && !/[()]/u.test(inner)) return readWith(inner, cellsIn);
  const cells = cellsIn(trimmed);
  return cells === undefined ? { kind: "unreadable" } : { kind: "cells", cells };
}

function cellsOf(text: string): NamedCells | undefined {
  const match = reference.exec(text);
  if (match === null) return undefined;
  const [, quoted, plain, fromColumn, fromRow, toColumn, toRow, firstColumn, lastColumn] = match;
  // Another workbook.
  if (quoted?.includes("[") === true) return undefined;
  const sheetName = quoted?.replaceAll("''", "'") ?? plain;
  const sheet = sheetName === undefined ? {} : { sheetName };
  if (firstColumn !== undefined && lastColumn !== undefined) {
    const span = spanOf(columnOf(firstColumn), columnOf(lastColumn));
    return { ...sheet, row: 0, rowCount: sheetRows, column: span.first, columnCount: span.count };
  }
  const rows = spanOf(Number(fromRow) - 1, Number(toRow ?? fromRow) - 1);
  const columns = spanOf(columnOf(fromColumn ?? ""), columnOf(toColumn ?? fromColumn ?? ""));
  if (rows.first < 0 || rows.first + rows.count > sheetRows || columns.first + columns.count > sheetColumns)
    return undefined;
  return { ...sheet, row: rows.first, rowCount: rows.count, column: columns.first, columnCount: columns.count };
}

const offset = String.raw`(\d+|\[-?\d+\])?`;
const relativeReference = new RegExp(
  String.raw`^(?:(?:'((?:[^']|'')+)'|([\p{L}\p{N}_.]+))!)?(?:R${offset}C${offset}(?::R${offset}C${offset})?|C${offset}:C${offset})$`,
  "iu",
);

function relativeCells(text: string, base: { readonly row: number; readonly column: number }): NamedCells | undefined {
  const match = relativeReference.exec(text);
  if (match === null || match[1]?.includes("[") === true) return undefined;
  const [, quoted, plain, fromRow, fromColumn, toRow, toColumn, firstColumn, lastColumn] = match;
  const sheetName = quoted?.replaceAll("''", "'") ?? plain;
  const sheet = sheetName === undefined ? {} : { sheetName };
  const isRange = text.includes(":");
  if (isRange && !/R/iu.test(text.slice(text.lastIndexOf("!") + 1))) {
    const span = spanOf(placed(firstColumn, base.column), placed(lastColumn, base.column));
    return { ...sheet, row: 0, rowCount: sheetRows, column: span.first, columnCount: span.count };
  }
  const row = placed(fromRow, base.row);
  const column = placed(fromColumn, base.column);
  const rows = spanOf(row, isRange ? placed(toRow, base.row) : row);
  const columns = spanOf(column, isRange ? placed(toColumn, base.column) : column);
  if (rows.first < 0 || columns.first < 0) return undefined;
  return { ...sheet, row: rows.first, rowCount: rows.count, column: columns.first, columnCount: columns.count };
}

function placed(part: string | undefined, base: number): number {
  if (part === undefined) return base;
  return part.startsWith("[") ? base + Number(part.slice(1, -1)) : Number(part) - 1;
}

function spanOf(one: number, other: number): { readonly first: number; readonly count: number } {
  return { first: Math.min(one, other), count: Math.abs(one - other) + 1 };
}

function columnOf(letters: string): number {
  return Array.from(letters.toUpperCase()).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
