import type { KeyColumn, Target, TargetOptions } from "../../core/run/sheet";
import { fullColumns } from "./full-columns";
import { readColumn, readRow } from "./key-reading";
import { tableAround } from "./tables";
import { headerRowOf, planColumns, planInsertedColumns } from "./target-plan";

/** Plans without changing anything. */
export async function planTarget(
  context: Excel.RequestContext,
  key: KeyColumn,
  headers: readonly string[],
  { hasHeaderRow, placement }: TargetOptions,
): Promise<Target> {
  const sheet = context.workbook.worksheets.getItem(key.sheetId);
  const [first, last] = [key.cells[0]?.row ?? 0, key.cells.at(-1)?.row ?? 0];
  const above = hasHeaderRow ? [] : await readColumn(context, sheet, key.column, { first: 0, count: first });
  const headerRow = headerRowOf(key, hasHeaderRow, above);
  const headerCells = headerRow === undefined ? new Map<number, string>() : await readRow(context, sheet, headerRow);
  const plan = {
    ...{ sheetId: key.sheetId, headerRow, headers },
    keyHeader: headerCells.get(key.column) ?? "",
  };
  if (placement === "insert") return { ...plan, ...planInsertedColumns(key.column, headers, headerCells) };
  // A table that takes the new columns in takes all their cells beside its rows, selected or not.
  const table = await tableAround(context, sheet, { row: first, column: key.column });
  const rows =
    table === undefined ? { first, count: last - first + 1 } : { first: table.block.row, count: table.block.rowCount };
  const full = await fullColumns(context, sheet, key.column + 1, rows);
  return { ...plan, inserts: 0, columns: planColumns(key.column, headers, headerCells, full) };
}
