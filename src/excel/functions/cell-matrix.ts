import type { CellValue } from "../../core/cell-value";
import { plainText } from "../../core/cell-text";

/** What a function gives to Excel: rows of cells. */
export type CellMatrix = readonly (readonly CellValue[])[];

/** Longer ranges are whole columns: their empty end is not part of the answer. */
const wholeColumnRows = 10_000;

/** An argument as rows of cells, however Excel hands it over. */
export function matrixOf(argument: unknown): readonly (readonly unknown[])[] {
  if (!Array.isArray(argument)) return [[argument]];
  const cells: readonly unknown[] = argument;
  const rows = cells.every(isRow) ? cells : cells.map((row) => (isRow(row) ? row : [row]));
  if (rows.length <= wholeColumnRows) return rows;
  const last = rows.findLastIndex((row) => !row.every(isBlank));
  return rows.slice(0, Math.max(1, last + 1));
}

/** The text of an argument that is a text or left out; `undefined` for what has to be read more closely. */
export function textOf(argument: unknown): string | undefined {
  if (argument === null || argument === undefined) return "";
  return typeof argument === "string" ? argument : undefined;
}

function isRow(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

export function isBlank(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === "string" && plainText(value) === "");
}
