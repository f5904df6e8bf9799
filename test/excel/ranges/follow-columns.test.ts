import { areHeadersInPlace, followColumns, type PlannedColumns } from "../../../src/excel/ranges/follow-columns";

const planned: PlannedColumns = { key: 0, keyHeader: "Who", columns: [3, 4], headers: ["name", "Enrich status"] };

describe("the columns of a run", () => {
  it.each([
    ["stay", "Who|Note|Price|name|Enrich status", { key: 0, columns: [3, 4] }],
    ["move right by a column between", "Who||Note|Price|name|Enrich status", { key: 0, columns: [4, 5] }],
    ["move with their key", "|Who|Note|Price|name|Enrich status", { key: 1, columns: [4, 5] }],
    ["move left", "Who|Price|name|Enrich status", { key: 0, columns: [2, 3] }],
    ["are parted", "Who|Note|Price|name||Enrich status", { key: 0, columns: [3, 5] }],
    ["stay beside a key column of another name", "People|Note|Price|name|Enrich status", { key: 0, columns: [3, 4] }],
    ["are found nearest", "name|Who|Note|Price|name|Enrich status", { key: 1, columns: [4, 5] }],
  ])("%s", (_, row, standing) => {
    expect(followColumns(planned, cellsOf(row))).toEqual(standing);
  });

  it("have gone where one was deleted or named otherwise", () => {
    expect(followColumns(planned, cellsOf("Who|Note|Price|Enrich status"))).toBeUndefined();
    expect(followColumns(planned, cellsOf("Who|Note|Price|mine|Enrich status"))).toBeUndefined();
    expect(followColumns(planned, new Map())).toBeUndefined();
  });

  it("are in place only where each says what was written", () => {
    expect(areHeadersInPlace(planned, cellsOf("Who|Note|Price|name|Enrich status"))).toBe(true);
    expect(areHeadersInPlace(planned, cellsOf("|Note|Price|name|Enrich status"))).toBe(false);
    expect(areHeadersInPlace(planned, cellsOf("Who||Note|Price|name|Enrich status"))).toBe(false);
    expect(areHeadersInPlace({ ...planned, keyHeader: "" }, cellsOf("|||name|Enrich status"))).toBe(true);
  });
});

function cellsOf(row: string): ReadonlyMap<number, string> {
  return new Map(row.split("|").map((text, column) => [column, text]));
}
