import { parseRect } from "../../../src/workbench/office/address";
import { createWorkbookModel } from "../../../src/workbench/office/workbook-model";
import { createFakeGrid } from "../../support/fake-grid";
import { officeWorkbook, rangePath, sheetPath } from "../../support/office-workbook";

describe("Workbook", () => {
  it("leads to what is selected, but not as one range where several blocks are", () => {
    const { grid, run } = officeWorkbook();
    grid.select("sheet-1", [parseRect("A1:A2"), parseRect("C3")]);
    let areas = 0;
    let active = 0;
    const reply = run((request) => {
      areas = request.load(request.method(request.workbook, "GetSelectedRanges"), "address");
      active = request.load(request.method(request.workbook, "GetActiveCell"), "address");
      request.load(request.method(request.workbook, "GetSelectedRange"), "address");
    });

    expect(reply.value(areas)).toMatchObject({ Address: "Sheet1!A1:A2,Sheet1!C3" });
    expect(reply.value(active)).toMatchObject({ Address: "Sheet1!C3" });
    expect(reply.error?.Code).toBe("InvalidSelection");
  });

  it("selects and activates", () => {
    const { grid, run } = officeWorkbook();
    const second = grid.addSheet("Second");
    run((request) => {
      const sheet = request.method(request.property(request.workbook, "Worksheets"), "GetItem", "second");
      request.call(request.method(sheet, "GetRange", "B2"), "Select");
    });

    expect(grid.selection()).toEqual({ sheetId: second, rects: [parseRect("B2")] });
    expect(grid.activeSheetId()).toBe(second);
  });

  it("takes a selection of all drawn rows for whole columns", () => {
    const { grid, run } = officeWorkbook();
    const { rows } = grid.size("sheet-1");
    grid.select("sheet-1", [{ row: 0, column: 1, rowCount: rows, columnCount: 2 }]);
    let selected = 0;
    const reply = run((request) => {
      selected = request.load(request.method(request.workbook, "GetSelectedRange"), "address", "isEntireColumn");
    });

    expect(reply.value(selected)).toEqual({ Address: "Sheet1!B:C", IsEntireColumn: true });
  });

  it("selects whole columns as far as they are drawn", () => {
    const { grid, run } = officeWorkbook();
    run((request) => request.call(rangePath(request, "C:C"), "Select"));

    expect(grid.selection().rects).toEqual([
      { row: 0, column: 2, rowCount: grid.size("sheet-1").rows, columnCount: 1 },
    ]);
  });

  it("takes its name from its address", () => {
    const { run } = officeWorkbook();
    let loaded = 0;
    const reply = run((request) => {
      loaded = request.load(request.workbook, "name");
    });

    expect(reply.value(loaded)).toEqual({ Name: "My book.xlsx" });
  });

  it("adds, renames, hides, copies and deletes worksheets", () => {
    const { grid, model, run } = officeWorkbook();
    const reply = run((request) => {
      const sheets = request.property(request.workbook, "Worksheets");
      const receipts = request.method(sheets, "Add", "Receipts");
      request.set(receipts, "Name", "Runs");
      request.set(receipts, "Visibility", "VeryHidden");
      request.instantiate(request.method(sheetPath(request), "Copy", "End"));
      request.call(request.method(sheets, "GetItem", "Sheet1"), "Delete");
    });

    expect(reply.error).toBeUndefined();
    expect(grid.sheets().map(({ name }) => name)).toEqual(["Sheet1 (2)", "Runs"]);
    expect(model.visibility("sheet-2")).toBe("VeryHidden");
  });

  it("says whether a sheet is protected, and protects it", () => {
    const { grid, run } = officeWorkbook();
    let before = 0;
    let after = 0;
    const reply = run((request) => {
      const protection = request.property(sheetPath(request), "Protection");
      before = request.load(protection, "protected");
      request.call(protection, "Protect");
      after = request.load(protection, "protected");
    });

    expect([reply.value(before), reply.value(after)]).toEqual([{ Protected: false }, { Protected: true }]);
    expect(grid.isProtected("sheet-1")).toBe(true);
  });

  it("shares settings between the workbook and the document", () => {
    const { book, run } = officeWorkbook();
    let before = 0;
    let none = 0;
    const reply = run((request) => {
      const settings = request.property(request.workbook, "Settings");
      before = request.load(request.method(settings, "GetItem", "saved"), "value");
      none = request.instantiate(request.method(settings, "GetItemOrNullObject", "nope"));
      request.instantiate(request.method(settings, "Add", "fields", { list: ["a", "b"] }));
      request.call(request.method(settings, "GetItem", "saved"), "Delete");
    });

    expect(reply.value(before)).toMatchObject({ Value: "before" });
    expect(reply.value(none)).toBeNull();
    expect(book.settings.entries()).toEqual([["fields", '{"list":["a","b"]}']]);
  });

  it("calculates everything again only when asked to in full", () => {
    const { grid, run } = officeWorkbook();
    run((request) => request.call(request.property(request.workbook, "Application"), "Calculate", "Recalculate"));
    expect(grid.recalculated).toHaveLength(0);

    run((request) => request.call(request.property(request.workbook, "Application"), "Calculate", "Full"));
    expect(grid.recalculated).toHaveLength(1);
  });

  it("switches an add-in's own events off", () => {
    const { book, run } = officeWorkbook();
    run((request) => request.set(request.property(request.workbook, "_Runtime"), "EnableEvents", false));

    expect(book.eventsEnabled).toBe(false);
  });
});

describe("Names", () => {
  it("stand for cells, and follow them", async () => {
    const { grid, run } = officeWorkbook();
    run((request) => {
      const names = request.property(request.workbook, "Names");
      request.instantiate(request.method(names, "Add", "Keys", { path: rangePath(request, "A2:A9") }));
    });
    grid.insertRows("sheet-1", 0, 1, "coauthor");
    await Promise.resolve();
    let name = 0;
    let range = 0;
    const reply = run((request) => {
      const item = request.method(request.property(request.workbook, "Names"), "GetItem", "keys");
      name = request.load(item, "type", "formula", "value", "scope", "visible");
      range = request.load(request.method(item, "GetRange"), "address");
    });

    expect(reply.value(name)).toMatchObject({
      Type: "Range",
      Formula: "=Sheet1!$A$3:$A$10",
      Value: "Sheet1!$A$3:$A$10",
      Scope: "Workbook",
      Visible: true,
    });
    expect(reply.value(range)).toMatchObject({ Address: "Sheet1!A3:A10" });
  });

  it("hold hidden constants, which can be changed and deleted", () => {
    const { model, run } = officeWorkbook();
    run((request) => {
      const lease = request.method(request.property(request.workbook, "Names"), "Add", "Lease", '="a ""b"""', "who");
      request.set(lease, "Visible", false);
    });
    let first = 0;
    const reply = run((request) => {
      const lease = request.method(request.property(request.workbook, "Names"), "GetItem", "Lease");
      first = request.load(lease, "value", "type", "visible", "comment");
      request.set(lease, "Formula", "=42");
    });
    expect(reply.value(first)).toMatchObject({ Value: 'a "b"', Type: "String", Visible: false, Comment: "who" });
    expect(model.names.find("lease", undefined)?.target).toMatchObject({ value: 42 });

    run((request) =>
      request.call(request.method(request.property(request.workbook, "Names"), "GetItem", "Lease"), "Delete"),
    );
    expect(model.names.inScope(undefined)).toEqual([]);
  });

  it.each([
    ["a name with a space", "My name", "=1"],
    ["a name like a cell", "AB12", "=1"],
    ["a text longer than a formula takes", "Long", `="${"x".repeat(256)}"`],
    ["a formula that is too long", "Longer", `=${"1".repeat(8193)}`],
  ])("refuse %s", (_, name, formula) => {
    const { run } = officeWorkbook();
    const reply = run((request) => request.call(request.property(request.workbook, "Names"), "Add", name, formula));

    expect(reply.error?.Code).toBe("InvalidArgument");
  });

  it("refuse a name that is taken, but not by another sheet", () => {
    const { run } = officeWorkbook();
    const add = (scope: "sheet" | "workbook") =>
      run((request) => {
        const owner = scope === "sheet" ? sheetPath(request) : request.workbook;
        request.call(request.property(owner, "Names"), "Add", "Once", "=1");
      }).error?.Code;

    expect([add("workbook"), add("sheet"), add("workbook")]).toEqual([undefined, undefined, "ItemAlreadyExists"]);
  });

  it("come to nothing when their cells are deleted", async () => {
    const { grid, model, run } = officeWorkbook();
    const name = model.names.add("Gone", "=Sheet1!$A$2", {});
    grid.deleteRows("sheet-1", 1, 1, "user");
    await Promise.resolve();
    let range = 0;
    const reply = run((request) => {
      const item = request.method(request.property(request.workbook, "Names"), "GetItem", "Gone");
      range = request.instantiate(request.method(item, "GetRangeOrNullObject"));
    });

    expect(model.names.formulaOf(name)).toBe("=#REF!");
    expect(reply.value(range)).toBeNull();
  });

  it("go with their sheet, and are copied with it", async () => {
    const { grid, model } = officeWorkbook();
    model.names.add("Local", "=Sheet1!$B$2", { sheetId: "sheet-1" });
    const copy = model.copySheet("sheet-1");
    const copied = model.names.find("local", copy);
    expect(copied && model.names.formulaOf(copied)).toBe("='Sheet1 (2)'!$B$2");

    grid.deleteSheet("sheet-1");
    await Promise.resolve();
    expect(model.names.find("local", "sheet-1")).toBeUndefined();
  });

  it("do not lose their cells when a client lets go of a range they gave", async () => {
    const { grid, model, run } = officeWorkbook();
    const name = model.names.add("Kept", "=Sheet1!$A$5", {});
    run((request) => {
      const item = request.method(request.property(request.workbook, "Names"), "GetItem", "Kept");
      request.call(request.method(item, "GetRange"), "_KeepReference");
    });
    run((request) => request.call(request.workbook, "_RemoveReference", "ref1"));
    grid.insertRows("sheet-1", 0, 1, "user");
    await Promise.resolve();

    expect(model.names.formulaOf(name)).toBe("=Sheet1!$A$6");
  });
});

describe("Tables", () => {
  function peopleTable() {
    const workbook = officeWorkbook();
    workbook.grid.enter(
      "sheet-1",
      parseRect("B2:C4"),
      [
        ["Name", "Age"],
        ["Ann", 3],
        ["Bob", 4],
      ],
      "user",
    );
    const table = workbook.model.tables.add("sheet-1", parseRect("B2:C4"), true);
    return { ...workbook, table };
  }

  it("give header, body, columns and rows", () => {
    const { run } = peopleTable();
    let loads: number[] = [];
    const reply = run((request) => {
      const table = request.method(request.property(request.workbook, "Tables"), "GetItem", "table1");
      const columns = request.property(table, "Columns");
      loads = [
        request.load(request.method(table, "GetHeaderRowRange"), "values"),
        request.load(request.method(table, "GetDataBodyRange"), "address"),
        request.load(columns, "items/name", "count"),
        request.load(request.method(request.method(columns, "GetItem", "age"), "GetDataBodyRange"), "values"),
        request.load(request.property(table, "Rows"), "count"),
      ];
    });

    expect(loads.map((id) => reply.value(id))).toEqual([
      { Values: [["Name", "Age"]] },
      { Address: "Sheet1!B3:C4" },
      {
        Count: 2,
        _Items: [
          { Id: 1, Name: "Name" },
          { Id: 2, Name: "Age" },
        ],
      },
      { Values: [[3], [4]] },
      expect.objectContaining({ Count: 2 }),
    ]);
  });

  it.each([
    ["just below", "B5:C6", "B2:C6"],
    ["just to the right", "D2:D4", "B2:D4"],
    ["further below", "B7:C7", "B2:C4"],
    ["wider than themselves", "B5:D5", "B2:C4"],
  ])("grow over cells filled %s as Excel's do", (_, written, expected) => {
    const { run, table } = peopleTable();
    run((request) => request.set(rangePath(request, written), "Values", "new"));

    expect(table.place.rect()).toEqual(parseRect(expected));
  });

  it("grow over what people type, but not over what they clear", async () => {
    const { grid, table } = peopleTable();
    grid.enter("sheet-1", parseRect("B5"), [[""]], "user");
    await Promise.resolve();
    expect(table.place.rect()).toEqual(parseRect("B2:C4"));

    grid.enter("sheet-1", parseRect("B5"), [["Cy"]], "user");
    await Promise.resolve();
    expect(table.place.rect()).toEqual(parseRect("B2:C5"));
  });

  it("are made, named, resized and turned back into cells", () => {
    const { model, run } = officeWorkbook();
    const reply = run((request) => {
      const tables = request.property(sheetPath(request), "Tables");
      const table = request.method(tables, "Add", "A1:B3", true);
      request.set(table, "Name", "People");
      request.call(table, "Resize", "A1:C9");
    });
    expect(reply.error).toBeUndefined();
    expect(model.tables.find("people")?.place.rect()).toEqual(parseRect("A1:C9"));

    run((request) => {
      const table = request.method(request.property(request.workbook, "Tables"), "GetItem", "People");
      request.instantiate(request.method(table, "ConvertToRange"));
    });
    expect(model.tables.list()).toEqual([]);
  });

  it("do not overlap", () => {
    const { run } = peopleTable();
    const reply = run((request) => request.call(request.property(sheetPath(request), "Tables"), "Add", "C4:D9", true));

    expect(reply.error?.Code).toBe("InvalidArgument");
  });
});

describe("What a file keeps of a workbook", () => {
  it("comes back as it was saved", () => {
    const { grid, model } = officeWorkbook();
    const hiddenSheet = grid.addSheet("Log");
    model.setVisibility(hiddenSheet, "Hidden");
    model.names.add("Keys", "=Sheet1!$A$2:$A$9", { comment: "which" });
    model.names.add("Lease", '="me"', { sheetId: hiddenSheet }).visible = false;
    model.tables.rename(model.tables.add("sheet-1", parseRect("C1:D4"), true), "People");
    const saved = model.snapshot();

    const nextGrid = createFakeGrid();
    nextGrid.addSheet("Log");
    const next = createWorkbookModel(nextGrid);
    next.restore(saved);

    expect(next.snapshot()).toEqual(saved);
    expect(saved.names).toHaveLength(2);
    expect(saved.tables).toMatchObject([{ name: "People", sheet: "Sheet1", address: "C1:D4" }]);
    expect(saved.hiddenSheets).toEqual([{ sheet: "Log", visibility: "Hidden" }]);
  });

  it("opens although a name holds a formula that we do not evaluate, and keeps it", () => {
    const { model } = officeWorkbook();
    const names = [
      { name: "Total", sheet: undefined, reference: "=SUM(Sheet1!A:A)", visible: true, comment: "" },
      { name: "Gone", sheet: "Sheet1", reference: "=#REF!", visible: false, comment: "" },
    ];
    model.restore({ names, tables: [], hiddenSheets: [] });

    expect(model.snapshot().names).toEqual(names);
  });
});
