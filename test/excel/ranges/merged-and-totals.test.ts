import { openExcelPeople, preparedColumns, type ExcelPeople } from "../../support/excel-people";

let open: ExcelPeople | undefined;
afterEach(() => {
  expect(open?.workbook.missing).toEqual([]);
  open?.close();
});

const url = (slug: string): string => `https://www.linkedin.com/in/${slug}`;

const list = [
  ["Profile", "Team"],
  [url("ada"), "red"],
  ["", "blue"],
  ["", "green"],
  [url("bob"), "red"],
];

function opened(rows = list): ExcelPeople {
  open = openExcelPeople(rows);
  return open;
}

async function merge(address: string): Promise<void> {
  await Excel.run(async (context) => {
    context.workbook.worksheets.getItem("People").getRange(address).merge();
    await context.sync();
  });
}

const written = (slug: string, row: number) => ({ row, keyText: url(slug), values: [slug, "Matched"] });

describe("merged cells", () => {
  it("are read once, as what their first cell says, and are counted as merged, not as blank", async () => {
    const { sheet, select } = opened();
    await merge("A2:A4");
    select([0, 0, 5, 1]);

    const key = await sheet.selection({ visibleOnly: false });

    expect(key?.cells.map(({ text }) => text)).toEqual(["Profile", url("ada"), url("bob")]);
    expect(key?.notes.mergedCells).toBe(3);
  });

  it("are written beside their first row only", async () => {
    const people = opened();
    await merge("A2:A4");
    const { key, prepared } = await preparedColumns(people, { rows: 5, headers: ["name", "Enrich status"] });

    const report = await people.sheet.write(key, prepared.target, [written("ada", 1), written("bob", 4)]);

    expect(report).toEqual({ written: 2, vanished: [] });
    expect(people.texts().map((row) => row.slice(2))).toEqual([
      ...[
        ["name", "Enrich status"],
        ["ada", "Matched"],
        ["", ""],
        ["", ""],
        ["bob", "Matched"],
      ],
    ]);
  });

  it("are still found when a co-author has inserted rows above and within them", async () => {
    const people = opened();
    await merge("A2:A4");
    const { key, prepared } = await preparedColumns(people, { rows: 5, headers: ["name", "Enrich status"] });
    people.coauthor.insertRows(3, 1);
    people.coauthor.insertRows(1, 2);

    await people.sheet.write(key, prepared.target, [written("ada", 1), written("bob", 4)]);

    expect([people.text(3, 0), people.text(3, 2), people.text(7, 0), people.text(7, 2)]).toEqual([
      ...[url("ada"), "ada", url("bob"), "bob"],
    ]);
    people.select([0, 0, 8, 1]);
    expect((await people.sheet.selection({ visibleOnly: false }))?.notes.mergedCells).toBe(4);
  });

  it("in the way of the values are refused before anything is written, with where they are", async () => {
    const people = opened();
    people.select([0, 0, 5, 1]);
    const key = await people.sheet.selection({ visibleOnly: false });
    const target = await people.sheet.planTarget(key!, ["name"], { hasHeaderRow: true, placement: "free" });
    await merge("C3:D4");

    await expect(people.sheet.prepare(key!, target)).rejects.toThrow(
      "Merged cells are in the way at C3:D4. Unmerge them, then try again.",
    );
    expect(people.texts()).toEqual(list);
  });
});

describe("a table's row of totals", () => {
  const people = [
    ["Profile", "Team"],
    [url("ada"), "red"],
    [url("bob"), "blue"],
  ];

  async function withTotals(rows = people, at = "A1:B3"): Promise<ExcelPeople> {
    const excel = opened(rows);
    await Excel.run(async (context) => {
      const table = context.workbook.worksheets.getItem("People").tables.add(at, true);
      table.showTotals = true;
      await context.sync();
    });
    return excel;
  }

  it("is nobody: neither read nor written, though the whole column is selected", async () => {
    const excel = await withTotals();
    excel.select([0, 0, 1_048_576, 1]);

    const key = await excel.sheet.selection({ visibleOnly: false });

    expect(excel.text(3, 0)).toBe("Total");
    expect(key).toMatchObject({ address: "People!A1:A3", notes: { tableName: "Table1" } });
    expect(key?.cells.map(({ text }) => text)).toEqual(["Profile", url("ada"), url("bob")]);
  });

  it("is nobody below a title that stands above the table either", async () => {
    const excel = await withTotals([["Candidates", ""], ["", ""], ...people], "A3:B5");
    excel.select([0, 0, 1_048_576, 1]);

    const key = await excel.sheet.selection({ visibleOnly: false });

    expect(key?.cells.map(({ text }) => text)).toEqual(["Candidates", "", "Profile", url("ada"), url("bob")]);
  });

  it("stays as it is when the table grows with a run, and when the run is undone", async () => {
    const excel = await withTotals();
    excel.type(3, 1, "two teams");
    const table = excel.workbook.model.tables.list()[0]!;
    const { key, prepared } = await preparedColumns(excel, { rows: 4, headers: ["name", "Enrich status"] });
    await excel.sheet.write(key, prepared.target, [written("ada", 1), written("bob", 2)]);

    expect(excel.texts()).toEqual([
      ["Profile", "Team", "name", "Enrich status"],
      [url("ada"), "red", "ada", "Matched"],
      [url("bob"), "blue", "bob", "Matched"],
      ["Total", "two teams", "", ""],
    ]);
    expect(table.place.rect()).toMatchObject({ rowCount: 4, columnCount: 4 });

    for (const row of [1, 2]) for (const column of [2, 3]) excel.type(row, column, "");
    expect(await excel.sheet.unprepare(key, prepared)).toEqual({ restored: 2, left: 0 });
    expect(table.place.rect()).toMatchObject({ rowCount: 4, columnCount: 2 });
    expect(excel.texts()[3]).toEqual(["Total", "two teams"]);
  });

  it("selected by itself names nobody", async () => {
    const excel = await withTotals();
    excel.select([3, 0, 1, 1]);

    expect(await excel.sheet.selection({ visibleOnly: false })).toBeUndefined();
  });
});
