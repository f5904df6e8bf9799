import { SheetError } from "../../core/run/sheet";
import { holds, putBack } from "./cell-before";
import { untouched, type CellWrite } from "./cell-write";
import { isSameStanding, writeChecked, type KeyedCells, type WriteSite, type Written } from "./checked-write";
import { loadCells } from "./cells-reading";
import type { StandingColumns } from "./follow-columns";
import { loadKeys, readUsedKeys } from "./key-reading";

/** Cells that were written in a wrong place, with what has to come back there. */
interface WrongCells extends KeyedCells {
  /** What now stands there wrongly: by it the cells are known again. */
  readonly written: readonly CellWrite[];
}

/** More than this and somebody moves rows faster than Excel carries out requests. */
const mostRounds = 100;

/**
 * Puts back at once what stood in cells that were written beside the wrong key, or over what somebody had just typed;
 * follows them where they were moved again meanwhile. Resolves when nothing wrong is left on the sheet.
 */
export async function repair(
  site: WriteSite,
  { rows, standing }: Written<KeyedCells>,
  targetColumns: readonly number[],
  patience: { rounds: number } = { rounds: mostRounds },
): Promise<void> {
  let wrong: readonly WrongCells[] = rows
    .filter((row) => row.wrong.length > 0)
    .map(({ row, textThen, before, wrong: positions }) => {
      const only = <Item>(pick: (index: number) => Item | undefined, rest: Item): Item[] =>
        row.cells.map((_, index) => (positions.includes(index) ? (pick(index) ?? rest) : rest));
      const cells = only((index) => before[index] && putBack(before[index]), untouched);
      // Where the keys themselves were written over, a row is known by what stands in the key's place now.
      const over = row.cells[targetColumns.indexOf(standing.key)]?.value ?? textThen;
      return { row: row.row, text: String(over), cells, written: only((index) => row.cells[index], untouched) };
    });
  let [columns, seen] = [targetColumns, standing];
  while (wrong.length > 0) {
    patience.rounds -= 1;
    if (patience.rounds < 0) throw new SheetError("excel_refused", tooFast);
    const result: Written<WrongCells> = await writeChecked(site, wrong, columns, seen);
    const missed = { ...result, rows: result.rows.filter((row) => row.wrong.length > 0) };
    if (missed.rows.length === 0) return;
    await repair(site, missed, columns, patience);
    const found = await findAgain(
      site,
      missed.rows.map(({ row }) => row),
      { columns, seen },
      patience,
    );
    ({ wrong, columns, seen } = found);
  }
}

export const tooFast = "Rows are being moved faster than they can be written. Try again in a moment.";

interface Found {
  readonly wrong: readonly WrongCells[];
  readonly columns: readonly number[];
  readonly seen: StandingColumns;
}

/** Where wrong cells stand now: beside the same key, holding what was written into them; deleted ones are left out. */
async function findAgain(
  site: WriteSite,
  wrong: readonly WrongCells[],
  last: Pick<Found, "columns" | "seen">,
  patience: { rounds: number },
): Promise<Found> {
  const { context, sheet, columns: runColumns } = site;
  const standing = runColumns.load();
  await context.sync();
  const seen = standing();
  const columns = last.columns.map((column) => column + shiftOf(column, last.seen, seen));
  const keys = await readUsedKeys(context, sheet, seen.key);
  const candidates = wrong.map(({ row: place, text }) =>
    [...keys]
      .flatMap(([row, now]) => (now === text ? [row] : []))
      .sort((one, other) => Math.abs(one - place) - Math.abs(other - place))
      .slice(0, mostCandidates),
  );
  const rows = candidates.flat();
  const [cellsLoaded, keysLoaded] = [loadCells(sheet, rows, columns), loadKeys(runColumns.keyColumn(), rows)];
  const stillStanding = runColumns.load();
  await context.sync();
  const [cellAt, keysNow] = [cellsLoaded(), keysLoaded()];
  if (!isSameStanding(stillStanding(), seen) || rows.some((row) => keysNow.get(row) !== keys.get(row))) {
    // Moved between the two readings: what was not found may only have been missed.
    patience.rounds -= 1;
    if (patience.rounds < 0) throw new SheetError("excel_refused", tooFast);
    return findAgain(site, wrong, last, patience);
  }
  const holdsIt = (row: number, written: readonly CellWrite[]): boolean =>
    columns.every((column, index) => {
      const now = cellAt(row, column);
      return now !== undefined && holds(now, written[index] ?? untouched);
    });
  const taken = new Set<number>();
  const found = wrong.flatMap((cells, index) => {
    const row = candidates[index]?.find((candidate) => !taken.has(candidate) && holdsIt(candidate, cells.written));
    if (row === undefined) return [];
    taken.add(row);
    return [{ ...cells, row }];
  });
  return { wrong: found, columns, seen };
}

/** Rows with the same key that are looked at, the nearest first. */
const mostCandidates = 50;

/** How far a column moved, by the run's nearest column at or left of it. */
function shiftOf(column: number, before: StandingColumns, now: StandingColumns): number {
  const moved = [
    { from: before.key, to: now.key },
    ...before.columns.map((from, index) => ({ from, to: now.columns[index] ?? from })),
  ];
  const left = moved.filter(({ from }) => from <= column).sort((one, other) => other.from - one.from)[0];
  return left === undefined ? 0 : left.to - left.from;
}
