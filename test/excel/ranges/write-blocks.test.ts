import fc from "fast-check";
import type { CellValue } from "../../../src/core/cell-value";
import { cellWrite, untouched } from "../../../src/excel/ranges/cell-write";
import { partsBySize, writeBlocks } from "../../../src/excel/ranges/write-blocks";

const writeBlocksOf = (columns: readonly number[], rows: Parameters<typeof placed>[0]) =>
  writeBlocks(columns, placed(rows));

function placed(rows: readonly { readonly row: number; readonly values: readonly (CellValue | undefined)[] }[]) {
  return rows.map(({ row, values }) => ({
    row,
    cells: values.map((value) => (value === undefined ? untouched : cellWrite(value))),
  }));
}

describe("rows to be written", () => {
  it("side by side become one block, formats beside values", () => {
    const blocks = writeBlocksOf(
      [3, 4],
      [
        { row: 1, values: ["Ada", 12] },
        { row: 2, values: ["=1+1", undefined] },
      ],
    );

    expect(blocks).toEqual([
      {
        ...{ row: 1, column: 3, keepsFormats: false, isTyped: false },
        values: [
          ["Ada", 12],
          ["=1+1", null],
        ],
        numberFormats: [
          [null, "General"],
          ["@", null],
        ],
      },
    ]);
  });

  it("leave rows and columns in between as they are", () => {
    const blocks = writeBlocksOf(
      [3, 5],
      [
        { row: 1, values: ["Ada", "Bern"] },
        { row: 3, values: ["Bob", "Rome"] },
      ],
    );

    expect(blocks.map(({ row, column, values }) => ({ row, column, values }))).toEqual([
      { row: 1, column: 3, values: [["Ada"], [null], ["Bob"]] },
      { row: 1, column: 5, values: [["Bern"], [null], ["Rome"]] },
    ]);
  });

  it("far apart become blocks of their own", () => {
    expect(
      writeBlocksOf(
        [0],
        [
          { row: 1, values: ["a"] },
          { row: 900, values: ["b"] },
        ],
      ),
    ).toHaveLength(2);
  });

  it("follow the order of the columns they were given for, whatever it is", () => {
    expect(writeBlocksOf([2, 1], [{ row: 0, values: ["second", "first"] }])[0]?.values).toEqual([["first", "second"]]);
  });

  it("say where no format changes", () => {
    expect(writeBlocksOf([0], [{ row: 0, values: ["Ada"] }])[0]?.keepsFormats).toBe(true);
  });

  it("reach every cell exactly once", () => {
    const cases = fc.record({
      columns: fc.uniqueArray(fc.nat(8), { minLength: 1, maxLength: 5 }),
      rows: fc.uniqueArray(fc.nat(80), { maxLength: 12 }),
    });
    fc.assert(
      fc.property(cases, ({ columns, rows }) => {
        const placed = rows.map((row) => ({ row, values: columns.map((column) => `${row}|${column}`) }));
        const written = writeBlocksOf(columns, placed).flatMap(({ row, column, values }) =>
          values.flatMap((line, down) =>
            line.flatMap((value, right) => (value === null ? [] : [[value, `${row + down}|${column + right}`]])),
          ),
        );

        expect(written.every(([value, place]) => value === place)).toBe(true);
        expect(written).toHaveLength(rows.length * columns.length);
      }),
    );
  });

  it("are parted so that no request comes near one megabyte, however their texts are escaped", () => {
    const nasty = '"\\\n'.repeat(5_000);
    const rows = Array.from({ length: 60 }, () => ({ values: [nasty, nasty] as readonly CellValue[] }));

    const parts = partsBySize(rows);

    expect(parts.flat()).toEqual(rows);
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) {
      expect(JSON.stringify(JSON.stringify(part.map(({ values }) => values))).length).toBeLessThan(1_000_000);
    }
  });

  it("stay whole even where one alone is large", () => {
    const huge = { values: Array.from({ length: 40 }, () => "ж".repeat(32_000)) };

    expect(partsBySize([huge, huge])).toEqual([[huge], [huge]]);
  });
});
