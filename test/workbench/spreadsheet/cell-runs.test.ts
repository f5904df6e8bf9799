import fc from "fast-check";
import { columnRuns } from "../../../src/workbench/spreadsheet/cell-runs";

test("cells that follow each other in a column become one run", () => {
  const cells = [3, 1, 2, 7].map((row) => ({ sheetId: "s", row, column: 1 }));

  expect(columnRuns(cells)).toEqual([
    { sheetId: "s", column: 1, startRow: 1, endRow: 3 },
    { sheetId: "s", column: 1, startRow: 7, endRow: 7 },
  ]);
});

test("runs hold exactly the cells, each once, and never touch", () => {
  const cell = fc.record({ sheetId: fc.constantFrom("a", "b"), row: fc.nat(30), column: fc.nat(3) });
  const key = (sheetId: string, row: number, column: number) => `${sheetId} ${row} ${column}`;
  fc.assert(
    fc.property(fc.array(cell), (cells) => {
      const runs = columnRuns(cells);

      const covered = runs.flatMap(({ sheetId, column, startRow, endRow }) =>
        Array.from({ length: endRow - startRow + 1 }, (_, i) => key(sheetId, startRow + i, column)),
      );
      expect(covered.sort()).toEqual([...new Set(cells.map((c) => key(c.sheetId, c.row, c.column)))].sort());
      for (const run of runs) expect(covered).not.toContain(key(run.sheetId, run.endRow + 1, run.column));
    }),
  );
});
