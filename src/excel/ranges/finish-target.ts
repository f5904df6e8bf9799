import type { KeyColumn, Target } from "../../core/run/sheet";
import { runsOf } from "./address";
import { findRunColumns } from "./run-columns";

/** In points: a headline is cut, but the next column stays in sight. */
const widest = 220;

/** Makes the target's columns wide enough to be read, within bounds; none becomes narrower than it was. */
export async function finishTarget(context: Excel.RequestContext, key: KeyColumn, target: Target): Promise<void> {
  const sheet = context.workbook.worksheets.getItem(target.sheetId);
  const loaded = (await findRunColumns(context, sheet, key, target)).load();
  await context.sync();
  const [rows] = runsOf(
    key.cells.map(({ row }) => row),
    Infinity,
  );
  if (rows === undefined) return;
  const first = Math.min(rows.first, target.headerRow ?? rows.first);
  const formats = loaded().columns.map((column) => {
    const cells = sheet.getRangeByIndexes(first, column, rows.first + rows.count - first, 1);
    const before = cells.format.load({ columnWidth: true });
    cells.format.autofitColumns();
    const fitted = sheet.getRangeByIndexes(first, column, 1, 1).format.load({ columnWidth: true });
    return { before, fitted };
  });
  await context.sync();
  for (const { before, fitted } of formats) {
    const width = Math.max(before.columnWidth, Math.min(fitted.columnWidth, widest));
    if (width !== fitted.columnWidth) fitted.columnWidth = width;
  }
  await context.sync();
}
