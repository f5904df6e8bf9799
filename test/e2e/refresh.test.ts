import { startDemo, type Demo } from "../support/demo";
import { demoPane } from "../support/demo-pane";
import { formulaSheet } from "../support/formula-sheet";

/** Refreshing formulas: priced exactly, asked once for each person, nothing before a yes. */
let demo: Demo;
let sheet: ReturnType<typeof formulaSheet>;

jest.setTimeout(60_000);

const slugs = Array.from({ length: 30 }, (_, index) => `refresh-${index}`);
const status = '=ENRICH.PERSON(G1,"match.status")';

beforeAll(async () => {
  demo = await startDemo({ SANDBOX_REQUESTS_PER_MINUTE: "100000" });
  sheet = formulaSheet(demo, demoPane(demo.page));
  await demo.page.evaluate(() => window.workbench.settled());
  await sheet.fill(slugs, status);
  // The same people once more, hidden in another function.
  await sheet.set("I1", [['=IFERROR(ENRICH.PERSON($G1,"name"),"?")']]);
  await demo.page.evaluate(() => window.workbench.fillDown("I1:I30"));
  await sheet.shown("H1:I30");
}, 120_000);
afterAll(() => demo.stop());
afterEach(async () => {
  const { missingMembers } = await demo.page.evaluate(() => window.workbench.report());
  expect(missingMembers).toEqual([]);
});

test("a selection of formulas is priced by its people, each once, and nothing is asked before a yes", async () => {
  await sheet.select("H1:I5");

  const spent = await sheet.spent(async () => {
    await sheet.command("Enrich.Refresh");
    expect(await sheet.price()).toEqual({
      Formulas: "10",
      "People to ask again": "5",
      "To ask, in": "1 request",
      Cost: "at most 5 credits",
    });
    await sheet.press("Not now");
  });

  expect(spent).toEqual({ requests: 0, credits: 0 });
});

test("a yes asks for each person once, and the cells show the new answers for nothing more", async () => {
  const { identifiers: before } = await demo.ledger();
  await sheet.select("H1:I5");
  await sheet.command("Enrich.Refresh");
  await sheet.price();

  const spent = await sheet.spent(async () => {
    await sheet.press("Ask again for 5 people");
    await sheet.says(/^Asked again for 5 people/);
    await sheet.shown("H1:I30");
  });

  const { identifiers: after } = await demo.ledger();
  const asked = Object.keys(after).filter((who) => after[who]?.asked !== before[who]?.asked);
  expect(asked).toHaveLength(5);
  expect(asked.every((who) => after[who]?.asked === (before[who]?.asked ?? 0) + 1)).toBe(true);
  expect(spent.requests).toBe(1);
  expect(spent.credits).toBe((await sheet.shown("H1:H5")).filter(({ value }) => value === "matched").length);
});

test("formulas that compute whom they ask for are counted and left out", async () => {
  await sheet.set("K1", [['=ENRICH.PERSON("https://www.linkedin.com/in/"&"refresh-1","match.status")']]);
  await sheet.shown("K1");
  await sheet.select("K1:K1");

  await sheet.command("Enrich.Refresh");

  await sheet.says(/1 formula computes whom to ask for and is left out/);
});

test("nobody's answer is older than 30 days just after asking", async () => {
  await sheet.open();
  await sheet.press("Refresh older than");

  await sheet.says("Nobody's answer on this sheet is older than 30 days.");
});

test("the service comes back: errors only asks for those who failed, priced first, and leaves who was not found alone", async () => {
  const people = ["error-0", "nobody-error-1", "error-2", "error-3", "error-4"];
  await sheet.set(
    "R1",
    people.map((slug) => [`https://www.linkedin.com/in/${slug}`]),
  );
  await sheet.set("S1", [['=ENRICH.PERSON(R1,"name")'], ['=ENRICH.PERSON(R2,"name")']]);
  const known = await sheet.shown("S1:S2");
  await demo.fault("500_always", 1);
  await sheet.set("S3", [
    ['=ENRICH.PERSON(R3,"match.status")'],
    ['=ENRICH.PERSON(R4,"match.status")'],
    ['=ENRICH.PERSON(R5,"match.status")'],
  ]);
  const failed = await sheet.shown("S3:S5");
  expect(failed.map(({ value }) => value)).toEqual(["#N/A", "#N/A", "#N/A"]);
  await demo.clearFaults();
  const { identifiers: before } = await demo.ledger();

  const priced = await sheet.spent(async () => {
    await sheet.press("Refresh errors");
    expect(await sheet.price()).toMatchObject({ "People to ask again": "3", Cost: "at most 3 credits" });
  });
  await sheet.press("Ask again for 3 people");
  await sheet.says(/^Asked again for 3 people/);

  expect(priced).toEqual({ requests: 0, credits: 0 });
  const shown = await sheet.shown("S1:S5");
  expect(shown.slice(2).every(({ value }) => value === "matched" || value === "not_found")).toBe(true);
  expect(shown.slice(0, 2)).toEqual(known);
  const { identifiers: after } = await demo.ledger();
  const asked = Object.keys(after).filter((who) => after[who]?.asked !== before[who]?.asked);
  expect(asked.map((who) => /error-\d/u.exec(who)?.[0]).sort()).toEqual(["error-2", "error-3", "error-4"]);
});
