import type { CellBefore } from "../../core/run/sheet";
import { runsOf } from "./address";
import { blockReading, cellBefore } from "./cell-before";

/** Rows further apart than this are read apart. */
const rowGap = 20;

/** Queues the reading of these rows and columns; call the result after the sync. */
export function loadCells(
  sheet: Excel.Worksheet,
  rows: readonly number[],
  columns: readonly number[],
): () => (row: number, column: number) => CellBefore | undefined {
  const blocks = runsOf(rows, rowGap).flatMap((rowRun) =>
    runsOf(columns).map((columnRun) => ({
      ...{ rowRun, columnRun },
      range: sheet.getRangeByIndexes(rowRun.first, columnRun.first, rowRun.count, columnRun.count).load(blockReading),
    })),
  );
  const byRow = new Map<number, (typeof blocks)[number][]>();
  for (const block of blocks) {
    for (let down = 0; down < block.rowRun.count; down += 1) {
      const row = block.rowRun.first + down;
      byRow.set(row, [...(byRow.get(row) ?? []), block]);
    }
  }
  return () => (row, column) => {
    const block = byRow.get(row)?.find(({ columnRun: { first, count } }) => column >= first && column < first + count);
    return block && cellBefore(block.range, row - block.rowRun.first, column - block.columnRun.first);
  };
}
