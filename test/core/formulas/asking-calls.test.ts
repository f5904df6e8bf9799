import { askingCalls, asks } from "../../../src/core/formulas/asking-calls";
import { readArgument } from "../../../src/core/formulas/formula-argument";
import { formulaState, repairedFormula } from "../../../src/core/formulas/stuck-formula";

describe("calls that ask", () => {
  it("are found with their arguments as written", () => {
    expect(askingCalls('=ENRICH.PERSON($A2, "headline")')).toEqual([
      { name: "PERSON", args: ["$A2", '"headline"'], isWhole: true },
    ]);
  });

  it("are found inside other functions, every one of them", () => {
    const calls = askingCalls(`=IFERROR(ENRICH.PERSON('a (b),'!A2,B$1),enrich.list(A3,"x, y (z",""))`);

    expect(calls).toEqual([
      { name: "PERSON", args: ["'a (b),'!A2", "B$1"], isWhole: false },
      { name: "LIST", args: ["A3", '"x, y (z"', '""'], isWhole: false },
    ]);
  });

  it("keep nested calls and arrays in one argument", () => {
    const [call] = askingCalls('=ENRICH.PEOPLE(A2:A9,{"name","headline"},IF(A1,"a","b"))');

    expect(call?.args).toEqual(["A2:A9", '{"name","headline"}', 'IF(A1,"a","b")']);
  });

  it.each([
    "ENRICH.PERSON(A2)",
    '="ENRICH.PERSON(A2)"',
    "='ENRICH.PERSON('!A1",
    "=MY.ENRICH.PERSON(A2)",
    "=ENRICH.COST(A2)",
    "=Table1[ENRICH.PERSON(A2)]",
  ])("are not seen in %s", (formula) => {
    expect(asks(formula)).toBe(false);
  });
});

describe("an argument", () => {
  it.each([
    ['"a ""b"""', { kind: "value", value: 'a "b"' }],
    ["", { kind: "value", value: undefined }],
    ["A2", { kind: "cells", cells: { row: 1, column: 0, rowCount: 1, columnCount: 1 } }],
    ["$AB$10", { kind: "cells", cells: { row: 9, column: 27, rowCount: 1, columnCount: 1 } }],
    ["TRIM(A2)", { kind: "cells", cells: { row: 1, column: 0, rowCount: 1, columnCount: 1 } }],
    [
      "'Q3 ''26'!B2:A1",
      { kind: "cells", cells: { sheetName: "Q3 '26", row: 0, column: 0, rowCount: 2, columnCount: 2 } },
    ],
    [
      "People!C:C",
      { kind: "cells", cells: { sheetName: "People", row: 0, column: 2, rowCount: 1_048_576, columnCount: 1 } },
    ],
  ])("is read where its text says it: %s", (text, expected) => {
    expect(readArgument(text)).toEqual(expected);
  });

  it.each([
    'A2&"x"',
    "INDIRECT(A1)",
    "[Book.xlsx]Sheet1!A2",
    "'[Book.xlsx]S 1'!A2",
    "Table1[URL]",
    "A2#",
    "XFE1",
    "A0",
    "people",
  ])("is not guessed at: %s", (text) => {
    expect(readArgument(text)).toEqual({ kind: "unreadable" });
  });
});

describe("a stuck formula", () => {
  it.each([
    ["=ENRICH.PERSON(A2)", "#NAME?", "=ENRICH.PERSON(A2)"],
    ["=ENRICH.COST(A2)", "#BUSY!", "=ENRICH.COST(A2)"],
    ['=_xldudf_ENRICH_PERSON(A2,"_xldudf_ENRICH_X")', "Ada", '=ENRICH.PERSON(A2,"_xldudf_ENRICH_X")'],
    ['=IFERROR(_xldudf_enrich_list(A2),"")', "", '=IFERROR(ENRICH.LIST(A2),"")'],
  ])("is entered anew: %s showing %s", (formula, value, repaired) => {
    expect(repairedFormula(formula, value)).toBe(repaired);
  });

  it.each([
    ["=ENRICH.PERSON(A2)", "Ada"],
    ["=ENRICH.PERSON(A2)", "#N/A"],
    ["=VLOOKUP(A2,B:C,2)", "#NAME?"],
    ["=ENRICH.PERSON(A2)", "=ENRICH.PERSON(A2)"],
    ['="ENRICH.PERSON("', "#NAME?"],
  ])("is not seen in %s showing %s", (formula, value) => {
    expect(repairedFormula(formula, value)).toBeUndefined();
  });

  it("is told apart from one that waits or failed", () => {
    const states = ["Ada", "#BUSY!", "#NAME?", "#N/A"].map((value) => formulaState("=ENRICH.PERSON(A2)", value));

    expect(states).toEqual(["shown", "waiting", "stuck", "failed"]);
  });
});
