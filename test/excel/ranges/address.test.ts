import { cellAddress, columnLetters } from "../../../src/core/cell-address";
import { blockAddress, piecesOf, runsOf } from "../../../src/excel/ranges/address";

describe("addresses", () => {
  it("counts columns as Excel does", () => {
    expect([0, 25, 26, 51, 52, 701, 702, 16_383].map(columnLetters)).toEqual([
      ...["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"],
    ]);
  });

  it("writes a cell from its 0-based place", () => {
    expect(cellAddress(1, 2)).toBe("C2");
  });

  it("writes one cell without a colon", () => {
    expect(blockAddress("People", { row: 0, column: 0, rowCount: 1, columnCount: 1 })).toBe("People!A1");
    expect(blockAddress("People", { row: 0, column: 0, rowCount: 61, columnCount: 2 })).toBe("People!A1:B61");
  });

  it("quotes sheet names that would be read as something else", () => {
    const address = (name: string) => blockAddress(name, { row: 0, column: 0, rowCount: 1, columnCount: 1 });

    expect(address("Q3 '26")).toBe("'Q3 ''26'!A1");
    expect(address("A1")).toBe("'A1'!A1");
    expect(address("2026")).toBe("'2026'!A1");
    expect(address("Länder")).toBe("Länder!A1");
  });

  it("joins neighbouring numbers, whatever their order, and bridges small gaps", () => {
    expect(runsOf([5, 3, 4, 9, 3])).toEqual([
      { first: 3, count: 3 },
      { first: 9, count: 1 },
    ]);
    expect(runsOf([3, 6], 2)).toEqual([{ first: 3, count: 4 }]);
    expect(runsOf([])).toEqual([]);
  });

  it("cuts a run into pieces that cover it exactly", () => {
    expect(piecesOf({ first: 10, count: 5 }, 2)).toEqual([
      { first: 10, count: 2 },
      { first: 12, count: 2 },
      { first: 14, count: 1 },
    ]);
    expect(piecesOf({ first: 0, count: 0 }, 2)).toEqual([]);
  });
});
