import type { KeptAnswer } from "../answer";
import type { ModeCount } from "./bulk-run";
import { cellAddress } from "../cell-address";
import type { KeyRow } from "./key-column";
import { isStatusWord, rowValues, type RunColumns } from "./row-values";
import type { FillMode } from "./run-request";
import type { Target, TargetCells, TargetValue } from "./sheet";

/** A row that may be filled, what stands beside it, and the kept answer for its person. */
export interface RowBeside {
  readonly row: KeyRow;
  readonly cells: TargetCells;
  readonly kept: KeptAnswer | undefined;
  /** The kept answer is older than its freshness time. */
  readonly isStale: boolean;
}

/** What each mode would do. */
export interface FillPlan {
  readonly rows: Readonly<Record<FillMode, readonly KeyRow[]>>;
  readonly counts: Readonly<Record<FillMode, ModeCount>>;
}

/** Sorts the rows of a column by what each mode would do with them. */
export function planFill(columns: RunColumns, target: Target, beside: readonly RowBeside[]): FillPlan {
  const modes: Readonly<Record<FillMode, readonly RowBeside[]>> = {
    blanks: beside.filter((row) => hasBlanksToFill(row, columns)),
    stale: beside.filter(({ isStale }) => isStale),
    overwrite: beside,
  };
  const rows = (mode: FillMode): readonly KeyRow[] => modes[mode].map(({ row }) => row);
  const count = (mode: FillMode): ModeCount => ({
    rows: modes[mode].length,
    ...(mode === "blanks" ? nothing : overwrites(columns, target, modes[mode])),
  });
  return {
    rows: { blanks: rows("blanks"), stale: rows("stale"), overwrite: rows("overwrite") },
    counts: { blanks: count("blanks"), stale: count("stale"), overwrite: count("overwrite") },
  };
}

const nothing = { overwrites: 0, first: undefined };

/** An empty cell that something can be written into: the answer that is kept may have nothing for it. */
function hasBlanksToFill({ row, cells: { cells }, kept }: RowBeside, columns: RunColumns): boolean {
  const isBlank = (index: number): boolean => cells[index] === undefined;
  const couldFill = (value: TargetValue, index: number): boolean =>
    isBlank(index) && value !== undefined && value !== "";
  if (row.identifier === undefined || kept !== undefined) {
    return rowValues(kept, columns).some((value, index) => couldFill(value, index));
  }
  return columns.fields.headers.some((_, index) => isBlank(index));
}

/** The run's own words in its status column are no obstacle. */
function overwrites(
  { fields, withStatus }: RunColumns,
  { columns }: Target,
  rows: readonly RowBeside[],
): Pick<ModeCount, "overwrites" | "first"> {
  const statusAt = withStatus ? fields.headers.length : undefined;
  let count = 0;
  let first: string | undefined;
  for (const { row, cells } of rows) {
    for (const [index, text] of cells.cells.entries()) {
      if (text === undefined || (index === statusAt && isStatusWord(text))) continue;
      count += 1;
      first ??= cellAddress(cells.rowNow ?? row.row, columns[index] ?? 0);
    }
  }
  return { overwrites: count, first };
}
