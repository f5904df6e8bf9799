import type { CellValue } from "../../core/cell-value";
import { assignBlocks } from "./assign-blocks";
import { cellWrite } from "./cell-write";
import { cellTextOf } from "./key-reading";
import { sendEach } from "./portions";
import { partsBySize, writeBlocks } from "./write-blocks";

const sheetTitle = "Enrich receipts";

/** Writes rows, headers first, into a sheet of their own and shows it; a sheet of that name that is not ours is left alone. */
export async function writeReceipts(
  context: Excel.RequestContext,
  rows: readonly (readonly CellValue[])[],
): Promise<{ readonly sheetName: string }> {
  const { sheet, sheetName } = await ownSheet(context, rows[0]?.[0] ?? "");
  await fill(context, sheet, rows);
  sheet.activate();
  await context.sync();
  return { sheetName };
}

/** The sheet that was written last time, emptied; else a new one under the first free name. */
async function ownSheet(
  context: Excel.RequestContext,
  firstHeader: CellValue,
): Promise<{ readonly sheet: Excel.Worksheet; readonly sheetName: string }> {
  const { worksheets } = context.workbook;
  worksheets.load({ name: true });
  await context.sync();
  const known = worksheets.items
    .filter(({ name }) => name === sheetTitle || name.startsWith(`${sheetTitle} (`))
    .map((sheet) => ({ sheet, corner: sheet.getRangeByIndexes(0, 0, 1, 1).load({ values: true }) }));
  await context.sync();
  const own = known.find(({ corner }) => [firstHeader, ""].includes(cellTextOf(corner.values[0]?.[0])));
  if (own !== undefined) {
    own.sheet.getRange().clear("Contents");
    return { sheet: own.sheet, sheetName: own.sheet.name };
  }
  const taken = new Set(known.map(({ sheet }) => sheet.name));
  let sheetName = sheetTitle;
  for (let number = 2; taken.has(sheetName); number += 1) sheetName = `${sheetTitle} (${number})`;
  return { sheet: worksheets.add(sheetName), sheetName };
}

async function fill(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  rows: readonly (readonly CellValue[])[],
): Promise<void> {
  const columnCount = Math.max(1, ...rows.map((row) => row.length));
  const columns = Array.from({ length: columnCount }, (_, column) => column);
  await sendEach(context, partsBySize(rows.map((values, row) => ({ row, values }))), (part) => {
    const placed = part.map(({ row, values }) => ({ row, cells: values.map(cellWrite) }));
    assignBlocks(sheet, writeBlocks(columns, placed));
  });
  const all = sheet.getRangeByIndexes(0, 0, Math.max(1, rows.length), columnCount);
  sheet.getRangeByIndexes(0, 0, 1, columnCount).format.font.bold = true;
  all.format.autofitColumns();
  await context.sync();
}
