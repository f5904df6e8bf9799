import { runExcel } from "../../../src/excel/office";
import { askingCells } from "../../../src/excel/recalculate/asking-cells";
import { parseRect } from "../../../src/workbench/office/address";
import { formulasInMemory } from "../../support/formulas-in-memory";

/** Whom formulas ask for, over the real office.js: a table People in A1:B3, a name Bosses for A2:A3. */
let sheet: ReturnType<typeof formulasInMemory>;

beforeEach(() => {
  sheet = formulasInMemory();
  sheet.set("A1", [
    ["Profile URL", "Name"],
    ["https://www.linkedin.com/in/ada", ""],
    ["https://www.linkedin.com/in/bo", ""],
  ]);
  const { model } = sheet.workbook;
  const table = model.tables.add(sheet.sheetId, parseRect("A1:B3"), true);
  model.tables.rename(table, "People");
  model.names.add("Bosses", "=Sheet1!$A$2:$A$3", {});
});
afterEach(() => sheet.dispose());

async function asked(formula: string): Promise<readonly (readonly string[] | undefined)[]> {
  sheet.set("B3", [[formula]]);
  const cells = await runExcel((context) => askingCells(context, "sheet"));
  return cells.flatMap(({ calls }) =>
    calls.map(({ lookups }) => lookups?.map(({ identifier }) => /[^:/]+$/u.exec(identifier.key)?.[0] ?? "")),
  );
}

it.each([
  ["the cell of the table's own row", '=ENRICH.PERSON([@[Profile URL]],"name")', ["bo"]],
  ["the same with the table named", '=ENRICH.PERSON(People[@[Profile URL]],"name")', ["bo"]],
  ["a whole column of a table", '=ENRICH.PERSON(People[Profile URL],"name")', ["ada", "bo"]],
  ["a defined name, in any case", '=ENRICH.PERSON(bosses,"name")', ["ada", "bo"]],
])("finds who is meant by %s", async (_, formula, people) => {
  expect(await asked(formula)).toEqual([people]);
});

it.each(['=ENRICH.PERSON([@Missing],"name")', '=ENRICH.PERSON(Nobody,"name")', '=ENRICH.PERSON(A2&"","name")'])(
  "says that it cannot tell for %s",
  async (formula) => {
    expect(await asked(formula)).toEqual([undefined]);
  },
);
