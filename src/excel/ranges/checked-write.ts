import type { CellBefore } from "../../core/run/sheet";
import { assignBlocks } from "./assign-blocks";
import { isBlank } from "./cell-before";
import type { CellWrite } from "./cell-write";
import { loadCells } from "./cells-reading";
import type { StandingColumns } from "./follow-columns";
import { loadKeys } from "./key-reading";
import type { RunColumns } from "./run-columns";
import { writeBlocks } from "./write-blocks";

/** Where a run writes. */
export interface WriteSite {
  readonly context: Excel.RequestContext;
  readonly sheet: Excel.Worksheet;
  readonly columns: RunColumns;
}

/** Cells to be written beside a key that was last seen in `row`. */
export interface KeyedCells {
  /** 0-based. */
  readonly row: number;
  /** What the key column has to say there. */
  readonly text: string;
  readonly cells: readonly CellWrite[];
  /** Positions of cells that are written only where nothing stands. */
  readonly onlyIntoBlank?: ReadonlySet<number>;
}

/** One row as the batch that wrote it found it. */
export interface WrittenRow<Row extends KeyedCells> {
  readonly row: Row;
  /** What the key column said in the moment of writing. */
  readonly textThen: string;
  /** What stood in each cell just before; `undefined` where nothing was written. */
  readonly before: readonly (CellBefore | undefined)[];
  /** It was another row, or other columns: nothing of it was written where it belongs. */
  readonly isMisplaced: boolean;
  /** Positions of the cells that have to be put back. */
  readonly wrong: readonly number[];
}

export interface Written<Row extends KeyedCells> {
  readonly rows: readonly WrittenRow<Row>[];
  /** Where the columns stood in the moment of writing. */
  readonly standing: StandingColumns;
}

/**
 * Writes and, in the same batch, reads beside which keys it wrote and what stood there. The operations of one batch are
 * carried out in order and a co-author's edits arrive between batches, never within one: what was read is what was
 * true while it was written. Nothing can be written on a condition in Excel, so that a wrong cell has to be put back.
 */
export async function writeChecked<Row extends KeyedCells>(
  { context, sheet, columns }: WriteSite,
  rows: readonly Row[],
  /** 0-based, one for each cell of a row. */
  targetColumns: readonly number[],
  /** Where the run's columns were last seen. */
  seen: StandingColumns,
): Promise<Written<Row>> {
  const places = rows.map(({ row }) => row);
  // The key column first: where it has gone, the batch ends before anything is written.
  const keys = loadKeys(columns.keyColumn(), places);
  const standing = columns.load();
  const cells = loadCells(sheet, places, targetColumns);
  assignBlocks(sheet, writeBlocks(targetColumns, rows));
  await context.sync();

  const now = standing();
  const [texts, cellAt] = [keys(), cells()];
  const areColumnsRight = isSameStanding(now, seen);
  return {
    standing: now,
    rows: rows.map((row) => {
      const textThen = texts.get(row.row) ?? "";
      const before = row.cells.map(({ value }, index) =>
        value === null ? undefined : cellAt(row.row, targetColumns[index] ?? -1),
      );
      const isMisplaced = !areColumnsRight || textThen !== row.text;
      const wrong = before.flatMap((cell, index) => {
        if (cell === undefined) return [];
        return isMisplaced || (!isBlank(cell) && row.onlyIntoBlank?.has(index) === true) ? [index] : [];
      });
      return { ...{ row, textThen, before, isMisplaced, wrong } };
    }),
  };
}

export function isSameStanding(one: StandingColumns, other: StandingColumns): boolean {
  return one.key === other.key && one.columns.every((column, index) => column === other.columns[index]);
}
