import type { ChangeSource } from "../../../src/workbench/grid";
import { parseRect } from "../../../src/workbench/office/address";
import { entriesOf } from "../../../src/workbench/office/change-events";
import { officeWorkbook } from "../../support/office-workbook";

const sheetId = "sheet-1";
const rect = parseRect("A2:B3");

function changed(source: ChangeSource, seenBy: ChangeSource) {
  const { book } = officeWorkbook({ source: seenBy });
  const [entry] = entriesOf({ type: "edited", sheetId, rect, source }, book, sheetId);
  return JSON.parse(entry?.[3] ?? "{}") as Record<string, unknown>;
}

describe("events", () => {
  it("tell the sheet's handlers and the workbook's of a change", () => {
    const { book } = officeWorkbook();
    const entries = entriesOf({ type: "edited", sheetId, rect, source: "user" }, book, sheetId);

    expect(entries.map(([category, type, target]) => [category, type, target])).toEqual([
      [65_536, 10, "sheet-1"],
      [65_536, 10, "Workbook"],
      [65_536, 16, "sheet-1"],
      [65_536, 16, "Workbook"],
    ]);
    expect(JSON.parse(entries[0]?.[3] ?? "")).toEqual({
      changeType: "RangeEdited",
      source: "Local",
      triggerSource: "Unknown",
      worksheetId: "sheet-1",
      address: "A2:B3",
      referenceId: "event1",
      shiftDirection: "None",
    });
  });

  it.each([
    ["user", "addin", "Local"],
    ["addin", "addin", "Local"],
    ["coauthor", "addin", "Remote"],
    ["coauthor", "coauthor", "Local"],
    ["user", "coauthor", "Remote"],
    ["addin", "coauthor", "Remote"],
  ] as const)("call an edit by %s, seen by the frame of %s, %s", (source, seenBy, expected) => {
    expect(changed(source, seenBy)).toMatchObject({ source: expected });
  });

  it("mark the add-in's own edits", () => {
    expect(changed("addin", "addin")).toMatchObject({ triggerSource: "ThisLocalAddin" });
    expect(changed("user", "addin")).toMatchObject({ triggerSource: "Unknown" });
  });

  it.each([
    ["rowsInserted", "RowInserted"],
    ["rowsDeleted", "RowDeleted"],
    ["columnsInserted", "ColumnInserted"],
    ["columnsDeleted", "ColumnDeleted"],
  ] as const)("name %s as Excel does", (type, changeType) => {
    const { book } = officeWorkbook();
    const [entry] = entriesOf({ type, sheetId, rect, source: "user" }, book, sheetId);

    expect(JSON.parse(entry?.[3] ?? "")).toMatchObject({ changeType });
  });

  it("find the range again that they named, also after rows were inserted", async () => {
    const { book, grid, run } = officeWorkbook();
    entriesOf({ type: "edited", sheetId, rect, source: "user" }, book, sheetId);
    grid.insertRows(sheetId, 0, 1, "user");
    await Promise.resolve();
    let loaded = 0;
    const reply = run((request) => {
      const range = request.method(request.workbook, "_GetRangeForEventByReferenceId", "event1");
      loaded = request.load(range, "address");
    });

    expect(reply.value(loaded)).toMatchObject({ Address: "Sheet1!A3:B4" });
  });

  it("tell tables of changes in them", () => {
    const { book, model } = officeWorkbook();
    const table = model.tables.add(sheetId, parseRect("A1:B9"), true);
    const entries = entriesOf({ type: "edited", sheetId, rect, source: "user" }, book, sheetId);

    expect(entries.filter(([, type]) => type === 101).map(([, , target]) => target)).toEqual([table.id, "Workbook"]);
  });

  it("tell tables of selections in them", () => {
    const { book, model } = officeWorkbook();
    const table = model.tables.add(sheetId, parseRect("A1:B9"), true);
    const entries = entriesOf({ type: "selected", sheetId, rects: [rect, parseRect("A5")] }, book, sheetId);

    expect(entries.filter(([, type]) => type === 100).map(([, , target]) => target)).toEqual([table.id]);
  });

  it("tell of selections, sheets and sorting", () => {
    const { book } = officeWorkbook();
    const types = [
      entriesOf({ type: "selected", sheetId, rects: [rect] }, book, sheetId),
      entriesOf({ type: "sheetActivated", sheetId: "sheet-2" }, book, sheetId),
      entriesOf({ type: "sheetAdded", sheetId }, book, sheetId),
      entriesOf({ type: "sheetDeleted", sheetId }, book, sheetId),
      entriesOf({ type: "rowsSorted", sheetId, rect, source: "coauthor" }, book, sheetId),
    ].map((entries) => entries.map(([, type, target]) => `${type} ${target}`));

    expect(types).toEqual([
      ["14 sheet-1", "14 Workbook"],
      ["12 sheet-1", "12 Workbook", "11 sheet-2", "11 Workbook"],
      ["13 Workbook"],
      ["15 Workbook"],
      ["10 sheet-1", "10 Workbook", "16 sheet-1", "16 Workbook", "19 sheet-1", "19 Workbook"],
    ]);
  });
});
