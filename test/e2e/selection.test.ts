import type { Page } from "playwright-core";
import type { Demo } from "../support/demo";
import type { DemoPane } from "../support/demo-pane";
import { startRuns } from "../support/demo-runs";
import { knownPeople, nameAt } from "../support/people-sheet";

/** What can be selected: what the pane says of it, and that exactly those rows are written. */
let demo: Demo;
let page: Page;
let pane: DemoPane;

const name = "basic_profile.name";
const people = knownPeople(12, "selected");
const colours = ["red", "blue", "red", "green"];

jest.setTimeout(60_000);

beforeAll(async () => {
  ({ demo, page, pane } = await startRuns(name));
}, 120_000);
afterAll(() => demo.stop());
beforeEach(async () => {
  await page.evaluate(
    async ([urls, notes]) => {
      const { workbench } = window;
      await workbench.deleteColumns(1, 40);
      await workbench.setCells("A1", [
        ["Who", "Colour"],
        ...urls.map((url, row) => [url, notes[row % notes.length] ?? ""]),
      ]);
    },
    [people, colours] as const,
  );
});
afterEach(async () => {
  expect((await page.evaluate(() => window.workbench.report())).missingMembers).toEqual([]);
});

test("a block: the column that names people is read, the others are named as left out", async () => {
  await pane.select("A1:B7", "A1:A7");

  expect(await said()).toContain("6 URLs · 0 e-mails");
  expect(await said()).toContain("Column A is read; 1 other column left out.");
  expect(await hasHeader()).toBe(true);
  expect(await pane.quote()).toMatchObject({ "Into columns": "C to D", Rows: "6" });
  await pane.run();
  expect(await written()).toEqual(rowsFrom(0, 6));
});

test("a whole column: as far as it is used", async () => {
  await pane.select("A:A", "A1:A13");

  expect(await pane.quote()).toMatchObject({ Rows: "12", "Different people": "12" });
  await pane.run();
  expect(await written()).toEqual(rowsFrom(0, 12));
});

test("several areas: each is read, what lies between stays empty", async () => {
  await pane.select("A2:A4,A8:A9");

  expect(await said()).toContain("Read from 2 selected areas.");
  expect(await hasHeader()).toBe(false);
  expect(await pane.quote()).toMatchObject({ Rows: "5" });
  await pane.run();
  expect(await written()).toEqual([...rowsFrom(0, 3), ...rowsFrom(6, 8)]);
});

test("a filtered list: hidden rows are counted, and left out where that is asked", async () => {
  await page.evaluate(() => window.workbench.filter("A1:B13", 2, "red"));
  await pane.select("A1:A13");
  expect(await said()).toContain("6 hidden rows included.");
  expect(await pane.quote()).toMatchObject({ Rows: "12" });

  // It turns when the column has been read again.
  const visibleOnly = pane.frame.getByRole("switch", { name: "Visible rows only" });
  await visibleOnly.click();
  await pane.region("Selection").getByText("6 hidden rows left out.").waitFor();

  expect(await pane.quote()).toMatchObject({ Rows: "6" });
  await pane.run();
  await visibleOnly.click();
  await page.evaluate(() => window.workbench.filter("A1:B13", 2, undefined));
  expect(await written()).toEqual(people.flatMap((_, row) => (row % 2 === 0 ? rowsFrom(row, row + 1) : [])));
});

test("a first row is a header where it names nobody, and what is recognised can be overruled", async () => {
  await pane.select("A1:A13");
  expect(await hasHeader()).toBe(true);

  await pane.select("A2:A13");
  expect(await hasHeader()).toBe(false);
  await pane.frame.getByRole("switch", { name: "First row is a header" }).check();

  expect(await pane.quote()).toMatchObject({ Rows: "11" });
  await pane.run();
  // The row that counts as a header gets those of the new columns.
  const [header, ...rows] = await written();
  expect(header).toBe(`2: ${people[0] ?? ""} ${name} Enrich status`);
  expect(rows).toEqual(rowsFrom(1, 12));
  await pane.frame.getByRole("switch", { name: "First row is a header" }).uncheck();
});

test("a column of a table: the table grows, with the headers in its own header row", async () => {
  await addin()?.evaluate(() =>
    Excel.run(async (context) => {
      context.workbook.worksheets.getActiveWorksheet().tables.add("A1:B13", true).name = "Candidates";
      await context.sync();
    }),
  );
  await pane.select("A2:A13");

  expect(await said()).toContain("In the table “Candidates”, which grows with the new columns.");
  await pane.run();

  expect(await written()).toEqual(rowsFrom(0, 12));
  const headers = await page.evaluate(() => window.workbench.getCells("A1:D1"));
  expect(headers.flat().map(({ text }) => text)).toEqual(["Who", "Colour", name, "Enrich status"]);
  const address = await addin()?.evaluate(() =>
    Excel.run(async (context) => {
      const range = context.workbook.tables.getItem("Candidates").getRange().load({ address: true });
      await context.sync();
      return range.address;
    }),
  );
  expect(address).toBe("People!A1:D13");
});

test("merged cells: each counts as its first row, which alone is written", async () => {
  await addin()?.evaluate(() =>
    Excel.run(async (context) => {
      context.workbook.worksheets.getActiveWorksheet().getRange("A2:A4").merge();
      await context.sync();
    }),
  );
  await pane.select("A1:A13");

  expect(await said()).toContain("3 merged cells: each counts as its first row.");
  expect(await said()).toContain("10 URLs · 0 e-mails\n");
  expect(await pane.quote()).toMatchObject({ Rows: "10" });
  await pane.run();

  expect(await written()).toEqual([...rowsFrom(0, 1), ...rowsFrom(3, 12)]);
});

test("a table with a row of totals: the totals are nobody, and stay as they are", async () => {
  await addin()?.evaluate(() =>
    Excel.run(async (context) => {
      const table = context.workbook.worksheets.getActiveWorksheet().tables.add("A1:B13", true);
      table.name = "Summed";
      table.showTotals = true;
      await context.sync();
    }),
  );
  await pane.select("A:A", "A1:A13");

  expect(await pane.quote()).toMatchObject({ Rows: "12", "Different people": "12" });
  await pane.run();

  expect(await written()).toEqual(rowsFrom(0, 12));
  const totals = await page.evaluate(() => window.workbench.getCells("A14:D14"));
  expect(totals.flat().map(({ text }) => text)).toEqual(["Total", "", "", ""]);
});

test("filters and edits are followed by themselves; whoever types in the pane goes on typing", async () => {
  await page.evaluate(() => window.workbench.filter("A1:B13", 2, "red"));
  await pane.select("A1:A13");
  const selection = pane.region("Selection");
  await pane.frame.getByRole("switch", { name: "Visible rows only" }).click();
  await selection.getByText("6 hidden rows left out.").waitFor();
  const search = pane.frame.getByRole("searchbox", { name: "Search fields" });
  await search.fill("head");

  await page.evaluate(() => window.workbench.filter("A1:B13", 2, "blue"));
  await selection.getByText("9 hidden rows left out.").waitFor();
  await selection.getByText("3 URLs · 0 e-mails").waitFor();
  await page.evaluate(() => window.workbench.filter("A1:B13", 2, undefined));
  await selection.getByText("12 URLs · 0 e-mails").waitFor();
  await page.evaluate(() => window.workbench.setCells("A3", [["somebody@fjordlight.example"]]));
  await selection.getByText("11 URLs · 1 e-mail").waitFor();
  await page.evaluate(() => window.workbench.setCells("A4", [["just words"]]));
  await selection.getByText("1 cell is not an identifier").waitFor();

  expect(await search.evaluate((box) => document.activeElement === box)).toBe(true);
  expect(await search.inputValue()).toBe("head");
  await search.fill("");
  await pane.frame.getByRole("switch", { name: "Visible rows only" }).click();
});

test("rows that a co-author inserts into the selected column are followed by themselves", async () => {
  await pane.select("A1:A13");
  const selection = pane.region("Selection");

  await page.evaluate(() => window.workbench.coauthor.insertRows(5, 2));
  await selection.getByText("12 URLs · 0 e-mails · 2 blank").waitFor();
  await page.evaluate(() => window.workbench.coauthor.deleteRows(5, 3));
  await selection.getByText("11 URLs · 0 e-mails", { exact: true }).waitFor();

  expect(await pane.quote()).toMatchObject({ Rows: "11" });
});

const addin = () => page.frames().find((frame) => frame.url().includes("taskpane.html"));

const said = (): Promise<string> => pane.region("Selection").innerText();

const hasHeader = (): Promise<boolean> => pane.frame.getByRole("switch", { name: "First row is a header" }).isChecked();

/** The rows of these people, 0-based and without the last, as they stand once they are written. */
function rowsFrom(first: number, end: number): readonly string[] {
  return people.slice(first, end).map((url, index) => {
    const person = nameAt(url);
    return `${first + index + 2}: ${url} ${person} Matched`;
  });
}

/** The rows with anything in the columns of the run. */
async function written(): Promise<readonly string[]> {
  const cells = await page.evaluate(() => window.workbench.getCells("A1:F40"));
  const [headers = [], ...rows] = cells.map((row) => row.map(({ text }) => text));
  const at = headers.indexOf(name) < 0 ? 2 : headers.indexOf(name);
  return rows.flatMap((row, index) => {
    const beside = row.slice(at).filter((text) => text !== "");
    return beside.length === 0 ? [] : [`${index + 2}: ${row[0] ?? ""} ${beside.join(" ")}`];
  });
}
