import { followReferences, referredBlocks, type SheetCells } from "../../../src/core/formulas/followed-references";

const sheetName = "People";
const at = (row: number, column: number, rowCount = 1, columnCount = 1, sheet = sheetName): SheetCells => ({
  ...{ sheetName: sheet, row, column, rowCount, columnCount },
});
/** Five formulas from H2 down. */
const filled = { base: { row: 1, column: 7 }, rowCount: 5, sheetName };

describe("what a filled formula refers to", () => {
  it.each([
    ["the cell beside each", '=ENRICH.PERSON(RC[-1],"name")', [at(1, 6, 5)]],
    ["a fixed cell", "=ENRICH.PERSON(RC[-1],R1C8)", [at(1, 6, 5), at(0, 7)]],
    ["the row of another sheet", "=ENRICH.PERSON('Q3 ''26'!RC1,\"name\")", [at(1, 0, 5, 1, "Q3 '26")]],
    ["a whole column", "=ENRICH.PERSON(C7:C7)", [at(0, 6, 1_048_576)]],
    ["a fixed block", "=ENRICH.PEOPLE(R2C7:R9C7,R[-1]C:R[-1]C[1])", [at(1, 6, 8), at(0, 7, 5, 2)]],
  ])("is %s", (_, formula, blocks) => {
    expect(referredBlocks(formula, filled)).toEqual(blocks);
  });

  it.each([
    ["texts", '=ENRICH.PERSON("RC[-1]","C")'],
    ["table columns", '=ENRICH.PERSON([@C],Table1[C],"name")'],
    ["functions and names", "=ROW(C_name,RCX,XR1C1,R1C1x)"],
  ])("is none of %s", (_, formula) => {
    expect(referredBlocks(formula, filled).filter((block) => block !== undefined)).toEqual([]);
  });

  it("cannot be followed where a block is fixed at one end only", () => {
    expect(referredBlocks("=ENRICH.PEOPLE(R2C7:RC7,RC[-1])", filled)).toEqual([undefined, at(1, 6, 5)]);
  });
});

describe("a formula that comes back", () => {
  const formula = '=IFERROR(ENRICH.PERSON(RC[-1],R1C8),"RC[-1]")';

  it("is the same where nothing has moved", () => {
    expect(followReferences(formula, referredBlocks(formula, filled), filled)).toEqual({ formula, isFollowed: true });
  });

  it("names its people again after a column was inserted between", () => {
    const now = { ...filled, base: { row: 1, column: 8 } };

    expect(followReferences(formula, [at(1, 6, 5), at(0, 8)], now)).toEqual({
      formula: '=IFERROR(ENRICH.PERSON(RC[-2],R1C9),"RC[-1]")',
      isFollowed: true,
    });
  });

  it("names its people on a sheet that was renamed", () => {
    expect(followReferences("=ENRICH.PERSON(Old!RC1)", [at(1, 0, 5, 1, "It's new")], filled).formula).toBe(
      "=ENRICH.PERSON('It''s new'!RC1)",
    );
  });

  it("keeps a range a range, as wide as it has become", () => {
    expect(followReferences("=ENRICH.PEOPLE(R2C7:R9C7,R1C8:R1C9)", [at(1, 6, 10), at(0, 7, 1, 3)], filled)).toEqual({
      formula: "=ENRICH.PEOPLE(R2C7:R11C7,R1C8:R1C10)",
      isFollowed: true,
    });
  });

  it.each([
    ["gone", [undefined, at(0, 7)]],
    ["more than the formulas", [at(1, 6, 6), at(0, 7)]],
    ["wider than they were", [at(1, 6, 5, 2), at(0, 7)]],
  ])("is not followed where its people's cells are %s", (_, blocks) => {
    expect(followReferences(formula, blocks, filled)).toEqual({ formula, isFollowed: false });
  });
});
