import type { KeyColumn, PreparedTarget, RestoreReport } from "../../core/run/sheet";
import { assignBlocks } from "./assign-blocks";
import { holds, isBlank, putBack } from "./cell-before";
import { cellWrite, untouched } from "./cell-write";
import { loadCells } from "./cells-reading";
import { fullColumns } from "./full-columns";
import { readUsedKeys } from "./key-reading";
import { rowNow } from "./prepare-target";
import { findRunColumns } from "./run-columns";
import { shrinkTable, tableAround } from "./tables";
import { writeBlocks } from "./write-blocks";

/** Excel's last row, 1-based: a column is empty only where it is empty down to it. */
const lastRow = 1_048_576;

/** Puts back what stood in the header cells, takes empty columns out of the table, deletes inserted ones that are empty. */
export async function unprepareTarget(
  context: Excel.RequestContext,
  key: KeyColumn,
  { target, headersBefore }: PreparedTarget,
): Promise<RestoreReport> {
  const sheet = context.workbook.worksheets.getItem(target.sheetId);
  const loaded = (await findRunColumns(context, sheet, key, target)).load();
  await context.sync();
  const standing = loaded();
  const keys = await readUsedKeys(context, sheet, standing.key);
  const headerRow = target.headerRow === undefined ? undefined : rowNow(target.headerRow, target.keyHeader, keys);
  const emptyBelow = await columnsEmptyBelow(context, sheet, standing.columns, headerRow);
  const reportedOn = headersBefore.filter((cell) => cell !== undefined).length;
  let [restored, stillNeeded] = [0, 0];
  if (headerRow !== undefined) {
    const cellsLoaded = loadCells(sheet, [headerRow], standing.columns);
    await context.sync();
    const cellAt = cellsLoaded();
    const isNew = (index: number): boolean => headersBefore[index] !== undefined && isBlank(headersBefore[index]);
    const mayGo = new Set(standing.columns.filter((column, index) => isNew(index) && emptyBelow.has(column)));
    const table = await tableAround(context, sheet, { row: headerRow, column: standing.key });
    const gone = table === undefined ? new Set<number>() : shrinkTable(table, mayGo);
    const cells = standing.columns.map((column, index) => {
      const [before, now] = [headersBefore[index], cellAt(headerRow, column)];
      const isOurs = now !== undefined && holds(now, cellWrite(target.headers[index] ?? ""));
      if (before === undefined || !isOurs) return untouched;
      if (isBlank(before) && !emptyBelow.has(column)) {
        // It heads what somebody typed below: neither put back nor changed.
        stillNeeded += 1;
        return untouched;
      }
      restored += 1;
      return gone.has(column) ? untouched : putBack(before);
    });
    assignBlocks(sheet, writeBlocks(standing.columns, [{ row: headerRow, cells }]));
    await context.sync();
  }
  await deleteEmptyInserted(context, sheet, insertedColumns(key, target, standing.columns));
  return { restored, left: reportedOn - restored - stillNeeded };
}

function insertedColumns(
  key: KeyColumn,
  target: PreparedTarget["target"],
  standing: readonly number[],
): readonly number[] {
  return standing.filter((_, index) => {
    const planned = target.columns[index] ?? 0;
    return planned > key.column && planned <= key.column + target.inserts;
  });
}

async function columnsEmptyBelow(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  columns: readonly number[],
  headerRow: number | undefined,
): Promise<ReadonlySet<number>> {
  const first = headerRow === undefined ? 0 : headerRow + 1;
  const full = await fullColumns(context, sheet, Math.min(...columns), { first, count: lastRow - first });
  return new Set(columns.filter((column) => !full.has(column)));
}

async function deleteEmptyInserted(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  columns: readonly number[],
): Promise<void> {
  const looks = columns.map((column) => {
    const whole = sheet.getRangeByIndexes(0, column, 1, 1).getEntireColumn();
    return { column, whole, used: whole.getUsedRangeOrNullObject(true).load({ rowIndex: true }) };
  });
  await context.sync();
  // From the right, so that the others keep their numbers.
  const empty = looks.filter(({ used }) => used.isNullObject).sort((one, other) => other.column - one.column);
  for (const { whole } of empty) whole.delete("Left");
  await context.sync();
}
