import { openExcelPeople, preparedColumns, type ExcelPeople } from "../../support/excel-people";

let open: ExcelPeople | undefined;
afterEach(() => open?.close());

const url = (slug: string): string => `https://www.linkedin.com/in/${slug}`;

const list = [
  ["No.", "Profile", "Mail", "Team"],
  [1, url("ada"), "ada@acme.example", "red"],
  [2, url("bob"), "bob@acme.example", "blue"],
  [3, url("eve"), "eve@acme.example", "red"],
];

function opened(rows: readonly (readonly (string | number)[])[] = list): ExcelPeople {
  open = openExcelPeople(rows);
  return open;
}

const everything = { visibleOnly: false } as const;
const shownOnly = { visibleOnly: true } as const;

describe("a selection", () => {
  it("of a block is read in the first column that names people; the others are counted", async () => {
    const { sheet, select } = opened();
    select([0, 0, 4, 4]);

    const key = await sheet.selection(everything);

    expect(key).toMatchObject({ address: "People!B1:B4", column: 1, notes: { otherColumns: 3, areas: 1 } });
    expect(key?.cells.map(({ text }) => text)).toEqual(["Profile", url("ada"), url("bob"), url("eve")]);
  });

  it("of a whole column is clipped to what is used", async () => {
    const { sheet, select } = opened();
    select([0, 2, 1_048_576, 1]);

    expect(await sheet.selection(everything)).toMatchObject({ address: "People!C1:C4", column: 2 });
  });

  it("of several areas is the union of their rows in one column; areas in other columns are counted", async () => {
    const { sheet, select } = opened();
    select([1, 1, 1, 1], [3, 1, 1, 1], [1, 3, 3, 1]);

    const key = await sheet.selection(everything);

    expect(key).toMatchObject({ address: "People!B2,B4:B4", notes: { areas: 2, otherColumns: 1 } });
    expect(key?.cells).toEqual([
      { row: 1, text: url("ada") },
      { row: 3, text: url("eve") },
    ]);
  });

  it("leaves rows out that a filter hides, where that is asked, and counts them always", async () => {
    const { sheet, select, workbook, sheetId } = opened();
    workbook.grid.filter(sheetId, { row: 0, column: 0, rowCount: 4, columnCount: 4 }, 3, "red");
    select([0, 1, 4, 1]);

    const shown = await sheet.selection(shownOnly);
    const all = await sheet.selection(everything);

    expect(shown?.cells.map(({ row }) => row)).toEqual([0, 1, 3]);
    expect(all?.cells).toHaveLength(4);
    expect([shown?.notes.hiddenRows, all?.notes.hiddenRows]).toEqual([1, 1]);
  });

  it("tells the table it belongs to", async () => {
    const { sheet, select, workbook, sheetId } = opened();
    workbook.model.tables.add(sheetId, { row: 0, column: 0, rowCount: 4, columnCount: 4 }, true);
    select([1, 1, 3, 1]);

    expect((await sheet.selection(everything))?.notes.tableName).toBe("Table1");
  });

  it("of nothing, or of empty cells, is none", async () => {
    const { sheet, select } = opened();
    select([20, 1, 3, 1]);

    expect(await sheet.selection(everything)).toBeUndefined();
  });
});

describe("the pane hears", () => {
  async function listening() {
    const people = opened();
    people.select([0, 1, 4, 1]);
    await people.sheet.selection(everything);
    let heard = 0;
    const stop = people.sheet.onSelectionChanged(() => (heard += 1));
    await quiet();
    const count = async (act: () => void): Promise<number> => {
      const before = heard;
      act();
      await quiet();
      return heard - before;
    };
    return { ...people, stop, count };
  }
  const quiet = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };

  it("of another selection, of edits of the keys, of sorts and of rows that come and go", async () => {
    const { count, select, type, coauthor } = await listening();

    expect(await count(() => select([0, 2, 4, 1]))).toBeGreaterThan(0);
    expect(await count(() => type(2, 1, url("new")))).toBeGreaterThan(0);
    expect(await count(() => coauthor.sort(1))).toBeGreaterThan(0);
    expect(await count(() => coauthor.insertRows(1, 1))).toBeGreaterThan(0);
  });

  it("of another sheet", async () => {
    const { count, workbook } = await listening();

    expect(await count(() => workbook.grid.activateSheet(workbook.grid.addSheet("Other")))).toBeGreaterThan(0);
  });

  it("nothing of edits in other columns, nor of what the add-in writes itself", async () => {
    const { count, type, sheet, workbook } = await listening();
    const key = await sheet.selection(everything);

    expect(await count(() => type(2, 3, "green"))).toBe(0);
    expect(key?.column).toBe(1);
    expect(workbook.missing).toEqual([]);
  });

  it("nothing any more once it is closed, and Excel holds no handlers of it", async () => {
    const { count, stop, client, select } = await listening();
    expect(client.listening).toBeGreaterThan(3);

    stop();
    await quiet();

    expect(client.listening).toBe(0);
    expect(await count(() => select([0, 2, 4, 1]))).toBe(0);
  });
});

describe("columns beside a table", () => {
  it("become part of it, headers and all", async () => {
    const people = opened();
    const table = people.workbook.model.tables.add(
      people.sheetId,
      { row: 0, column: 0, rowCount: 4, columnCount: 4 },
      true,
    );

    const { prepared } = await preparedColumns(people, { rows: 4, headers: ["name", "city"], column: 1 });

    expect(prepared.target.columns).toEqual([4, 5]);
    expect(table.place.rect()).toEqual({ row: 0, column: 0, rowCount: 4, columnCount: 6 });
    expect(people.texts()[0]).toEqual(["No.", "Profile", "Mail", "Team", "name", "city"]);
  });

  it("stay apart where somebody's notes stand between, which stay untouched", async () => {
    const people = opened(list.map((row, index) => [...row, index === 2 ? "her note" : ""]));
    const table = people.workbook.model.tables.add(
      people.sheetId,
      { row: 0, column: 0, rowCount: 4, columnCount: 4 },
      true,
    );

    const { prepared } = await preparedColumns(people, { rows: 4, headers: ["name", "city"], column: 1 });

    expect(prepared.target.columns).toEqual([5, 6]);
    expect(table.place.rect()).toMatchObject({ columnCount: 4 });
    expect(people.text(2, 4)).toBe("her note");
  });

  it("leave the table again when the run is undone", async () => {
    const people = opened();
    const table = people.workbook.model.tables.add(
      people.sheetId,
      { row: 0, column: 0, rowCount: 4, columnCount: 4 },
      true,
    );
    const { key, prepared } = await preparedColumns(people, { rows: 4, headers: ["name", "city"], column: 1 });

    expect(await people.sheet.unprepare(key, prepared)).toEqual({ restored: 2, left: 0 });
    expect(table.place.rect()).toMatchObject({ columnCount: 4 });
    expect(people.texts()[0]).toEqual(["No.", "Profile", "Mail", "Team"]);
  });
});

describe("a run's names in the workbook", () => {
  it("are hidden, and those of old runs are cleared away", async () => {
    const people = opened();
    for (let run = 0; run < 5; run += 1) await preparedColumns(people, { rows: 4, headers: ["name"], column: 1 });

    const names = people.workbook.model.names.inScope(undefined);
    expect(names).toHaveLength(3 * 2);
    expect(names.every(({ visible }) => !visible)).toBe(true);
  });

  it("do not keep receipts from being written anew into a sheet of their own", async () => {
    const people = opened();
    await people.sheet.writeReceipts([
      ["Run", "Credits"],
      ["a", 1],
      ["b", 2],
    ]);
    people.workbook.grid.addSheet("Enrich receipts (2)");

    const { sheetName } = await people.sheet.writeReceipts([
      ["Run", "Credits"],
      ["c", 3],
    ]);

    const sheet = people.workbook.grid.sheets().find(({ name }) => name === sheetName);
    const rect = { row: 0, column: 0, rowCount: 3, columnCount: 2 };
    const texts = people.workbook.grid.read(sheet?.id ?? "", rect).map((row) => row.map(({ text }) => text));
    expect(sheetName).toBe("Enrich receipts");
    expect(texts).toEqual([
      ["Run", "Credits"],
      ["c", "3"],
      ["", ""],
    ]);
  });
});
