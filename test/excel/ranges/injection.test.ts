import { openExcelPeople, preparedColumns, type ExcelPeople } from "../../support/excel-people";
import { formulasOfTheCorpus, injectionCorpus } from "../../support/injection-corpus";
import { typedExcel } from "../../support/typed-excel";

let open: ExcelPeople | undefined;
afterEach(() => open?.close());

const keys = injectionCorpus.map((_, index) => `https://www.linkedin.com/in/person-${index}`);

function opened(): ExcelPeople {
  open = openExcelPeople([["Profile"], ...keys.map((key) => [key])]);
  return open;
}

describe("texts of a stranger's profile", () => {
  it("would become formulas and numbers if they were written as they are", async () => {
    const people = opened();

    await Excel.run(async (context) => {
      const range = context.workbook.worksheets.getItem("People").getRangeByIndexes(1, 1, injectionCorpus.length, 1);
      range.values = injectionCorpus.map((text) => [text]);
      await context.sync();
    });

    const alive = injectionCorpus.filter((_, index) => people.formula(1 + index, 1) !== "");
    expect(alive).toEqual(formulasOfTheCorpus.filter((text) => Number.isNaN(Number(text))));
    expect(alive.length).toBeGreaterThan(10);
    expect(people.text(1 + injectionCorpus.indexOf("00123"), 1)).toBe("123");
  });

  it("are text in the cells a run writes, to the letter", async () => {
    const people = opened();

    await writeCorpus(people);

    expectPlainText(people, "People", { row: 1, column: 1 });
  });

  it("are text by the number format alone, which is set before the value", async () => {
    const people = opened();
    const { key, prepared } = await preparedColumns(people, { rows: keys.length + 1, headers: ["headline"] });
    ignoreNumberFormats();

    await people.sheet.write(key, prepared.target, rowsOfTheCorpus);

    expect(injectionCorpus.filter((_, index) => people.formula(1 + index, 1) !== "").length).toBeGreaterThan(10);
  });

  it("are said to be text besides where Excel takes typed values, which keeps them text by itself", async () => {
    const people = opened();
    const typed = typedExcel(people);

    await writeCorpus(people);

    expectPlainText(people, "People", { row: 1, column: 1 });
    expect(people.format(1, 1)).toBe("@");
    expect(typed.cells.filter(({ type }) => type === "String")).toHaveLength(injectionCorpus.length + 1);

    people.close();
    const formless = opened();
    typedExcel(formless);
    ignoreNumberFormats();
    await writeCorpus(formless);

    expectPlainText(formless, "People", { row: 1, column: 1 });
    expect(formless.format(1, 1)).toBe("General");
  });

  it("stay text where some cells of their block are left as they are, which cannot be said in types", async () => {
    const people = opened();
    const typed = typedExcel(people);
    const { key, prepared } = await preparedColumns(people, { rows: keys.length + 1, headers: ["headline", "name"] });
    const headers = typed.cells.length;

    const rows = rowsOfTheCorpus.map((row) => ({ ...row, values: [...row.values, undefined] }));
    await people.sheet.write(key, prepared.target, rows);

    expect(typed.cells).toHaveLength(headers);
    expectPlainText(people, "People", { row: 1, column: 1 });
  });

  it("are text in the sheet of receipts", async () => {
    const people = opened();

    const { sheetName } = await people.sheet.writeReceipts([["Run"], ...injectionCorpus.map((text) => [text])]);

    expect(sheetName).toBe("Enrich receipts");
    expectPlainText(people, sheetName, { row: 1, column: 0 });
  });

  it("are still text after they were written over by formulas and put back", async () => {
    const people = opened();
    const { key, prepared } = await preparedColumns(people, { rows: keys.length + 1, headers: ["headline"] });
    const rows = injectionCorpus.map((text, index) => ({ row: 1 + index, keyText: keys[index] ?? "", values: [text] }));
    await people.sheet.write(key, prepared.target, rows);
    const formulas = rows.map((row) => ({ ...row, values: [{ kind: "key_formula", field: "headline" } as const] }));

    await people.sheet.write(key, prepared.target, formulas, {
      noteBefore: async (noted) => {
        await Promise.resolve();
        putBack = () => people.sheet.restore(key, prepared.target, noted);
      },
    });
    expect(people.formula(3, 1)).toBe('=ENRICH.PERSON($A4,"headline")');
    await putBack();

    expectPlainText(people, "People", { row: 1, column: 1 });
  });
});

const rowsOfTheCorpus = injectionCorpus.map((text, index) => ({
  ...{ row: 1 + index, keyText: keys[index] ?? "", values: [text] },
}));

async function writeCorpus(people: ExcelPeople): Promise<void> {
  const { key, prepared } = await preparedColumns(people, { rows: keys.length + 1, headers: ["headline"] });
  await people.sheet.write(key, prepared.target, rowsOfTheCorpus);
}

/** From now on Excel forgets about number formats. */
function ignoreNumberFormats(): void {
  Object.defineProperty(Excel.Range.prototype, "numberFormat", { set: () => undefined, get: () => [] });
}

let putBack: () => Promise<unknown>;

function expectPlainText(
  { workbook: { grid } }: ExcelPeople,
  sheetName: string,
  { row, column }: { readonly row: number; readonly column: number },
): void {
  const sheet = grid.sheets().find(({ name }) => name === sheetName);
  const rect = { row, column, rowCount: injectionCorpus.length, columnCount: 1 };
  const cells = grid.read(sheet?.id ?? "", rect).map(([cell]) => ({ formula: cell?.formula, value: cell?.value }));
  expect(cells).toEqual(injectionCorpus.map((text) => ({ formula: "", value: text })));
}
