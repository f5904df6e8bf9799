import type { CellReference } from "../../../src/core/formulas/cell-reference";
import { planFormula, type FormulaChoice } from "../../../src/core/formulas/plan-formula";

const people = ["ada@a.example", "", "https://www.linkedin.com/in/bob", "n/a", "ada@a.example"];
const named: CellReference = { row: 1, column: 0, rowCount: 1, columnCount: 1 };
const choice: FormulaChoice = {
  functionName: "PERSON",
  fields: ["basic_profile.name"],
  list: "",
  options: {},
  oneCellPerField: false,
  fillDown: false,
};

function planned(changed: Partial<FormulaChoice> = {}, reference = named, texts: readonly string[] = people) {
  const cells = texts.map((text, down) => ({ row: reference.row + down, text }));
  const source = { sheetId: "1", sheetName: "People", column: reference.column, cells };
  const planning = planFormula(source, reference, { ...choice, ...changed });
  if (!planning.ok) return planning;
  const { place, ...plan } = planning.plan;
  const at = (row: number, column: number, listRows = 1) => {
    const { area, formulas, isCircular } = place(row, column, listRows);
    return { rows: area.rows, columns: [area.column, area.columnCount], formulas, isCircular };
  };
  return { ok: true, ...plan, at } as const;
}

describe("a formula being planned", () => {
  it("is one cell for one field of one person, about that person only", () => {
    const plan = planned();

    expect(plan).toMatchObject({ formula: '=ENRICH.PERSON(A2,"basic_profile.name")', homeRow: 1, below: 2 });
    expect(plan.ok && plan.lookups.map(({ identifier }) => identifier.value)).toEqual(["ada@a.example"]);
    expect(plan.ok && plan.at(1, 2)).toMatchObject({ rows: [1], columns: [2, 1] });
  });

  it("fills down with relative formulas, only beside identifiers, and prices each person", () => {
    const plan = planned({ fillDown: true });

    expect(plan.ok && plan.lookups).toHaveLength(3);
    expect(plan.ok && plan.at(1, 2).formulas).toEqual([
      { row: 1, column: 2, formula: '=ENRICH.PERSON(A2,"basic_profile.name")' },
      { row: 3, column: 2, formula: '=ENRICH.PERSON(A4,"basic_profile.name")' },
      { row: 5, column: 2, formula: '=ENRICH.PERSON(A6,"basic_profile.name")' },
    ]);
  });

  it("takes a cell for each field where they spill, and formulas in each where that is wanted", () => {
    const fields = ["basic_profile.name", "basic_profile.headline"];
    const spilled = planned({ fields });
    const single = planned({ fields, oneCellPerField: true });

    expect(spilled.ok && spilled.at(1, 2)).toMatchObject({ columns: [2, 2], formulas: [{ row: 1, column: 2 }] });
    expect(single.ok && single.at(1, 2).formulas.map(({ column, formula }) => [column, formula])).toEqual([
      [2, '=ENRICH.PERSON(A2,"basic_profile.name")'],
      [3, '=ENRICH.PERSON(A2,"basic_profile.headline")'],
    ]);
  });

  it("takes the whole column as one table, down to its last identifier, headers in the row above", () => {
    const plan = planned({ functionName: "PEOPLE", options: { headers: true } });

    expect(plan).toMatchObject({
      formula: '=ENRICH.PEOPLE(A2:A6,"basic_profile.name","headers=yes")',
      homeRow: 0,
    });
    expect(plan.ok && plan.at(0, 2)).toMatchObject({ rows: [0, 1, 2, 3, 4, 5], formulas: [{ row: 0, column: 2 }] });
  });

  it("keeps to a range that was named", () => {
    const plan = planned({ functionName: "PEOPLE" }, { ...named, rowCount: 3 });

    expect(plan).toMatchObject({ formula: '=ENRICH.PEOPLE(A2:A4,"basic_profile.name")' });
    expect(plan.ok && plan.lookups).toHaveLength(2);
  });

  it("gives a list the rows it needs and a column for each field of its records", () => {
    const plan = planned({ functionName: "LIST", list: "education.schools" });

    expect(plan).toMatchObject({ formula: '=ENRICH.LIST(A2,"education.schools")' });
    const placed = plan.ok ? plan.at(1, 2, 3) : undefined;
    expect(placed?.rows).toEqual([1, 2, 3]);
    expect(placed?.columns[1]).toBeGreaterThan(3);
  });

  it("is circular where its result would cover what it reads", () => {
    const fields = ["basic_profile.name", "basic_profile.headline"];
    const plan = planned({ fields, functionName: "PEOPLE" }, { ...named, column: 3 });

    expect(plan.ok && [plan.at(1, 2).isCircular, plan.at(1, 4).isCircular, plan.at(9, 2).isCircular]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it.each([
    ["an empty cell", {}, named, [""], "A2 is empty: name a cell with a profile URL or business e-mail."],
    ["other text", {}, named, ["call me"], "A2: “call me” is not a profile URL or business e-mail."],
    [
      "several columns",
      {},
      { ...named, columnCount: 2 },
      people,
      "Identifiers stand in one column: name cells of one column.",
    ],
    [
      "a range for one person",
      {},
      { ...named, rowCount: 2 },
      people,
      "That is a range: name one cell, or choose the whole column as one table.",
    ],
    ["no field", { fields: [] }, named, people, "Choose at least one field."],
    ["no list", { functionName: "LIST" as const }, named, people, "Choose a list."],
    [
      "nobody in the column",
      { functionName: "PEOPLE" as const },
      named,
      ["", "x"],
      "There is no profile URL or business e-mail in these cells: name others.",
    ],
  ])("says in a sentence what is wrong: %s", (_, changed, reference, texts, reason) => {
    expect(planned(changed, reference, texts)).toMatchObject({ ok: false, reason });
  });

  it("is never longer than Excel takes", () => {
    const fields = Array.from({ length: 300 }, () => "experience.employment_details.current.company_website_domain");

    expect(planned({ fields })).toMatchObject({ ok: false, about: "fields" });
  });
});
