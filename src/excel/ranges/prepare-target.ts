import { cellAddress } from "../../core/cell-address";
import { SheetError, type KeyColumn, type PreparedTarget, type Target } from "../../core/run/sheet";
import { isSupported } from "../office";
import { runsOf } from "./address";
import { assignBlocks } from "./assign-blocks";
import { overlapOf } from "./block-overlap";
import { isBlank } from "./cell-before";
import { cellWrite } from "./cell-write";
import { loadCells } from "./cells-reading";
import { followKeys } from "./follow-keys";
import { readUsedKeys } from "./key-reading";
import { mergedAreas } from "./merged-cells";
import { anchorColumns } from "./run-columns";
import { isSameHeader } from "./target-plan";
import { growTable, tableAround } from "./tables";
import { writeBlocks } from "./write-blocks";

/** Makes the target's columns ready; refuses, with nothing changed, where the values could not be written. */
export async function prepareTarget(
  context: Excel.RequestContext,
  key: KeyColumn,
  target: Target,
): Promise<PreparedTarget> {
  const sheet = context.workbook.worksheets.getItem(target.sheetId);
  const keys = await readUsedKeys(context, sheet, key.column);
  if (followKeys(key.cells, keys).size === 0 && key.cells.some(({ text }) => text !== "")) {
    throw new SheetError("excel_refused", "The selected column has moved since it was read. Select it again.");
  }
  const headerRow = target.headerRow === undefined ? undefined : rowNow(target.headerRow, target.keyHeader, keys);
  await refuseMerged(context, sheet, key, target);
  if (target.inserts > 0) {
    sheet
      .getRangeByIndexes(0, key.column + 1, 1, target.inserts)
      .getEntireColumn()
      .insert("Right");
    await context.sync();
  }
  const standing = { key: key.column, columns: target.columns };
  const headersBefore = headerRow === undefined ? [] : await headersAt(context, sheet, headerRow, target.columns);
  refuseOthersHeaders(target, headersBefore);
  const table = await tableAround(context, sheet, { row: key.cells[0]?.row ?? 0, column: key.column });
  if (table !== undefined) growTable(table, target.columns);
  if (headerRow !== undefined) {
    const cells = target.headers.map(cellWrite);
    assignBlocks(sheet, writeBlocks(target.columns, [{ row: headerRow, cells }]));
  }
  await context.sync();
  const anchor = await anchorColumns(context, sheet, standing);
  return { target: { ...target, headerRow, anchor }, headersBefore };
}

/** Somebody may have begun a column of their own since the columns were planned. */
function refuseOthersHeaders({ headers }: Target, headersBefore: PreparedTarget["headersBefore"]): void {
  const isOthers = headersBefore.some((cell, index) => {
    const header = headers[index] ?? "";
    return cell !== undefined && !isBlank(cell) && !isSameHeader(String(cell.formula).replace(/^'/u, ""), header);
  });
  if (isOthers) {
    throw new SheetError("excel_refused", "Somebody has begun to use these columns. Select the list again.");
  }
}

/** Where the header row stands by now; a co-author may have moved it since it was planned. */
export function rowNow(row: number, keyHeader: string, keys: ReadonlyMap<number, string>): number {
  return keyHeader === "" ? row : (followKeys([{ row, text: keyHeader }], keys).get(row) ?? row);
}

async function headersAt(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  row: number,
  columns: readonly number[],
): Promise<PreparedTarget["headersBefore"]> {
  const loaded = loadCells(sheet, [row], columns);
  await context.sync();
  const cellAt = loaded();
  return columns.map((column) => cellAt(row, column));
}

/** Of a merged area Excel keeps the first cell only: what is written into the others is gone. */
async function refuseMerged(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  key: KeyColumn,
  target: Target,
): Promise<void> {
  if (!isSupported("ExcelApi", "1.13")) return;
  const [first, last] = [key.cells[0]?.row ?? 0, key.cells.at(-1)?.row ?? 0];
  const row = Math.min(first, target.headerRow ?? first);
  const columns = target.columns.flatMap((column) =>
    target.inserts === 0 ? [column] : column > key.column + target.inserts ? [column - target.inserts] : [],
  );
  const blocks = runsOf(columns).map((run) => ({
    ...{ row, rowCount: last - row + 1 },
    ...{ column: run.first, columnCount: run.count },
  }));
  const [left, right] = [Math.min(...columns), Math.max(...columns)];
  const written =
    columns.length === 0 ? undefined : sheet.getRangeByIndexes(row, left, last - row + 1, right - left + 1);
  const areas = await mergedAreas(context, sheet, written);
  const inTheWay = areas.find((area) => blocks.some((block) => overlapOf(area, block) !== undefined));
  if (inTheWay === undefined) return;
  const address = `${cellAddress(inTheWay.row, inTheWay.column)}:${cellAddress(
    inTheWay.row + inTheWay.rowCount - 1,
    inTheWay.column + inTheWay.columnCount - 1,
  )}`;
  throw new SheetError("excel_refused", `Merged cells are in the way at ${address}. Unmerge them, then try again.`);
}
