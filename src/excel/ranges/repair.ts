import { SheetError } from "../../core/run/sheet";
import { holds, putBack } from "./cell-before";
import { untouched, type CellWrite } from "./cell-write";
import { writeChecked, type KeyedCells, type WriteSite, type Written } from "./checked-write";
import { loadCells } from "./cells-reading";
import type { StandingColumns } from "./follow-columns";
import { readUsedKeys } from "./key-reading";

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
    );
    ({ wrong, columns, seen } = found);
  }
}

export const tooFast = "Rows are being moved faster than they can be written. Try again in a moment.";

/** Where wrong cells stand now: beside the same key, holding what was written into them; deleted ones are left out. */
async function findAgain(
  { context, sheet, columns: runColumns }: WriteSite,
  wrong: readonly WrongCells[],
  last: { readonly columns: readonly number[]; readonly seen: StandingColumns },
): Promise<{ wrong: readonly WrongCells[]; columns: readonly number[]; seen: StandingColumns }> {
  const standing = runColumns.load();
  await context.sync();
  const seen = standing();
  const columns = last.columns.map((column) => column + shiftOf(column, last.seen, seen));
  const keys = await readUsedKeys(context, sheet, seen.key);
  const rowsOf = (text: string): number[] => [...keys].filter(([, now]) => now === text).map(([row]) => row);
  const looks = wrong.map((cells) => ({
    cells,
    candidates: rowsOf(cells.text)
      .sort((one, other) => Math.abs(one - cells.row) - Math.abs(other - cells.row))
      .slice(0, mostCandidates),
  }));
  const loaded = loadCells(
    sheet,
    looks.flatMap(({ candidates }) => candidates),
    columns,
  );
  await context.sync();
  const cellAt = loaded();
  const holdsIt = (row: number, written: readonly CellWrite[]): boolean =>
    columns.every((column, index) => {
      const now = cellAt(row, column);
      return now !== undefined && holds(now, written[index] ?? untouched);
    });
  const taken = new Set<number>();
  const found = looks.flatMap(({ cells, candidates }) => {
    const row = candidates.find((candidate) => !taken.has(candidate) && holdsIt(candidate, cells.written));
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
