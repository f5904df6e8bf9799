import { piecesOf, type Run } from "./address";

/** Excel is asked for the visible parts of so many rows at a time. */
const rowsPerReading = 20_000;

/** The rows of these runs that a filter, or somebody, has hidden. */
export async function hiddenRowsOf(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  column: number,
  runs: readonly Run[],
): Promise<ReadonlySet<number>> {
  const pieces = runs
    .flatMap((run) => piecesOf(run, rowsPerReading))
    .map((run) => ({ run, range: sheet.getRangeByIndexes(run.first, column, run.count, 1).load({ rowHidden: true }) }));
  await context.sync();
  const hidden = new Set<number>();
  for (const { run, range } of pieces) {
    // Where some rows are hidden and some are not, Excel says null, which its types leave out.
    const answer: unknown = range.rowHidden;
    if (answer === false) continue;
    const visible = answer === true ? new Set<number>() : await visibleRowsOf(context, range);
    for (let row = run.first; row < run.first + run.count; row += 1) if (!visible.has(row)) hidden.add(row);
  }
  return hidden;
}

async function visibleRowsOf(context: Excel.RequestContext, range: Excel.Range): Promise<ReadonlySet<number>> {
  const visible = range.getSpecialCellsOrNullObject("Visible");
  visible.areas.load({ rowIndex: true, rowCount: true });
  await context.sync();
  if (visible.isNullObject) return new Set();
  const rows = visible.areas.items.flatMap(({ rowIndex, rowCount }) =>
    Array.from({ length: rowCount }, (_, index) => rowIndex + index),
  );
  return new Set(rows);
}
