import { reenterWaiting } from "../../../src/excel/recalculate/reenter-waiting";
import { GridError } from "../../../src/workbench/grid";
import { formulasInMemory } from "../../support/formulas-in-memory";

/** Formulas that wait for a yes, entered anew over the real office.js and a workbook in memory. */
let sheet: ReturnType<typeof formulasInMemory>;
/** What was entered, by the first cell of each block: `row column`, 0-based. */
let written: Map<string, readonly (readonly unknown[])[]>;
/** Columns of which Excel lets nothing be changed, as in an array formula. */
let closedColumns: readonly number[];

beforeEach(() => {
  sheet = formulasInMemory();
  written = new Map();
  closedColumns = [];
  const { grid } = sheet;
  const enter = grid.enter.bind(grid);
  jest.spyOn(grid, "enter").mockImplementation((sheetId, rect, rows, source) => {
    if (source !== "user" && closedColumns.includes(rect.column)) {
      throw new GridError("InvalidArgument", "You cannot change part of an array.");
    }
    if (source !== "user") written.set(`${rect.row} ${rect.column}`, rows);
    enter(sheetId, rect, rows, source);
  });
});
afterEach(() => sheet.dispose());

const wish = (row: number): string => `=ENRICH.PERSON(A${row},"headline")`;

it("writes none but those that wait", async () => {
  sheet.set("C2", [[wish(2)], [wish(3)], ["=SUM(A1:A9)"], [wish(5)]]);
  sheet.answer("C2", [["#N/A"], ["Engineer"], ["#N/A"], ["#N/A"]]);

  expect(await reenterWaiting()).toEqual({ entered: 2, leftAlone: 0 });

  expect([...written]).toEqual([["1 2", [[wish(2)], [null], [null], [wish(5)]]]]);
});

it("keeps nobody waiting for a block that Excel does not let be changed", async () => {
  for (const column of ["C", "E", "G", "I"]) {
    sheet.set(`${column}2`, [[wish(2)], [wish(3)]]);
    sheet.answer(`${column}2`, [["#N/A"], ["#N/A"]]);
  }
  closedColumns = [4];

  expect(await reenterWaiting()).toEqual({ entered: 6, leftAlone: 2 });

  for (const column of [2, 6, 8]) expect(written.get(`1 ${column}`)).toEqual([[wish(2)], [wish(3)]]);
});
