import type { TargetValue } from "../../core/run/sheet";
import { runsOf } from "./address";
import { untouched, type CellWrite } from "./cell-write";
import { portionsOf } from "./portions";

/** A row as it is to be written now. */
export interface PlacedRow {
  /** 0-based. */
  readonly row: number;
  readonly cells: readonly CellWrite[];
}

/** Cells side by side, written by one assignment of formats and one of values. */
export interface WriteBlock {
  readonly row: number;
  readonly column: number;
  readonly values: readonly (readonly CellWrite["value"][])[];
  readonly numberFormats: readonly (readonly (string | null)[])[];
  /** No format changes: the assignment can be left out. */
  readonly keepsFormats: boolean;
  /** Every cell is written, with a value through and through: the values can be written typed. */
  readonly isTyped: boolean;
  /** Formats to set once the values stand; absent where there are none. */
  readonly lateFormats?: readonly (readonly (string | null)[])[];
}

/** Rows further apart than this are written apart: bridging them costs an untouched cell for each. */
const bridgedRows = 20;

/** The fewest sensible blocks for these rows; cells without a value, and rows in between, are left as they are. */
export function writeBlocks(columns: readonly number[], rows: readonly PlacedRow[]): readonly WriteBlock[] {
  const byRow = new Map(rows.map(({ row, cells }) => [row, cells]));
  const position = new Map(columns.map((column, index) => [column, index]));
  return runsOf([...byRow.keys()], bridgedRows).flatMap((rowRun) =>
    runsOf(columns).map((columnRun) => {
      const cells = numbered(rowRun.count, (down) =>
        numbered(columnRun.count, (right) => {
          const index = position.get(columnRun.first + right);
          return (index === undefined ? undefined : byRow.get(rowRun.first + down)?.[index]) ?? untouched;
        }),
      );
      return {
        row: rowRun.first,
        column: columnRun.first,
        values: cells.map((line) => line.map(({ value }) => value)),
        numberFormats: cells.map((line) => line.map(({ numberFormat }) => numberFormat)),
        keepsFormats: cells.every((line) => line.every(({ numberFormat }) => numberFormat === null)),
        isTyped: cells.every((line) => line.every(({ isValue }) => isValue)),
        ...lateFormatsOf(cells),
      };
    }),
  );
}

function lateFormatsOf(cells: readonly (readonly CellWrite[])[]): Pick<WriteBlock, "lateFormats"> {
  const hasLate = cells.some((line) => line.some(({ lateFormat }) => lateFormat !== undefined));
  return hasLate ? { lateFormats: cells.map((line) => line.map(({ lateFormat = null }) => lateFormat)) } : {};
}

function numbered<Item>(count: number, item: (index: number) => Item): readonly Item[] {
  return Array.from({ length: count }, (_, index) => item(index));
}

/** Excel on the web refuses requests of 5 MB; small ones also keep the sheet responsive. */
const maxBytes = 900_000;
/** What a cell adds beside its value: quotes, comma, its format, and its type where it is written typed. */
const bytesPerCell = 70;

/** The rows in parts that stay under 1 MB each as a request, formats included; a row is never divided. */
export function partsBySize<Row extends { readonly values: readonly TargetValue[] }>(
  rows: readonly Row[],
): readonly (readonly Row[])[] {
  return portionsOf(rows, ({ values }) => sizeOf(values), maxBytes);
}

function sizeOf(values: readonly TargetValue[]): number {
  // The request is JSON inside JSON: what needs a backslash needs two.
  return values.reduce<number>((sum, value) => sum + bytesPerCell + escapedBytes(value), 0);
}

const encoder = new TextEncoder();

function escapedBytes(value: TargetValue): number {
  if (typeof value === "string") return encoder.encode(JSON.stringify(JSON.stringify(value))).length;
  return typeof value === "object" && value.kind === "key_formula" ? 40 + value.field.length : 10;
}
