import { headerRowOf, planColumns, planInsertedColumns } from "../../../src/excel/ranges/target-plan";

const person = "https://www.linkedin.com/in/ada";
const keyFrom = (row: number) => ({
  ...{ address: "People!A1", sheetId: "1", sheetName: "People", column: 0 },
  cells: [{ row, text: person }],
  notes: { areas: 1, hiddenRows: 0, otherColumns: 0, mergedCells: 0, tableName: undefined },
});
const above = (...texts: string[]) => texts.map((text, row) => ({ row, text }));

describe("where a run writes", () => {
  it("takes the selected header row, or the row above the first person", () => {
    expect(headerRowOf(keyFrom(0), true, [])).toBe(0);
    expect(headerRowOf(keyFrom(1), false, above("Profile"))).toBe(0);
    expect(headerRowOf(keyFrom(3), false, above("Profile", "", ""))).toBe(2);
  });

  it("finds the headers of a list of which only the middle is selected", () => {
    expect(headerRowOf(keyFrom(3), false, above("Profile", person, person))).toBe(0);
  });

  it("writes no headers where people stand up to the top", () => {
    expect(headerRowOf(keyFrom(0), false, [])).toBeUndefined();
    expect(headerRowOf(keyFrom(2), false, above(person, person))).toBeUndefined();
  });

  it("takes the first columns right of the key", () => {
    expect(planColumns(2, ["name", "title"], new Map(), new Set())).toEqual([3, 4]);
  });

  it("uses headers of the same name again, whatever stands below them, and puts new columns side by side", () => {
    const headers = new Map([
      [0, "name"],
      [4, " Title "],
    ]);

    expect(planColumns(2, ["name", "title", "city"], headers, new Set([4]))).toEqual([5, 4, 6]);
  });

  it("leaves columns alone that have another header, or something beside the keys", () => {
    const headers = new Map([
      [1, "Notes"],
      [4, "Owner"],
    ]);

    expect(planColumns(0, ["name", "title"], headers, new Set())).toEqual([2, 3]);
    expect(planColumns(0, ["name", "title"], headers, new Set([2]))).toEqual([5, 6]);
  });

  it("gives two columns of the same name a header each", () => {
    expect(planColumns(0, ["name", "name"], new Map([[1, "name"]]), new Set([1]))).toEqual([1, 2]);
  });

  it("inserts columns right beside the key, and uses headers again where these stand by then", () => {
    const headers = new Map([
      [1, "Notes"],
      [2, "city"],
    ]);

    expect(planInsertedColumns(0, ["name", "city", "title"], headers)).toEqual({ inserts: 2, columns: [1, 4, 2] });
  });
});
