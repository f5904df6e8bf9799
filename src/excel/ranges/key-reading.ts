import type { KeyCell } from "../../core/run/sheet";
import { piecesOf, runsOf, type Run } from "./address";
import type { KeysNow } from "./follow-keys";
import { sendEach } from "./portions";

/** A reply of Excel on the web may hold 5 MB; addresses of people are far shorter than 200 bytes. */
const rowsPerReading = 20_000;

/** What these rows of one column say, read in as few requests as Excel allows. */
export async function readColumn(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  column: number,
  rows: Run,
): Promise<readonly KeyCell[]> {
  const read = await sendEach(context, piecesOf(rows, rowsPerReading), ({ first, count }) => ({
    first,
    range: sheet.getRangeByIndexes(first, column, count, 1).load({ values: true }),
  }));
  return read.flatMap(({ first, range }) =>
    range.values.map(([value], down) => ({ row: first + down, text: cellTextOf(value) })),
  );
}

/** Excel's number of rows. */
const lastRow = 1_048_576;
const insertedMeanwhile = 500;

/** The used part of the whole column, by row. */
export async function readUsedKeys(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  column: number,
): Promise<KeysNow> {
  const used = sheet.getUsedRangeOrNullObject(true).load({ rowIndex: true, rowCount: true });
  await context.sync();
  if (used.isNullObject) return new Map();
  // Beyond its end too: rows may be inserted between this reading and the next.
  const count = Math.min(used.rowCount + insertedMeanwhile, lastRow - used.rowIndex);
  return keysOf(await readColumn(context, sheet, column, { first: used.rowIndex, count }));
}

export function keysOf(cells: readonly KeyCell[]): KeysNow {
  return new Map(cells.map(({ row, text }) => [row, text]));
}

/** A value of Excel's as text; blank cells are empty text. */
export function cellTextOf(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

/** What a row of the sheet says, by 0-based column. */
export async function readRow(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  row: number,
): Promise<ReadonlyMap<number, string>> {
  const used = sheet.getRange(`${row + 1}:${row + 1}`).getUsedRangeOrNullObject(true);
  used.load({ columnIndex: true, values: true });
  await context.sync();
  if (used.isNullObject) return new Map();
  const [values = []] = used.values;
  const first = used.columnIndex;
  return new Map(values.map((value: unknown, index) => [first + index, cellTextOf(value)]));
}

/** Keys further apart than this are read apart. */
const keyGap = 200;

/** Queues the reading of these rows of a whole column; call the result after the sync. */
export function loadKeys(keyColumn: Excel.Range, rows: readonly number[]): () => KeysNow {
  const pieces = runsOf(rows, keyGap).map(({ first, count }) => ({
    first,
    range: keyColumn
      .getCell(first, 0)
      .getResizedRange(count - 1, 0)
      .load({ values: true }),
  }));
  return () =>
    new Map(
      pieces.flatMap(({ first, range }) =>
        range.values.map(([value], down): readonly [number, string] => [first + down, cellTextOf(value)]),
      ),
    );
}
