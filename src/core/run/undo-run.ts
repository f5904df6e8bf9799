import type { UndoReport, UndoSize } from "./bulk-run";
import type { JournaledRun, JournalRow, RunWork } from "./run-journal";
import type { SheetPort } from "./sheet";

/** What `undoRun` would put back: a cell that was written in several sittings counts once. */
export function undoSizeOf({ prepared, blocks }: JournaledRun): UndoSize {
  const cellsByRow = new Map<number, Set<number>>();
  for (const { row, before } of blocks.flatMap(({ rows }) => rows)) {
    const cells = cellsByRow.get(row) ?? new Set<number>();
    for (const [index, cell] of before.entries()) if (cell !== undefined) cells.add(index);
    if (cells.size > 0) cellsByRow.set(row, cells);
  }
  const cells = [...cellsByRow.values()].reduce((sum, { size }) => sum + size, 0);
  const headers = (prepared?.headersBefore ?? []).filter((cell) => cell !== undefined).length;
  return { rows: cellsByRow.size, cells, headers };
}

/** Puts back what stood in the cells of a run, the last block first; cells that say something else by now are left. */
export async function undoRun(
  sheet: SheetPort,
  { work, prepared, blocks }: JournaledRun & { readonly work: RunWork },
): Promise<UndoReport> {
  const target = prepared?.target ?? work.target;
  const seen = new Set<number>();
  let [restored, left, written] = [0, 0, 0];

  for (const block of blocks.toReversed()) {
    const rows = block.rows.filter(({ before }) => before.some((cell) => cell !== undefined));
    // A row noted twice was written again by a later sitting: below that, what the first one wrote is looked for.
    const [fresh, again] = [rows.filter(({ row }) => !seen.has(row)), rows.filter(({ row }) => seen.has(row))];
    for (const { row } of rows) seen.add(row);
    if (fresh.length > 0) {
      const report = await sheet.restore(work.key, target, fresh);
      restored += report.restored;
      left += report.left;
      written += cellsOf(fresh);
    }
    if (again.length > 0) await sheet.restore(work.key, target, again);
  }
  if (prepared !== undefined) {
    const headers = await sheet.unprepare(work.key, prepared);
    restored += headers.restored;
    left += headers.left;
    written += headers.restored + headers.left;
  }
  return { restored, left, cellsGone: Math.max(0, written - restored - left) };
}

function cellsOf(rows: readonly JournalRow[]): number {
  return rows.reduce((sum, { before }) => sum + before.filter((cell) => cell !== undefined).length, 0);
}
