import { startDemo, type Demo } from "../support/demo";
import { demoPane } from "../support/demo-pane";
import { formulaSheet } from "../support/formula-sheet";

/** Formulas stuck since before the add-in was loaded, in the workbench. */
let demo: Demo;
let sheet: ReturnType<typeof formulaSheet>;

jest.setTimeout(60_000);

beforeAll(async () => {
  demo = await startDemo({ SANDBOX_REQUESTS_PER_MINUTE: "100000" });
  sheet = formulaSheet(demo, demoPane(demo.page));
  await demo.page.evaluate(() => window.workbench.settled());
}, 120_000);
afterAll(() => demo.stop());
afterEach(async () => {
  const { missingMembers } = await demo.page.evaluate(() => window.workbench.report());
  expect(missingMembers).toEqual([]);
});

test("are entered anew from the ribbon: known people cost nothing, all else is left alone", async () => {
  await sheet.fill(["repair-one", "repair-two"], '=ENRICH.PERSON(G1,"match.status")');
  await sheet.set("J1", [
    ['=_xldudf_ENRICH_PERSON(G1,"match.status")', "=NOSUCH(1)"],
    ['=IFERROR(_xldudf_enrich_person(G2,"match.status"),"?")', `'=_xldudf_ENRICH_PERSON(G1,"x")`],
  ]);
  await sheet.shown("J1:K2");

  const spent = await sheet.spent(async () => {
    await sheet.command("Enrich.Repair");
    await sheet.says("2 formulas were entered anew.");
  });

  const [plain, other, wrapped, text] = await sheet.shown("J1:K2");
  expect(["matched", "not_found"]).toContain(plain?.value);
  expect(plain?.formula).toBe('=ENRICH.PERSON(G1,"match.status")');
  expect(["matched", "not_found"]).toContain(wrapped?.value);
  expect(wrapped?.formula).toBe('=IFERROR(ENRICH.PERSON(G2,"match.status"),"?")');
  expect(other).toMatchObject({ value: "#NAME?", formula: "=NOSUCH(1)" });
  expect(text).toMatchObject({ type: "text", formula: "" });
  expect(spent).toEqual({ requests: 0, credits: 0 });
});

test("are left alone on a protected sheet, which is said", async () => {
  await sheet.set("J5", [['=_xldudf_ENRICH_PERSON(G1,"match.status")']]);
  await demo.page.evaluate(() => window.workbench.protectSheet(true));

  await sheet.command("Enrich.Repair");
  await sheet.says("could not be written: unprotect the sheet, then try again.");

  await demo.page.evaluate(() => window.workbench.protectSheet(false));
  expect((await sheet.shown("J5"))[0]?.formula).toContain("_xldudf_");
  await sheet.command("Enrich.Repair");
  await sheet.says("1 formula was entered anew.");
});

test("are none where nothing is stuck", async () => {
  await sheet.shown("J1:J5");

  await sheet.command("Enrich.Repair");
  await sheet.says("No formula in this workbook is stuck.");
});
