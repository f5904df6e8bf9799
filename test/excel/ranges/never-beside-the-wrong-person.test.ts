import { openExcelPeople, preparedColumns, type ExcelPeople } from "../../support/excel-people";
import type { SnapshotRow } from "../../../src/core/run/sheet";

let open: ExcelPeople | undefined;
afterEach(() => open?.close());

const names = ["ada", "bob", "cyd", "dan", "eve", "fay"];

async function list(hasHeaderRow = true) {
  const rows = names.map((name) => [name]);
  open = openExcelPeople(hasHeaderRow ? [["Profile"], ...rows] : rows);
  const columns = await preparedColumns(open, { rows: 20, headers: ["name", "city"], hasHeaderRow });
  const rowsToWrite = columns.key.cells
    .filter(({ text }) => text !== "Profile")
    .map(({ row, text }) => ({ row, keyText: text, values: [`name of ${text}`, `city of ${text}`] }));
  return { ...open, ...columns, rowsToWrite };
}

function sortList({ coauthor }: ExcelPeople): void {
  coauthor.type(1, 0, "zoe");
  coauthor.type(2, 0, "ada");
  coauthor.sort(0);
}

function swapTwo({ coauthor }: ExcelPeople): void {
  coauthor.type(1, 0, "bob");
  coauthor.type(2, 0, "ada");
}

/** Does something in the moment before the request that writes the values: after the keys were read. */
function beforeWriting({ client }: ExcelPeople, act: () => void, times = 1): void {
  let left = times;
  client.beforeRequest = (body) => {
    if (left === 0 || !body.includes("name of")) return;
    left -= 1;
    act();
  };
}

function expectEveryValueBesideItsKey({ texts }: ExcelPeople, column = 0, notes: readonly string[] = []): void {
  const right = texts().map((line) => {
    const key = line[column] ?? "";
    const isPerson = names.includes(key);
    return [key, ...(isPerson ? [`name of ${key}`, `city of ${key}`] : line.slice(column + 1, column + 3))];
  });
  expect(texts().map((line) => line.slice(column, column + 3))).toEqual(right);
  for (const line of texts()) {
    if (!names.includes(line[column] ?? "") && line[column] !== "Profile" && !notes.includes(line[column] ?? "")) {
      expect(line.slice(column + 1)).toEqual(line.slice(column + 1).map(() => ""));
    }
  }
}

describe("values are written", () => {
  it("in two requests where nobody moves anything", async () => {
    const { sheet, key, prepared, rowsToWrite, client } = await list();
    const before = client.requests;

    await sheet.write(key, prepared.target, rowsToWrite);

    // The name of the run is looked up, keys and cells are read, values are written; the last request clears up.
    expect(client.requests - before).toBeLessThanOrEqual(4);
    expectEveryValueBesideItsKey(open!);
  });

  it.each<[string, (people: ExcelPeople) => void]>([
    ["inserts a row above", ({ coauthor }) => coauthor.insertRows(1, 1)],
    ["inserts rows in the middle", ({ coauthor }) => coauthor.insertRows(3, 2)],
    ["deletes a row above", ({ coauthor }) => coauthor.deleteRows(1, 1)],
    ["sorts the list", sortList],
    ["swaps two people", swapTwo],
    ["inserts a column left of the keys", ({ coauthor }) => coauthor.insertColumns(0, 1)],
  ])("beside their people when a co-author %s between the reading of the keys and the writing", async (_, act) => {
    const people = await list();
    beforeWriting(people, () => act(people));

    await people.sheet.write(people.key, people.prepared.target, people.rowsToWrite);

    expectEveryValueBesideItsKey(people, people.text(0, 0) === "Profile" ? 0 : 1);
  });

  it("and what was written beside the wrong person is put back at once", async () => {
    const people = await list();
    people.type(3, 1, "my note");
    people.type(3, 2, "=1+1");
    const rows = people.rowsToWrite.filter(({ keyText }) => keyText === "bob");
    beforeWriting(people, () => {
      people.coauthor.type(2, 0, "somebody");
      people.coauthor.type(2, 1, "her note");
    });

    const report = await people.sheet.write(people.key, people.prepared.target, rows);

    expect(report).toEqual({ written: 0, vanished: [2] });
    expect([people.text(2, 1), people.text(2, 2)]).toEqual(["her note", ""]);
    expect([people.text(3, 1), people.formula(3, 2)]).toEqual(["my note", "=1+1"]);
  });

  it("beside their people though rows move again while a wrong value is put back", async () => {
    const people = await list();
    let edits = 0;
    people.client.beforeRequest = (body) => {
      if (!body.includes('"Values"') || edits === 12) return;
      edits += 1;
      if (edits % 3 === 0) people.coauthor.sort(0);
      else if (edits % 3 === 1) people.coauthor.insertRows(2, 1);
      else
        people.coauthor.deleteRows(
          people.texts().findIndex((line, row) => row > 0 && line[0] === ""),
          1,
        );
    };

    await people.sheet.write(people.key, people.prepared.target, people.rowsToWrite);

    expect(edits).toBeGreaterThan(5);
    expectEveryValueBesideItsKey(people);
  });

  it("in the right columns of a list without headers when a co-author inserts and deletes columns", async () => {
    const people = await list(false);
    people.coauthor.insertColumns(0, 2);
    people.coauthor.insertColumns(3, 1);

    await people.sheet.write(people.key, people.prepared.target, people.rowsToWrite);

    expect(people.texts()[0]).toEqual(["", "", "ada", "", "name of ada", "city of ada"]);
  });

  it("nowhere once a column of the run was deleted", async () => {
    const people = await list(false);
    people.coauthor.deleteColumns(2, 1);

    const writing = people.sheet.write(people.key, people.prepared.target, people.rowsToWrite);

    await expect(writing).rejects.toThrow("A column of this run was deleted");
    expect(people.texts()[0]).toEqual(["ada"]);
  });

  it("only into blank cells where that was asked, even if somebody types there in that very moment", async () => {
    const people = await list();
    people.type(1, 1, "mine");
    beforeWriting(people, () => people.coauthor.type(2, 1, "just typed"));

    const report = await people.sheet.write(people.key, people.prepared.target, people.rowsToWrite, {
      onlyIntoBlank: [0],
    });

    expect(report).toEqual({ written: 6, vanished: [] });
    expect(people.texts()[1]).toEqual(["ada", "mine", "city of ada"]);
    expect(people.texts()[2]).toEqual(["bob", "just typed", "city of bob"]);
  });

  it("after what stands there was noted, and can all be put back", async () => {
    const people = await list();
    people.type(1, 1, "'=1+1");
    people.type(2, 1, "=2+2");
    people.type(3, 1, 12);
    people.type(4, 1, "'00123");
    const noted: SnapshotRow[] = [];
    await people.sheet.write(people.key, people.prepared.target, people.rowsToWrite, {
      noteBefore(rows) {
        expect(people.text(1, 1)).toBe("=1+1");
        noted.push(...rows);
        return Promise.resolve();
      },
    });
    people.type(5, 1, "changed since");
    people.coauthor.insertRows(1, 2);
    people.coauthor.insertColumns(0, 1);

    const report = await people.sheet.restore(people.key, people.prepared.target, noted);

    expect(report).toEqual({ restored: 11, left: 1 });
    expect([3, 4, 5, 6, 7].map((row) => people.text(row, 2))).toEqual(["=1+1", "0", "12", "00123", "changed since"]);
    expect([3, 4].map((row) => people.formula(row, 2))).toEqual(["", "=2+2"]);
    expect([3, 4, 5].map((row) => people.text(row, 3))).toEqual(["", "", ""]);
  });
});
