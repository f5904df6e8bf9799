import { SheetError, type KeyColumn } from "../../core/run/sheet";

/** The id under which Excel knows a sheet now. */
export async function sheetIdNow(
  context: Excel.RequestContext,
  { sheetId, sheetName }: Pick<KeyColumn, "sheetId" | "sheetName">,
): Promise<string> {
  const { worksheets } = context.workbook;
  worksheets.load({ id: true, name: true });
  await context.sync();
  const { items } = worksheets;
  const found = items.find(({ id }) => id === sheetId) ?? items.find(({ name }) => name === sheetName);
  if (found === undefined) throw new SheetError("sheet_gone", `The sheet "${sheetName}" is no longer there.`);
  return found.id;
}
