import type { KeyColumn, SheetPort, SnapshotRow, TargetOptions } from "../../src/core/run/sheet";

/** A sheet, and what the person at it or a co-author does. Rows and columns count from 0. */
export interface SheetUnderTest {
  readonly sheet: SheetPort;
  /** What the cell shows; "" where it is empty. */
  text(row: number, column: number): Promise<string>;
  select(column: number, firstRow: number, lastRow: number): Promise<void>;
  deleteRow(row: number): Promise<void>;
  insertRow(row: number): Promise<void>;
  type(row: number, column: number, value: string): Promise<void>;
}

const free: TargetOptions = { hasHeaderRow: true, placement: "free" };

/** What every `SheetPort` promises; `open` gives a sheet named People that holds these rows from A1 on. */
export function sheetPortContract(name: string, open: (rows: readonly string[][]) => Promise<SheetUnderTest>): void {
  const people = [["Profile"], ["ada"], ["bob"], ["eve"]];

  async function opened(rows: readonly string[][] = people) {
    const under = await open(rows);
    await under.select(0, 0, 3);
    const key = await under.sheet.selection({ visibleOnly: false });
    if (key === undefined) throw new Error("The selection was not read.");
    const target = await under.sheet.planTarget(key, ["name", "Enrich status"], free);
    return { ...under, key, target };
  }

  const rowOf = (key: KeyColumn, row: number, values: readonly (string | undefined)[]) => ({
    ...{ row, values, keyText: key.cells.find((cell) => cell.row === row)?.text ?? "" },
  });

  describe(`${name} keeps the promises of a sheet`, () => {
    it("reads the selected column with its address, rows and texts", async () => {
      const { key } = await opened();

      expect(key).toMatchObject({ address: "People!A1:A4", sheetName: "People", column: 0 });
      expect(key.cells).toEqual(people.map(([text], row) => ({ row, text })));
    });

    it("clips the selection to what is used", async () => {
      const { sheet, select } = await opened();

      await select(0, 1, 500);

      expect((await sheet.selection({ visibleOnly: false }))?.cells.map(({ text }) => text)).toEqual([
        "ada",
        "bob",
        "eve",
      ]);
    });

    it("plans free columns right of the key, and uses a header of the same name again", async () => {
      const { sheet, key, target } = await opened([["Profile", "Notes", "name"], ["ada"], ["bob", "", "", "mine"], []]);

      expect(target).toMatchObject({ headerRow: 0, columns: [2, 4] });
      expect(await sheet.planTarget(key, ["title", "city"], free)).toMatchObject({ columns: [4, 5] });
    });

    it("tells what stands beside the keys, cell by cell", async () => {
      const { sheet, key, target } = await opened([
        ["Profile", "name", "Enrich status"],
        ["ada"],
        ["bob", "mine"],
        ["eve", "", "mine too"],
      ]);

      expect(await sheet.cells(key, target, key.cells.slice(1))).toEqual([
        { row: 1, rowNow: 1, cells: [undefined, undefined] },
        { row: 2, rowNow: 2, cells: ["mine", undefined] },
        { row: 3, rowNow: 3, cells: [undefined, "mine too"] },
      ]);
    });

    it("writes headers and rows, and leaves a cell without a value as it is", async () => {
      const { sheet, key, target, text } = await opened([["Profile", "name"], ["ada", "mine"], ["bob"], ["eve"]]);

      await sheet.prepare(key, target);
      const report = await sheet.write(key, target, [
        rowOf(key, 1, [undefined, "Failed"]),
        rowOf(key, 3, ["Eve", "Matched"]),
      ]);

      expect(report).toEqual({ written: 2, vanished: [] });
      expect([await text(0, 1), await text(0, 2)]).toEqual(["name", "Enrich status"]);
      expect([await text(1, 1), await text(1, 2)]).toEqual(["mine", "Failed"]);
      expect([await text(2, 1), await text(3, 1)]).toEqual(["", "Eve"]);
    });

    it("follows keys that moved and reports those that have gone", async () => {
      const { sheet, key, target: planned, text, insertRow, deleteRow } = await opened();
      const { target } = await sheet.prepare(key, planned);
      await deleteRow(1);
      await insertRow(1);
      await insertRow(1);

      const rows = [rowOf(key, 1, ["Ada", "Matched"]), rowOf(key, 2, ["Bob", "Matched"])];
      const report = await sheet.write(key, target, rows);

      expect(report).toEqual({ written: 1, vanished: [1] });
      expect([await text(3, 0), await text(3, 1)]).toEqual(["bob", "Bob"]);
    });

    it("finds a sheet again under its id, in another opening of the file under its name, or says that it has gone", async () => {
      const { sheet, key } = await opened();
      const { sheetId, sheetName } = key;

      expect(await sheet.sheetIdNow({ sheetId, sheetName })).toBe(sheetId);
      expect(await sheet.sheetIdNow({ sheetId: "of-yesterday", sheetName })).toBe(sheetId);
      await expect(sheet.sheetIdNow({ sheetId: "of-yesterday", sheetName: "Elsewhere" })).rejects.toMatchObject({
        code: "sheet_gone",
      });
    });

    it("inserts columns right beside the key where that was asked, and takes them out again", async () => {
      const { sheet, key, text } = await opened([["Profile", "Notes"], ["ada", "her note"], ["bob"], ["eve"]]);

      const target = await sheet.planTarget(key, ["name", "city"], { hasHeaderRow: true, placement: "insert" });
      expect(target).toMatchObject({ columns: [1, 2], inserts: 2 });
      expect(await sheet.cells(key, target, key.cells.slice(1, 2))).toEqual([
        { row: 1, rowNow: 1, cells: [undefined, undefined] },
      ]);
      const prepared = await sheet.prepare(key, target);

      expect([await text(0, 1), await text(0, 2), await text(0, 3), await text(1, 3)]).toEqual([
        ...["name", "city", "Notes", "her note"],
      ]);
      expect(await sheet.unprepare(key, prepared)).toEqual({ restored: 2, left: 0 });
      expect([await text(0, 1), await text(1, 1)]).toEqual(["Notes", "her note"]);
    });

    it("tells what stands there before it writes, and writes only into blank cells where that was asked", async () => {
      const { sheet, key, target, text } = await opened([["Profile", "name"], ["ada", "mine"], ["bob"], ["eve"]]);
      const prepared = await sheet.prepare(key, target);
      const noted: SnapshotRow[] = [];

      await sheet.write(key, prepared.target, [rowOf(key, 1, ["Ada", "Matched"]), rowOf(key, 2, ["Bob", "Matched"])], {
        onlyIntoBlank: [0],
        noteBefore: async (rows) => {
          expect(await text(1, 2)).toBe("");
          noted.push(...rows);
        },
      });

      expect([await text(1, 1), await text(1, 2), await text(2, 1)]).toEqual(["mine", "Matched", "Bob"]);
      expect(noted).toMatchObject([
        { row: 1, keyText: "ada", values: [undefined, "Matched"], before: [undefined, { formula: "" }] },
        { row: 2, keyText: "bob", values: ["Bob", "Matched"], before: [{ formula: "" }, { formula: "" }] },
      ]);
    });

    it("puts back what stood there, beside the same keys, where nobody has changed it since", async () => {
      const { sheet, key, target, text, type, insertRow } = await opened([
        ["Profile", "name"],
        ["ada", "mine"],
        ["bob"],
        ["eve"],
      ]);
      const { target: standing } = await sheet.prepare(key, target);
      const noted: SnapshotRow[] = [];
      const rows = [rowOf(key, 1, ["Ada", "Matched"]), rowOf(key, 2, ["Bob", "Matched"])];
      await sheet.write(key, standing, rows, {
        noteBefore(before) {
          noted.push(...before);
          return Promise.resolve();
        },
      });
      await type(2, 1, "Robert");
      await insertRow(1);

      expect(await sheet.restore(key, standing, noted)).toEqual({ restored: 3, left: 1 });
      expect([await text(2, 1), await text(2, 2), await text(3, 1), await text(3, 2)]).toEqual([
        ...["mine", "", "Robert", ""],
      ]);
    });
  });
}
