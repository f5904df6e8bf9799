import type { CellInput } from "../../../src/workbench/grid";
import { parseRect } from "../../../src/workbench/office/address";
import { officeWorkbook, rangePath, sheetPath } from "../../support/office-workbook";

function filledWorkbook(address: string, inputs: readonly (readonly CellInput[])[]) {
  const workbook = officeWorkbook();
  workbook.grid.enter("sheet-1", parseRect(address), inputs, "user");
  return workbook;
}

describe("Range", () => {
  it("writes what looks like a formula as one, leaves cells alone for null and clears them for an empty text", () => {
    const { load, run } = filledWorkbook("A1:C1", [["kept", "cleared", "old"]]);
    run((request) => request.set(rangePath(request, "A1:C1"), "Values", [[null, "", "+A1"]]));

    expect(load("A1:C1", "values", "formulas", "valueTypes")).toEqual({
      Values: [["kept", "", 0]],
      Formulas: [["kept", "", "=+A1"]],
      ValueTypes: [["String", "Empty", "Double"]],
    });
  });

  it("keeps text under the format @ set in the same request", () => {
    const { load, run } = officeWorkbook();
    run((request) => {
      const range = rangePath(request, "A1");
      request.set(range, "NumberFormat", [["@"]]);
      request.set(range, "Values", [["=HYPERLINK(1)"]]);
    });

    expect(load("A1", "values", "formulas")).toEqual({
      Values: [["=HYPERLINK(1)"]],
      Formulas: [["=HYPERLINK(1)"]],
    });
  });

  it("fills a block with one value", () => {
    const { load, run } = officeWorkbook();
    run((request) => request.set(rangePath(request, "A1:B2"), "Values", 7));

    expect(load("A1:B2", "values")).toEqual({
      Values: [
        [7, 7],
        [7, 7],
      ],
    });
  });

  it.each([
    ["rows that do not fit", [[1], [2]]],
    ["columns that do not fit", [[1, 2]]],
    ["a text longer than a cell holds", [["x".repeat(32_768)]]],
  ])("refuses %s", (_, values) => {
    const { run } = officeWorkbook();
    const reply = run((request) => request.set(rangePath(request, "A1"), "Values", values));

    expect(reply.error?.Code).toBe("InvalidArgument");
  });

  it("takes a large array in the pieces that office.js cuts it into", () => {
    const { load, run } = officeWorkbook();
    const reply = run((request) => {
      const range = rangePath(request, "B2:C5");
      request.call(range, "_ValidateArraySize", 4, 2);
      for (const from of [0, 2]) {
        const end = request.method(range, "GetRow", from + 1);
        const piece = request.method(request.method(range, "GetRow", from), "GetBoundingRect", { path: end });
        request.set(piece, "Values", [
          [from, "x"],
          [from + 1, "x"],
        ]);
      }
    });

    expect(reply.error).toBeUndefined();
    expect(load("B2:B5", "values")).toEqual({ Values: [[0], [1], [2], [3]] });
  });

  it("gives null for the cells of whole columns, and their address", () => {
    const { load } = officeWorkbook();

    expect(load("B:C", "values", "address", "isEntireColumn", "rowCount")).toEqual({
      Values: null,
      Address: "Sheet1!B:C",
      IsEntireColumn: true,
      RowCount: 1_048_576,
    });
  });

  it("formats whole columns", () => {
    const { grid, load, run } = officeWorkbook();
    run((request) => {
      const column = rangePath(request, "C:C");
      request.set(column, "NumberFormat", "@");
      const format = request.property(column, "Format");
      request.set(format, "ColumnWidth", 90);
      request.set(request.property(format, "Fill"), "Color", "#FFEEAA");
    });

    expect(load("C999", "numberFormat", "format/fill/color", "format/columnWidth")).toEqual({
      NumberFormat: [["@"]],
      Format: { Fill: { Color: "#FFEEAA" }, ColumnWidth: 90 },
    });
    expect(grid.columnWidth("sheet-1", 2)).toBe(120);
  });

  it.each([
    ["GetCell", [1, 1], "C3"],
    ["GetRow", [1], "B3:C3"],
    ["GetColumn", [1], "C2:C4"],
    ["GetOffsetRange", [1, 1], "C3:D5"],
    ["GetResizedRange", [1, 2], "B2:E5"],
    ["GetAbsoluteResizedRange", [1, 1], "B2"],
    ["GetLastRow", [], "B4:C4"],
    ["GetLastColumn", [], "C2:C4"],
    ["GetLastCell", [], "C4"],
    ["GetEntireColumn", [], "B:C"],
    ["GetEntireRow", [], "2:4"],
    ["GetColumnsAfter", [2], "D2:E4"],
    ["GetRowsBelow", [], "B5:C5"],
    ["GetRowsAbove", [], "B1:C1"],
    ["GetColumnsBefore", [1], "A2:A4"],
    ["GetIntersection", ["C1:C9"], "C2:C4"],
    ["GetBoundingRect", ["E9"], "B2:E9"],
    ["GetUsedRange", [], "B3"],
  ])("%s leads to the right cells", (method, args, expected) => {
    const { run } = filledWorkbook("B3:B3", [["x"]]);
    let loaded = 0;
    const reply = run((request) => {
      loaded = request.load(request.method(rangePath(request, "B2:C4"), method, ...args), "address");
    });

    expect(reply.error).toBeUndefined();
    expect(reply.value(loaded)).toMatchObject({ Address: `Sheet1!${expected}` });
  });

  it("finds the region around a cell", () => {
    const { run } = filledWorkbook("B2:D5", [
      ["h1", "h2", ""],
      [1, "", ""],
      ["", 2, ""],
      ["", "", "far"],
    ]);
    let loaded = 0;
    const reply = run((request) => {
      loaded = request.load(request.method(rangePath(request, "B2"), "GetSurroundingRegion"), "address");
    });

    expect(reply.value(loaded)).toMatchObject({ Address: "Sheet1!B2:D5" });
  });

  it("refuses to leave the sheet", () => {
    const { run } = officeWorkbook();
    const reply = run((request) => request.load(request.method(rangePath(request, "A1"), "GetOffsetRange", -1, 0)));

    expect(reply.error?.Code).toBe("InvalidArgument");
  });

  it("clips a whole column to what is used, and to nothing where nothing is", () => {
    const { run } = filledWorkbook("B2:B4", [["a"], [""], ["b"]]);
    let used = 0;
    let unused = 0;
    let apart = 0;
    const reply = run((request) => {
      used = request.load(request.method(rangePath(request, "B:B"), "GetUsedRangeOrNullObject", true), "address");
      unused = request.load(request.method(rangePath(request, "D:D"), "GetUsedRangeOrNullObject", true), "address");
      apart = request.load(request.method(rangePath(request, "A1"), "GetIntersectionOrNullObject", "B2"), "address");
    });

    expect(reply.value(used)).toMatchObject({ Address: "Sheet1!B2:B4" });
    expect(reply.value(unused)).toBeNull();
    expect(reply.value(apart)).toBeNull();
  });

  it("finds formulas, constants, blanks and visible rows", () => {
    const { grid, run } = filledWorkbook("A1:B3", [
      ["head", "=1"],
      [1, "=2"],
      ["x", ""],
    ]);
    grid.filter("sheet-1", { row: 0, column: 0, rowCount: 3, columnCount: 1 }, 0, "x");
    const wanted = ["Formulas", "Constants", "Blanks", "Visible"];
    let loads: number[] = [];
    const reply = run((request) => {
      const range = rangePath(request, "A1:B3");
      loads = wanted.map((kind) =>
        request.load(request.method(range, "GetSpecialCells", kind), "address", "areaCount"),
      );
    });

    expect(loads.map((id) => reply.value(id))).toEqual([
      { Address: "Sheet1!B1:B2", AreaCount: 1 },
      { Address: "Sheet1!A1:A3", AreaCount: 1 },
      { Address: "Sheet1!B3", AreaCount: 1 },
      { Address: "Sheet1!A1:B1,Sheet1!A3:B3", AreaCount: 2 },
    ]);
  });

  it("finds no special cells as ItemNotFound, or as a null object", () => {
    const { run } = officeWorkbook();
    let nothing = 0;
    const reply = run((request) => {
      nothing = request.instantiate(
        request.method(rangePath(request, "A1"), "GetSpecialCellsOrNullObject", "Formulas"),
      );
      request.instantiate(request.method(rangePath(request, "A1"), "GetSpecialCells", "Formulas"));
    });

    expect(reply.value(nothing)).toBeNull();
    expect(reply.error?.Code).toBe("ItemNotFound");
  });

  it("shows a filtered block as its visible rows", () => {
    const { grid, load, run } = filledWorkbook("A1:A3", [["head"], ["y"], ["x"]]);
    grid.filter("sheet-1", parseRect("A1:A3"), 0, "x");
    let loaded = 0;
    const reply = run((request) => {
      const view = request.method(rangePath(request, "A1:A3"), "GetVisibleView");
      loaded = request.load(view, "values", "cellAddresses", "rowCount");
    });

    expect(reply.value(loaded)).toEqual({
      Values: [["head"], ["x"]],
      CellAddresses: [["A1"], ["A3"]],
      RowCount: 2,
    });
    expect(load("A2", "rowHidden")).toEqual({ RowHidden: true });
    expect(load("A1:A2", "rowHidden")).toEqual({ RowHidden: null });
  });

  it("follows its cells when rows are inserted above and deleted, by anyone", async () => {
    const { grid, run } = officeWorkbook();
    run((request) => request.call(rangePath(request, "B5:C6"), "_KeepReference"));
    run((request) => {
      request.call(request.method(rangePath(request, "A1"), "GetEntireRow"), "Insert", "Down");
    });
    grid.insertRows("sheet-1", 0, 2, "coauthor");
    grid.deleteRows("sheet-1", 7, 1, "user");
    grid.insertColumns("sheet-1", 2, 1, "user");
    await Promise.resolve();
    let loaded = 0;
    const reply = run((request) => {
      loaded = request.load(request.reference("ref1"), "address");
    });

    expect(reply.value(loaded)).toMatchObject({ Address: "Sheet1!B8:D8" });
  });

  it("follows an insertion within the request that makes it", () => {
    const { run } = officeWorkbook();
    let moved = 0;
    let inserted = 0;
    const reply = run((request) => {
      const cell = rangePath(request, "D4");
      request.instantiate(cell);
      const column = request.method(rangePath(request, "B:C"), "Insert", "Right");
      inserted = request.load(column, "address");
      moved = request.load(cell, "address");
    });

    expect(reply.value(inserted)).toMatchObject({ Address: "Sheet1!B:C" });
    expect(reply.value(moved)).toMatchObject({ Address: "Sheet1!F4" });
  });

  it("is no longer valid once its cells are deleted", async () => {
    const { grid, run } = officeWorkbook();
    run((request) => request.call(rangePath(request, "B5"), "_KeepReference"));
    grid.deleteRows("sheet-1", 4, 1, "coauthor");
    await Promise.resolve();
    const reply = run((request) => request.load(request.reference("ref1"), "address"));

    expect(reply.error?.Code).toBe("InvalidReference");
  });

  it("says that it cannot insert part of a row", () => {
    const { missing, run } = officeWorkbook();
    run((request) => request.call(rangePath(request, "B2:C3"), "Insert", "Down"));

    expect(missing[0]).toContain("Range.insert()");
  });

  it("clears contents without formats, whole columns included", () => {
    const { load, run } = filledWorkbook("A1:A2", [["a"], ["b"]]);
    run((request) => {
      request.set(request.property(request.property(rangePath(request, "A1"), "Format"), "Font"), "Bold", true);
      request.call(rangePath(request, "A:A"), "Clear", "Contents");
    });

    expect(load("A1:A2", "values")).toEqual({ Values: [[""], [""]] });
    expect(load("A1", "format/font/bold")).toEqual({ Format: { Font: { Bold: true } } });
  });

  it("gives null for a format that cells do not share", () => {
    const { load, run } = officeWorkbook();
    run((request) =>
      request.set(request.property(request.property(rangePath(request, "A1"), "Format"), "Fill"), "Color", "#FF0000"),
    );

    expect(load("A1:A2", "format/fill/color")).toEqual({ Format: { Fill: { Color: null } } });
  });

  it("sorts its rows by a key", () => {
    const { load, run } = filledWorkbook("A1:B3", [
      ["name", "age"],
      ["b", 2],
      ["a", 1],
    ]);
    run((request) => {
      const sort = request.property(rangePath(request, "A1:B3"), "Sort");
      request.call(sort, "Apply", [{ key: 0, ascending: true }], false, true);
    });

    expect(load("A1:B3", "values")).toEqual({
      Values: [
        ["name", "age"],
        ["a", 1],
        ["b", 2],
      ],
    });
  });

  it("calculates what it holds again", () => {
    const { grid, run } = filledWorkbook("A1:A2", [["=1"], ["=2"]]);
    run((request) => request.call(rangePath(request, "A:A"), "SetDirty"));

    expect(grid.recalculated).toEqual([{ sheetId: "sheet-1", rect: parseRect("A1:A2") }]);
  });

  it("reads addresses with sheets, names and tables in them", () => {
    const { grid, model, run } = officeWorkbook();
    const second = grid.addSheet("It's here");
    model.names.add("Rates", "='It''s here'!$B$2:$B$3", {});
    model.tables.add(second, parseRect("D1:E4"), true);
    let loads: number[] = [];
    const reply = run((request) => {
      loads = ["'It''s here'!A1", "Rates", "Table1", "$B$2:C3"].map((address) =>
        request.load(rangePath(request, address), "address"),
      );
    });

    expect(loads.map((id) => reply.value(id))).toEqual([
      { Address: "'It''s here'!A1" },
      { Address: "'It''s here'!B2:B3" },
      { Address: "'It''s here'!D1:E4" },
      { Address: "Sheet1!B2:C3" },
    ]);
  });

  it.each(["", "A", "1", "A1:B", "ZZZZ1", "A0", "A1:B2:C3", "XFE1", "A1048577"])(
    "refuses the address %p",
    (address) => {
      const { run } = officeWorkbook();
      const reply = run((request) => request.instantiate(rangePath(request, address)));

      expect(reply.error?.Code).toBe("InvalidArgument");
    },
  );

  it("gives several areas of a sheet", () => {
    const { run } = officeWorkbook();
    let areas = 0;
    let items = 0;
    const reply = run((request) => {
      const ranges = request.method(sheetPath(request), "GetRanges", "A1:A2,C3");
      areas = request.load(ranges, "address", "areaCount", "cellCount");
      items = request.load(request.property(ranges, "Areas"), "address");
    });

    expect(reply.value(areas)).toEqual({ Address: "Sheet1!A1:A2,Sheet1!C3", AreaCount: 2, CellCount: 3 });
    expect(reply.value(items)).toEqual({ _Items: [{ Address: "Sheet1!A1:A2" }, { Address: "Sheet1!C3" }] });
  });
});
