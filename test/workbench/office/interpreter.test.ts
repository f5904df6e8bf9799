import { officeWorkbook, rangePath, sheetPath } from "../../support/office-workbook";

describe("the interpreter", () => {
  it("answers the request that Excel.run sends for a load", () => {
    const { grid, run } = officeWorkbook();
    grid.enter("sheet-1", { row: 0, column: 0, rowCount: 1, columnCount: 2 }, [[1, "two"]], "user");
    let kept = 0;
    let loaded = 0;
    let identified = 0;
    const reply = run((request) => {
      const range = rangePath(request, "A1:B1");
      kept = request.call(range, "_KeepReference");
      identified = request.instantiate(range);
      loaded = request.load(range, "values", "address");
    });

    expect(reply.value(kept)).toBeNull();
    expect(reply.value(identified)).toEqual({ _ReferenceId: "ref1" });
    expect(reply.value(loaded)).toEqual({ _ReferenceId: "ref1", Values: [[1, "two"]], Address: "Sheet1!A1:B1" });
  });

  it("gives worksheets an id, which leads back to them", () => {
    const { run } = officeWorkbook();
    let identified = 0;
    let named = 0;
    const reply = run((request) => {
      const sheets = request.property(request.workbook, "Worksheets");
      identified = request.instantiate(request.method(sheets, "GetActiveWorksheet"));
      named = request.load(request.indexer(sheets, "sheet-1"), "name");
    });

    expect(reply.value(identified)).toEqual({ Id: "sheet-1" });
    expect(reply.value(named)).toEqual({ Id: "sheet-1", Name: "Sheet1" });
  });

  it("keeps a referenced range until it is let go", () => {
    const { run } = officeWorkbook();
    run((request) => request.call(rangePath(request, "C3"), "_KeepReference"));
    let loaded = 0;
    const found = run((request) => {
      loaded = request.load(request.reference("ref1"), "address");
    });
    run((request) => request.call(request.workbook, "_RemoveReference", "ref1"));
    const gone = run((request) => request.load(request.reference("ref1"), "address"));

    expect(found.value(loaded)).toEqual({ _ReferenceId: "ref1", Address: "Sheet1!C3" });
    expect(gone.error?.Code).toBe("InvalidReference");
  });

  it("resolves a path once for each request", () => {
    const { grid, run } = officeWorkbook();
    run((request) => {
      const added = request.method(request.property(request.workbook, "Worksheets"), "Add", "New");
      request.instantiate(added);
      request.load(added, "name");
    });

    expect(grid.sheets().map(({ name }) => name)).toEqual(["Sheet1", "New"]);
  });

  it("answers null where an xOrNullObject method finds nothing, and for all that follows from it", () => {
    const { run } = officeWorkbook();
    let missing = 0;
    let below = 0;
    let asJson = 0;
    const reply = run((request) => {
      const sheet = request.method(request.property(request.workbook, "Worksheets"), "GetItemOrNullObject", "Nope");
      missing = request.instantiate(sheet);
      below = request.load(request.method(sheet, "GetRange", "A1"), "values");
      asJson = request.retrieve(sheet, "name");
    });

    expect(reply.error).toBeUndefined();
    expect(reply.value(missing)).toBeNull();
    expect(reply.value(below)).toBeNull();
    expect(reply.value(asJson)).toEqual({ _IsNull: true });
  });

  it("takes objects as arguments, also within plain objects", () => {
    const { run } = officeWorkbook();
    let loaded = 0;
    const reply = run((request) => {
      const other = rangePath(request, "C5");
      const bounding = request.method(rangePath(request, "A1"), "GetBoundingRect", { path: other });
      loaded = request.load(bounding, "address");
    });

    expect(reply.value(loaded)).toMatchObject({ Address: "Sheet1!A1:C5" });
  });

  it("selects nested members, pages through collections and gives every scalar when none is named", () => {
    const { grid, run } = officeWorkbook();
    grid.addSheet("Second");
    grid.addSheet("Third");
    let nested = 0;
    let paged = 0;
    let everything = 0;
    const reply = run((request) => {
      nested = request.load(rangePath(request, "A1"), "format/fill/color", "worksheet/name");
      paged = request.page(request.property(request.workbook, "Worksheets"), {
        Select: ["items/name"],
        Skip: 1,
        Top: 1,
      });
      everything = request.load(sheetPath(request));
    });

    expect(reply.value(nested)).toEqual({
      Format: { Fill: { Color: "#FFFFFF" } },
      Worksheet: { Id: "sheet-1", Name: "Sheet1" },
    });
    expect(reply.value(paged)).toEqual({ _Items: [{ Id: "sheet-2", Name: "Second" }] });
    expect(reply.value(everything)).toEqual({
      Id: "sheet-1",
      Name: "Sheet1",
      Position: 0,
      Visibility: "Visible",
    });
  });

  it("expands what a member leads to", () => {
    const { run } = officeWorkbook();
    let loaded = 0;
    const reply = run((request) => {
      loaded = request.page(rangePath(request, "A1"), { Select: ["address"], Expand: ["worksheet"] });
    });

    expect(reply.value(loaded)).toEqual({
      Address: "Sheet1!A1",
      Worksheet: { Id: "sheet-1", Name: "Sheet1", Position: 0, Visibility: "Visible" },
    });
  });

  it("answers for a null object as such, and asks nothing of it", () => {
    const { run } = officeWorkbook();
    let identified = 0;
    let called = 0;
    const reply = run((request) => {
      const nothing = request.nullObject();
      identified = request.instantiate(nothing);
      called = request.call(nothing, "Clear");
      request.set(nothing, "Values", [[1]]);
    });

    expect(reply.error).toBeUndefined();
    expect(reply.value(identified)).toBeNull();
    expect(reply.value(called)).toEqual({ _IsNull: true });
  });

  it("answers retrieve in camel case", () => {
    const { run } = officeWorkbook();
    let loaded = 0;
    const reply = run((request) => {
      loaded = request.retrieve(request.property(request.workbook, "Worksheets"), "name");
    });

    expect(reply.value(loaded)).toEqual({ items: [{ Id: "sheet-1", name: "Sheet1" }] });
  });

  it("updates several members at once", () => {
    const { load, run } = officeWorkbook();
    run((request) => request.update(rangePath(request, "A1"), { Values: [["x"]], NumberFormat: [["0.0"]] }));

    expect(load("A1", "values", "numberFormat")).toMatchObject({ Values: [["x"]], NumberFormat: [["0.0"]] });
  });

  it("lists traced actions, on which event handlers hang", () => {
    const { run } = officeWorkbook();
    let traced = 0;
    const reply = run((request) => {
      request.call(sheetPath(request), "_RegisterDataChangedEvent");
      traced = request.trace();
    });

    expect(reply.error).toBeUndefined();
    expect(reply.traceIds).toEqual([traced]);
    expect(reply.value(traced)).toBeNull();
  });

  it("stops at the first error, keeps what was done and names the action", () => {
    const { load, run } = officeWorkbook();
    const reply = run((request) => {
      request.set(rangePath(request, "A1"), "Values", [["done"]]);
      request.load(request.method(request.property(request.workbook, "Worksheets"), "GetItem", "Nope"), "name");
      request.set(rangePath(request, "A2"), "Values", [["never"]]);
    });

    expect(reply.error).toMatchObject({
      Code: "ItemNotFound",
      ActionIndex: 1,
      Location: "WorksheetCollection.getItem",
    });
    expect(load("A1:A2", "values")).toMatchObject({ Values: [["done"], [""]] });
  });

  it.each([
    ["Worksheet.charts", "property"],
    ["Worksheet.getPivot()", "method"],
    ["Worksheet.tabColor", "scalar"],
    ["Worksheet.tabColor =", "setter"],
    ["Worksheet._RegisterNameChangedEvent()", "event"],
    ["Microsoft.Nothing", "service"],
  ])("reports the missing %s and fails loudly", (member, kind) => {
    const { missing, run } = officeWorkbook();
    const reply = run((request) => {
      const sheet = sheetPath(request);
      if (kind === "property") request.instantiate(request.property(sheet, "Charts"));
      if (kind === "method") request.instantiate(request.method(sheet, "GetPivot"));
      if (kind === "scalar") request.load(sheet, "tabColor");
      if (kind === "setter") request.set(sheet, "TabColor", "#FF0000");
      if (kind === "event") request.call(sheet, "_RegisterNameChangedEvent");
      if (kind === "service") request.instantiate(request.service("Microsoft.Nothing"));
    });

    expect(reply.error?.Code).toBe("ApiNotFound");
    expect(reply.error?.Message).toContain(member);
    expect(missing).toEqual([member]);
  });

  it("passes on what the grid refuses", () => {
    const { grid, run } = officeWorkbook();
    grid.protectSheet("sheet-1", true);
    const reply = run((request) => request.set(rangePath(request, "A1"), "Values", [[1]]));

    expect(reply.error).toMatchObject({ Code: "AccessDenied", Location: "Range.values" });
  });
});
