import { freezeFormulas } from "../../../src/excel/freeze/freeze-formulas";
import { thawFormulas } from "../../../src/excel/freeze/thaw-formulas";
import { formulasInMemory, keptBySlug } from "../../support/formulas-in-memory";

/** Freeze and Thaw over the real office.js and a workbook in memory. */
let sheet: ReturnType<typeof formulasInMemory>;
const nobodyKnown = keptBySlug({});

beforeEach(() => {
  sheet = formulasInMemory();
});
afterEach(() => sheet.dispose());

const formulas = (column: string, count: number, field = "name") =>
  Array.from({ length: count }, (_, index) => `=ENRICH.PERSON(${column}${index + 2},"${field}")`);

it("brings the same formulas back and leaves no name behind", async () => {
  sheet.fill(["Ada", "=1+1", 7]);

  const frozen = await freezeFormulas("sheet", nobodyKnown);
  expect(sheet.cells("H2:H4")).toEqual(["Ada", "=1+1", 7]);
  expect(sheet.grid.read(sheet.sheetId, { row: 2, column: 7, rowCount: 1, columnCount: 1 })[0]?.[0]?.kind).toBe("text");
  const thawed = await thawFormulas("sheet");

  expect(frozen).toEqual({ frozen: 3, noMatch: 0, wholeSpills: 0, leftAlone: 0 });
  expect(thawed).toEqual({ thawed: 3, changed: 0, lost: 0, leftAlone: 0 });
  expect(sheet.cells("H2:H4")).toEqual(formulas("G", 3));
  expect(sheet.names()).toEqual([]);
});

it("finds the people again after a column was inserted between them and the frozen cells", async () => {
  sheet.fill(["Ada", "Bo", "Cy"]);
  await freezeFormulas("sheet", nobodyKnown);
  sheet.grid.insertColumns(sheet.sheetId, 7, 1, "user");
  await Promise.resolve();

  expect(await thawFormulas("sheet")).toMatchObject({ thawed: 3, changed: 0, lost: 0 });
  expect(sheet.cells("I2:I4")).toEqual(formulas("G", 3));
});

it("follows people whose column moved, also where values were changed and a second yes was given", async () => {
  sheet.fill(["Ada", "Bo", "Cy"]);
  await freezeFormulas("sheet", nobodyKnown);
  sheet.grid.insertColumns(sheet.sheetId, 7, 2, "user");
  await Promise.resolve();
  sheet.set("J3", [["my own words"]]);

  expect(await thawFormulas("sheet")).toMatchObject({ thawed: 2, changed: 1, lost: 0 });
  expect(sheet.cells("J3:J3")).toEqual(["my own words"]);
  expect(await thawFormulas("sheet", { changed: true })).toMatchObject({ thawed: 1, changed: 0 });
  expect(sheet.cells("J2:J4")).toEqual(formulas("G", 3));
});

it("never puts a formula beside the wrong person: where the people's column is gone, values stay, whatever is agreed", async () => {
  sheet.fill(["Ada", "Bo"]);
  sheet.set("F2", [["https://www.linkedin.com/in/other-a"], ["https://www.linkedin.com/in/other-b"]]);
  await freezeFormulas("sheet", nobodyKnown);
  sheet.grid.deleteColumns(sheet.sheetId, 6, 1, "user");
  await Promise.resolve();

  expect(await thawFormulas("sheet")).toEqual({ thawed: 0, changed: 0, lost: 2, leftAlone: 0 });
  expect(await thawFormulas("sheet", { changed: true })).toEqual({ thawed: 0, changed: 0, lost: 2, leftAlone: 0 });
  expect(sheet.cells("G2:G3")).toEqual(["Ada", "Bo"]);
});

it("freezes nothing beside the wrong person where a colleague inserts a row meanwhile, and says so", async () => {
  const people = ["Ada", "Bo", "Cy"];
  sheet.fill(people);
  let hasInserted = false;
  sheet.client.beforeRequest = (body) => {
    // The names that keep the formulas go to Excel just before the cells are written.
    if (hasInserted || !body.includes("_enrich_frozen_")) return;
    hasInserted = true;
    sheet.grid.insertRows(sheet.sheetId, 2, 1, "coauthor");
  };

  await expect(freezeFormulas("sheet", nobodyKnown)).rejects.toThrow("The sheet changed while it was being frozen.");

  expect(hasInserted).toBe(true);
  const cells = sheet.cells("H2:H5");
  expect(cells.filter((cell) => people.includes(String(cell)))).toEqual([]);
  expect(cells.filter((cell) => String(cell).startsWith("=ENRICH.PERSON("))).toHaveLength(3);
});

it("keeps #N/A where nobody was found, and the formula where an answer is still to come", async () => {
  sheet.fill(["#N/A", "#N/A", "Cy", "#VALUE!", "#BUSY!"]);
  const enricher = keptBySlug({ "person-0": { status: "not_found", asOf: 0 } });

  const report = await freezeFormulas("sheet", enricher);

  expect(report).toEqual({ frozen: 2, noMatch: 1, wholeSpills: 0, leftAlone: 3 });
  expect(sheet.cells("H2:H6")).toEqual(["#N/A", formulas("G", 2)[1], "Cy", ...formulas("G", 5).slice(3)]);
  expect(await thawFormulas("sheet")).toMatchObject({ thawed: 2, changed: 0 });
  expect(sheet.cells("H2:H6")).toEqual(formulas("G", 5));
});

it("freezes a table whole though a part was selected, and thaws it whole", async () => {
  sheet.set("G2", [["https://www.linkedin.com/in/ada"], ["https://www.linkedin.com/in/bo"]]);
  sheet.set("I1", [["name", "headline"]]);
  sheet.set("I2", [["=ENRICH.PEOPLE(G2:G3,I1:J1)"]]);
  sheet.answer("I2", [
    ["Ada", "Engineer"],
    ["Bo", ""],
  ]);
  sheet.grid.spill(sheet.sheetId, { row: 1, column: 8, rowCount: 2, columnCount: 2 });
  sheet.select("J3");

  expect(await freezeFormulas("selection", nobodyKnown)).toMatchObject({ frozen: 1, wholeSpills: 1 });
  expect(sheet.cells("I2:J3")).toEqual(["Ada", "Engineer", "Bo", ""]);
  expect(await thawFormulas("selection")).toMatchObject({ thawed: 1, changed: 0 });
  expect(sheet.cells("I2:I2")).toEqual(["=ENRICH.PEOPLE(G2:G3,I1:J1)"]);
});

it("touches nothing on a protected sheet", async () => {
  sheet.fill(["Ada"]);
  sheet.grid.protectSheet(sheet.sheetId, true);

  expect(await freezeFormulas("sheet", nobodyKnown)).toMatchObject({ frozen: 0, leftAlone: 1 });
  expect(sheet.cells("H2:H2")).toEqual(formulas("G", 1));
});

it("freezes and thaws 10,000 cells in requests under 1 MB", async () => {
  const texts = Array.from({ length: 10_000 }, (_, index) => `“${"words ".repeat(20)}” ${index}`);
  sheet.fill(texts);

  expect(await freezeFormulas("sheet", nobodyKnown)).toMatchObject({ frozen: 10_000 });
  expect(await thawFormulas("sheet")).toMatchObject({ thawed: 10_000 });

  expect(sheet.longestRequest()).toBeLessThan(1_000_000);
  expect(sheet.cells("H10001:H10001")).toEqual(['=ENRICH.PERSON(G10001,"name")']);
}, 60_000);

it("freezes and thaws 500 cells of which no two follow each other, in requests under 1 MB", async () => {
  sheet.set(
    "G1",
    Array.from({ length: 1_000 }, (_, index) => [`https://www.linkedin.com/in/person-${index}`]),
  );
  sheet.set(
    "H1",
    Array.from({ length: 1_000 }, (_, index) => [index % 2 === 0 ? `=ENRICH.PERSON(G${index + 1},B$1)` : "own"]),
  );

  expect(await freezeFormulas("sheet", nobodyKnown)).toMatchObject({ frozen: 500 });
  expect(sheet.longestRequest()).toBeLessThan(1_000_000);
}, 60_000);
