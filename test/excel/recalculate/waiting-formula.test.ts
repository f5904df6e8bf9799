import { mayWait, pickFormulas, repeatedFormulas } from "../../../src/excel/recalculate/waiting-formula";

describe("a cell that may wait for an answer", () => {
  it.each([
    '=ENRICH.PERSON(A2,"headline")',
    "=enrich.person($A2;B$1)",
    '=ENRICH.PERSON("https://www.linkedin.com/in/ada")',
    "=ENRICH.PEOPLE(A2:A9,B1:C1)",
    '=ENRICH.LIST(A2,"skills")',
    "=SUM(1,ENRICH.PERSON(A2,B1))",
  ])("shows #N/A: %s", (formula) => {
    expect(mayWait(formula, "#N/A")).toBe(true);
  });

  it.each(["#BUSY!", "#GETTING_DATA"])("is still busy where its refusal has not arrived yet: %s", (busy) => {
    expect(mayWait('=ENRICH.PERSON(A2,"headline")', busy)).toBe(true);
  });

  it.each([
    '=IFERROR(ENRICH.PERSON(A2,"headline"),"")',
    '=ENRICH.PERSON(A2,"x")&IFERROR(ENRICH.PERSON(A3,"x"),"")',
    "=ENRICH.PEOPLE(A2:A9,B1:C1)",
    '=ENRICH.PERSON(A2:A9,"headline")',
    '=ENRICH.PERSON(A2#,"headline")',
  ])("could hide it: %s", (formula) => {
    expect(mayWait(formula, "something")).toBe(true);
  });

  it.each([
    ["has its value", '=ENRICH.PERSON(A2,"headline")', "Engineer"],
    ["has its number, a list in its options", '=ENRICH.PERSON(A2,"name","if_missing=(none): #1")', 12],
    ["is another formula's", "=VLOOKUP(A2,B:C,2)", "#N/A"],
    ["asks nobody", '=ENRICH.FIELDS("name")', "#N/A"],
    ["only names the function in a text", '="=ENRICH.PERSON("&A2', "#N/A"],
    ["is text that looks like a formula", '=ENRICH.PERSON(A2,"headline")', '=ENRICH.PERSON(A2,"headline")'],
    ["is a value", "#N/A", "#N/A"],
    ["is empty", "", ""],
  ])("does not if it %s", (_, formula, value) => {
    expect(mayWait(formula, value)).toBe(false);
  });
});

it("leaves all other cells of a block alone", () => {
  const formulas = [
    ["name", 12, '=ENRICH.PERSON(A2,"x")'],
    ["=A1", '=ENRICH.PERSON(A3,"x")', '=IFERROR(ENRICH.PERSON(A3,"x"),"")'],
  ];
  const values = [
    ["name", 12, "#N/A"],
    ["name", "Engineer", ""],
  ];

  expect(pickFormulas(formulas, values, (formula, value) => (mayWait(formula, value) ? formula : undefined))).toEqual([
    [null, null, '=ENRICH.PERSON(A2,"x")'],
    [null, null, '=IFERROR(ENRICH.PERSON(A3,"x"),"")'],
  ]);
});

it("tells cells that a spill could have filled from filled ones", () => {
  expect(
    repeatedFormulas([
      ["=ENRICH.PEOPLE(A2:A3,B1:C1)", "=ENRICH.PEOPLE(A2:A3,B1:C1)", "=ENRICH.PERSON(A2)"],
      ["=ENRICH.PEOPLE(A2:A3,B1:C1)", null, "=ENRICH.PERSON(A3)"],
    ]),
  ).toEqual([
    { down: 0, right: 1 },
    { down: 1, right: 0 },
  ]);
});
