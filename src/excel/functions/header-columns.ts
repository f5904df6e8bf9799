import { type FieldColumn, type ResolvedPath, resolveFields } from "../../core/field-path";
import { isBlank, matrixOf } from "./cell-matrix";

/** A column of a result; a blank header keeps its place. */
export type Column = FieldColumn | { readonly ok: "blank" };

/** One column for each header cell, more where it names a section; the name where all are blank. */
export function headerColumns(fields: unknown): readonly Column[] {
  const headers = matrixOf(fields).flat();
  if (headers.every(isBlank)) return resolveFields(undefined);
  return headers.flatMap((header): readonly Column[] => (isBlank(header) ? [{ ok: "blank" }] : resolveFields(header)));
}

/** What a row of headers says above a column. */
export function headerOf(column: Column): string {
  if (column.ok === "blank") return "";
  return column.ok ? column.path.path : column.written;
}

/** The paths that are to be read, without what is blank or wrong. */
export function pathsOf(columns: readonly Column[]): readonly ResolvedPath[] {
  return columns.flatMap((column) => (column.ok === true ? [column.path] : []));
}
