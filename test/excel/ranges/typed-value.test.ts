import { typedValue } from "../../../src/excel/ranges/typed-value";
import { cellWrite } from "../../../src/excel/ranges/cell-write";
import { openExcelPeople, preparedColumns, type ExcelPeople } from "../../support/excel-people";
import { typedExcel } from "../../support/typed-excel";

let open: ExcelPeople | undefined;
afterEach(() => open?.close());

describe("a typed value", () => {
  it.each([
    ["=1+1", { type: "String", basicType: "String", basicValue: "=1+1" }],
    ["", { type: "Empty", basicType: "Empty", basicValue: "" }],
    [12.5, { type: "Double", basicType: "Double", basicValue: 12.5 }],
    [true, { type: "Boolean", basicType: "Boolean", basicValue: true }],
    [
      { kind: "date", serial: 45_413 } as const,
      { type: "Double", basicType: "Double", basicValue: 45_413, numberFormat: "yyyy-mm-dd" },
    ],
  ])("of %j says what it is", (value, typed) => {
    const { value: written, numberFormat } = cellWrite(value);

    expect(typedValue(written, numberFormat)).toEqual(typed);
  });
});

describe("where Excel takes typed values, a run", () => {
  it("writes texts, numbers, truth values, dates and blanks as it does elsewhere", async () => {
    const values = ["Ada", 12, true, { kind: "date", serial: 45_413 } as const, ""];
    const headers = values.map((_, index) => `field ${index}`);
    const both = [];
    for (const isTyped of [false, true]) {
      const people = openExcelPeople([["Profile"], ["ada"]]);
      open = people;
      if (isTyped) typedExcel(people);
      const { key, prepared } = await preparedColumns(people, { rows: 2, headers });
      await people.sheet.write(key, prepared.target, [{ row: 1, keyText: "ada", values }]);
      both.push(values.map((_, index) => [people.text(1, 1 + index), people.format(1, 1 + index)]));
      people.close();
    }

    expect(both[1]).toEqual(both[0]);
  });

  it("writes its own formulas as formulas", async () => {
    const people = openExcelPeople([["Profile"], ["ada"]]);
    open = people;
    typedExcel(people);
    const { key, prepared } = await preparedColumns(people, { rows: 2, headers: ["headline"] });

    const values = [{ kind: "key_formula", field: "headline" } as const];
    await people.sheet.write(key, prepared.target, [{ row: 1, keyText: "ada", values }]);

    expect(people.formula(1, 1)).toBe('=ENRICH.PERSON($A2,"headline")');
  });
});
