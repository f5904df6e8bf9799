import { startDemo, type Demo } from "../support/demo";
import { demoPane } from "../support/demo-pane";
import { formulaSheet } from "../support/formula-sheet";

/** Freezing formulas to values and thawing them, in the workbench. */
let demo: Demo;
let sheet: ReturnType<typeof formulaSheet>;

jest.setTimeout(60_000);

const slugs = Array.from({ length: 6 }, (_, index) => `freeze-${index}`);

beforeAll(async () => {
  demo = await startDemo({ SANDBOX_REQUESTS_PER_MINUTE: "100000" });
  sheet = formulaSheet(demo, demoPane(demo.page));
  await demo.page.evaluate(() => window.workbench.settled());
  await sheet.fill(slugs, '=ENRICH.PERSON(G1,"match.status")');
}, 120_000);
afterAll(() => demo.stop());
afterEach(async () => {
  const { missingMembers } = await demo.page.evaluate(() => window.workbench.report());
  expect(missingMembers).toEqual([]);
});

const plain = ({ value, type, text }: { value: unknown; type: string; text: string }) => ({ value, type, text });

test("values stand where formulas stood, of the same type and look; thawing brings the same formulas for nothing", async () => {
  await sheet.set("I1", [["=ENRICH.ASOF(G1)", '=ENRICH.PERSON(G1,"match.confidence_score")']]);
  const before = await sheet.shown("H1:J6");

  const spent = await sheet.spent(async () => {
    await sheet.select("H1:J6");
    await sheet.command("Enrich.Freeze");
    await sheet.says(/formulas are values now/);
    const frozen = await sheet.shown("H1:J6");
    expect(frozen.map(plain)).toEqual(before.map(plain));
    expect(frozen.every(({ formula, value }) => formula === "" || value === "#N/A")).toBe(true);

    await sheet.command("Enrich.Thaw");
    await sheet.says(/formulas are back/);
    const thawed = await sheet.shown("H1:J6");
    expect(thawed.map(({ formula, value }) => [formula, value])).toEqual(
      before.map(({ formula, value }) => [formula, value]),
    );
  });

  expect(spent).toEqual({ requests: 0, credits: 0 });
});

test("text that looks like a formula is frozen as text, and stays text in the saved file", async () => {
  const hostile = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(1)",
    "\t=1+1",
    "=cmd|' /C calc'!A0",
    "\uff1d1+1",
    "=HYPERLINK(1)",
    "+SUM(1)",
  ];
  await sheet.set(
    "L1",
    hostile.map((text) => [`=IF(FALSE,ENRICH.PERSON($G$1,"name"),"${text}")`]),
  );
  const before = await sheet.shown("L1:L9");
  await sheet.select("L1:L9");

  await sheet.command("Enrich.Freeze");
  await sheet.says(/9 formulas are values now/);

  const check = async (): Promise<void> => {
    const frozen = await sheet.shown("L1:L9");
    expect(frozen.map(({ type, formula, value }) => [type, formula, value])).toEqual(
      before.map(({ type, value }) => [type, "", value]),
    );
  };
  await check();
  await demo.page.evaluate(async () => window.workbench.open(await window.workbench.save()));
  await demo.page.evaluate(() => window.workbench.settled());
  await check();
});

test("a table is frozen whole though a part of it was selected, and thaws whole", async () => {
  await sheet.set("N1", [
    ["match.status", "match.count"],
    ["=ENRICH.PEOPLE(G1:G3,N1:O1)", ""],
  ]);
  const before = await sheet.shown("N2:O4");
  await sheet.select("O3:O3");

  await sheet.command("Enrich.Freeze");
  await sheet.says(/1 table was selected in part and frozen whole/);
  expect((await sheet.shown("N2:O4")).map(plain)).toEqual(before.map(plain));
  expect((await sheet.shown("N2"))[0]?.formula).toBe("");

  await sheet.command("Enrich.Thaw");
  await sheet.says("1 formula is back.");
  const thawed = await sheet.shown("N2:O4");
  expect(thawed.map(plain)).toEqual(before.map(plain));
  expect(thawed[0]?.formula).toBe("=ENRICH.PEOPLE(G1:G3,N1:O1)");
});

test("rows inserted above, saved and opened: formulas come back beside their people, changed values stay", async () => {
  await sheet.select("H1:H6");
  await sheet.command("Enrich.Freeze");
  await sheet.says("6 formulas are values now. Thaw brings them back.");
  await demo.page.evaluate(() => window.workbench.insertRows(1, 2));
  await demo.page.evaluate(async () => window.workbench.open(await window.workbench.save()));
  await demo.page.evaluate(() => window.workbench.settled());
  await sheet.set("H4", [["my own words"]]);
  await sheet.set("G5", [["https://www.linkedin.com/in/somebody-else"]]);
  await sheet.shown("G1:O20");
  await sheet.select("H1:H20");

  const spent = await sheet.spent(async () => {
    await sheet.command("Enrich.Thaw");
    await sheet.says(/4 formulas are back. 2 frozen cells were changed since/);
    await sheet.shown("H3:H8");
  });

  const cells = await sheet.shown("H3:H8");
  expect(cells.map(({ formula }) => formula)).toEqual([
    '=ENRICH.PERSON(G3,"match.status")',
    "",
    "",
    '=ENRICH.PERSON(G6,"match.status")',
    '=ENRICH.PERSON(G7,"match.status")',
    '=ENRICH.PERSON(G8,"match.status")',
  ]);
  expect(cells[1]?.value).toBe("my own words");
  expect(spent).toEqual({ requests: 0, credits: 0 });

  await sheet.press("Thaw these too");
  await sheet.says("2 formulas are back.");
  expect((await sheet.shown("H4"))[0]?.formula).toBe('=ENRICH.PERSON(G4,"match.status")');
});

test("a column inserted between people and frozen cells: formulas come back over the same people, for nothing", async () => {
  await sheet.set("R1", [["https://www.linkedin.com/in/freeze-0"], ["https://www.linkedin.com/in/freeze-1"]]);
  await sheet.set("S1", [['=ENRICH.PERSON(R1,"match.status")'], ['=ENRICH.PERSON(R2,"match.status")']]);
  const before = await sheet.shown("S1:S2");
  await sheet.select("S1:S2");
  await sheet.command("Enrich.Freeze");
  await sheet.says(/2 formulas are values now/);
  await demo.page.evaluate(() => window.workbench.insertColumns(19, 1));
  await sheet.shown("R1:T2");
  await sheet.select("T1:T2");

  const spent = await sheet.spent(async () => {
    await sheet.command("Enrich.Thaw");
    await sheet.says("2 formulas are back.");
    await sheet.shown("T1:T2");
  });

  const thawed = await sheet.shown("T1:T2");
  expect(thawed.map(({ formula, value }) => [formula, value])).toEqual([
    ['=ENRICH.PERSON(R1,"match.status")', before[0]?.value],
    ['=ENRICH.PERSON(R2,"match.status")', before[1]?.value],
  ]);
  expect(spent).toEqual({ requests: 0, credits: 0 });
});
