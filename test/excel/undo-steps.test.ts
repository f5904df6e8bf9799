import type { KeyColumn, PreparedTarget } from "../../src/core/run/sheet";
import { createUndoSteps } from "../../src/excel/undo-steps";
import { openExcelPeople, preparedColumns, type ExcelPeople } from "../support/excel-people";
import { mergingExcel } from "../support/merging-excel";

let open: ExcelPeople | undefined;
afterEach(() => open?.close());

const list = [
  ["Profile", "name"],
  ["ada", "mine"],
  ["bob", ""],
  ["eve", ""],
];

function opened(): ExcelPeople {
  open = openExcelPeople(list);
  return open;
}

/** A small run: its headers, then a row at a time. */
async function run({ sheet, select }: ExcelPeople): Promise<{ key: KeyColumn; prepared: PreparedTarget }> {
  select([0, 0, 4, 1]);
  const key = await sheet.selection({ visibleOnly: false });
  if (key === undefined || sheet.asOneUndoStep === undefined) throw new Error("Nothing was read.");
  const target = await sheet.planTarget(key, ["name", "city"], { hasHeaderRow: true, placement: "free" });
  return sheet.asOneUndoStep(async () => {
    const prepared = await sheet.prepare(key, target);
    for (const { row, text } of key.cells.slice(1)) {
      const rows = [{ row, keyText: text, values: [`${text} name`, `${text} city`] }];
      await sheet.write(key, prepared.target, rows, { noteBefore: () => Promise.resolve() });
    }
    await sheet.finish(key, prepared.target);
    return { key, prepared };
  });
}

const afterwards = [
  ["Profile", "name", "city"],
  ...["ada", "bob", "eve"].map((key) => [key, `${key} name`, `${key} city`]),
];

describe("one Ctrl+Z", () => {
  it("takes back all that a run wrote, headers and values over values, where Excel can merge undo steps", async () => {
    const people = opened();
    const excel = mergingExcel(people);

    await run(people);
    expect(people.texts()).toEqual(afterwards);
    people.workbook.grid.undo();

    expect(excel.asked).toBe(1);
    expect(people.texts()).toEqual(list);
  });

  it("takes back no more than the run: what somebody typed before it stays", async () => {
    const people = opened();
    mergingExcel(people);
    people.type(3, 0, "eva");

    await run(people);
    people.workbook.grid.undo();

    expect(people.text(3, 0)).toBe("eva");
    expect(people.text(3, 1)).toBe("");
  });

  it("is not asked for where Excel does not have it: the run is written all the same", async () => {
    const people = opened();

    await run(people);
    people.workbook.grid.undo();

    expect(people.texts()).not.toEqual(list);
    people.workbook.grid.redo();
    expect(people.texts()).toEqual(afterwards);
  });
});

describe("where Excel says that it can merge undo steps, and cannot", () => {
  it("everything is written step by step", async () => {
    const people = opened();
    mergingExcel(people).refuse("GeneralException");

    await run(people);

    expect(people.texts()).toEqual(afterwards);
  });

  it("a write refused in the middle is made again outside the step, and notes what stood there only once", async () => {
    const people = opened();
    const excel = mergingExcel(people);
    const { key, prepared } = await preparedColumns(people, { rows: 4, headers: ["name", "city"] });
    const noted: unknown[] = [];
    const rows = [{ row: 1, keyText: "ada", values: ["Ada", "London"] }];

    await people.sheet.asOneUndoStep?.(async () => {
      excel.refuse("UndoNotSupported", "writes");
      await people.sheet.write(key, prepared.target, rows, {
        noteBefore(found) {
          noted.push(...found.map(({ before }) => before.map((cell) => cell?.formula)));
          return Promise.resolve();
        },
      });
    });

    expect(people.texts()[1]).toEqual(["ada", "Ada", "London"]);
    expect(noted).toEqual([["mine", ""]]);
  });

  it("a refusal that has nothing to do with undo is told as it is", async () => {
    const people = opened();
    mergingExcel(people);
    const { key, prepared } = await preparedColumns(people, { rows: 4, headers: ["name", "city"] });
    people.workbook.grid.protectSheet(people.sheetId, true);

    const writing = people.sheet.asOneUndoStep?.(() =>
      people.sheet.write(key, prepared.target, [{ row: 1, keyText: "ada", values: ["Ada", "London"] }]),
    );

    await expect(writing).rejects.toMatchObject({ code: "protected_sheet" });
  });

  it("columns are never inserted a second time", async () => {
    const people = opened();
    const excel = mergingExcel(people);
    people.select([0, 0, 4, 1]);
    const key = await people.sheet.selection({ visibleOnly: false });
    if (key === undefined) throw new Error("Nothing was read.");
    const target = await people.sheet.planTarget(key, ["city"], { hasHeaderRow: true, placement: "insert" });

    const preparing = people.sheet.asOneUndoStep?.(() => {
      excel.refuse("UndoNotSupported", "writes");
      return people.sheet.prepare(key, target);
    });

    await expect(preparing).rejects.toMatchObject({ code: "excel_refused" });
    expect(people.texts()).toEqual(list);
  });
});

describe("a step", () => {
  it("ends with the work in it, also where that fails", async () => {
    const people = opened();
    mergingExcel(people);
    const undo = createUndoSteps();

    await expect(undo.asOne(() => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    await undo.write(async (context) => {
      context.workbook.worksheets.getItem("People").getRange("A1").values = [["later"]];
      await context.sync();
    });
    people.workbook.grid.undo();

    expect(people.text(0, 0)).toBe("Profile");
  });
});
