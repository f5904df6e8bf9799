import { parseRect } from "../../../src/workbench/office/address";
import { startOfficeClient, type OfficeClient } from "../../support/office-client";
import { officeWorkbook } from "../../support/office-workbook";

/** The real office.js over the workbook, which declares ExcelApi 1.15. */
let client: OfficeClient | undefined;

afterEach(() => client?.dispose());

it("lets an add-in listen to every event of sheets, tables and workbook that ExcelApi 1.15 has", async () => {
  const workbook = officeWorkbook();
  workbook.model.tables.add("sheet-1", parseRect("A1:B9"), true);
  client = startOfficeClient(workbook);

  const names = await Excel.run(async (context) => {
    const { workbook: book } = context;
    const sheet = book.worksheets.getActiveWorksheet().load({ id: true });
    const table = book.tables.getItem("Table1").load({ id: true });
    await context.sync();
    const registered: string[] = [];
    for (const [owner, object] of Object.entries({
      book,
      sheets: book.worksheets,
      sheet,
      tables: book.tables,
      table,
    })) {
      for (const name of eventsOf(object)) {
        listen(object, name, () => Promise.resolve());
        await context.sync();
        registered.push(`${owner}.${name}`);
      }
    }
    return registered;
  });

  expect(workbook.missing).toEqual([]);
  expect(names).toEqual(
    expect.arrayContaining([
      "sheets.onRowHiddenChanged",
      "sheets.onFormulaChanged",
      "table.onChanged",
      "sheet.onCalculated",
    ]),
  );
  expect(names.length).toBeGreaterThan(30);
});

it("tells of a selection, an edit with its calculation, a sort and hidden rows", async () => {
  const workbook = officeWorkbook();
  client = startOfficeClient(workbook);
  const heard: string[] = [];
  await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getActiveWorksheet().load({ id: true });
    await context.sync();
    for (const name of ["onSelectionChanged", "onChanged", "onCalculated", "onRowSorted", "onRowHiddenChanged"]) {
      listen(sheet, name, () => Promise.resolve(void heard.push(name)));
    }
    await context.sync();
  });
  const { grid } = workbook;

  grid.select("sheet-1", [parseRect("B2")]);
  grid.enter("sheet-1", parseRect("A1:A2"), [["b"], ["a"]], "user");
  grid.sort("sheet-1", parseRect("A1:A2"), 0, "user");
  grid.filter("sheet-1", parseRect("A1:A2"), 0, "a");
  await new Promise((resolve) => setImmediate(resolve));

  expect(new Set(heard)).toEqual(
    new Set(["onSelectionChanged", "onChanged", "onCalculated", "onRowSorted", "onRowHiddenChanged"]),
  );
});

/** Of Excel on the web only, and newer than what the workbench declares. */
const online = ["onMoved", "onNameChanged", "onVisibilityChanged"];

/** Events that this version of the library offers; those of newer sets throw where they are read. */
function eventsOf(object: object): readonly string[] {
  const prototype = Object.getPrototypeOf(object) as object;
  return Object.getOwnPropertyNames(prototype).filter((name) => {
    if (!/^on[A-Z]/u.test(name) || online.includes(name)) return false;
    try {
      return Reflect.get(object, name) !== undefined;
    } catch {
      return false;
    }
  });
}

function listen(object: object, name: string, handler: () => Promise<void>): void {
  (Reflect.get(object, name) as { add(handler: () => Promise<void>): unknown }).add(handler);
}
