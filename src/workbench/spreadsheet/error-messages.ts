import type { IRange, Nullable } from "@univerjs/core";
import { isRows } from "./value-objects";
import type { CellPlace } from "./cell-runs";
import type { FunctionCalls } from "./function-calls";
import type { FunctionResult, ResultValue } from "../functions";

/** Univer's way of keeping something for cells: by row, then column. */
export type ByCell<Value> = Readonly<Record<number, Readonly<Record<number, Nullable<Value>>> | undefined>>;

/** The block of each spill by the row and column it starts from. */
export type SpillRanges = ByCell<IRange>;

/** The sentence an add-in gave with the error that this cell shows: its own, or that of the spill it lies in. */
export function messageAt(calls: FunctionCalls, place: CellPlace, spills: SpillRanges | undefined): string | undefined {
  const own = errorMessage(calls.resultsAt(place), 0, 0);
  if (own !== undefined || spills === undefined) return own;
  for (const [row, columns] of Object.entries(spills)) {
    for (const [column, range] of Object.entries(columns ?? {})) {
      if (!range || place.row < range.startRow || place.row > range.endRow) continue;
      if (place.column < range.startColumn || place.column > range.endColumn) continue;
      const anchor = { sheetId: place.sheetId, row: Number(row), column: Number(column) };
      return errorMessage(calls.resultsAt(anchor), place.row - anchor.row, place.column - anchor.column);
    }
  }
  return undefined;
}

/** The first sentence among results, at this place of a block. */
export function errorMessage(results: readonly FunctionResult[], row: number, column: number): string | undefined {
  for (const result of results) {
    const value: ResultValue | undefined = isRows(result) ? result[row]?.[column] : result;
    if (typeof value === "object" && value?.type === "error" && value.message !== undefined) return value.message;
  }
  return undefined;
}
