import type { Locator, Page } from "playwright-core";
import { startDemo, type Demo } from "../support/demo";
import { demoPane } from "../support/demo-pane";

/** "Insert function" in the workbench, as a person uses it, over the real office.js. */
let demo: Demo;
let page: Page;
let builder: Locator;

jest.setTimeout(60_000);

beforeAll(async () => {
  demo = await startDemo({ SANDBOX_REQUESTS_PER_MINUTE: "100000" });
  page = demo.page;
  builder = demoPane(page).region("Insert function");
  await page.evaluate(() => window.workbench.settled());
}, 120_000);
afterAll(() => demo.stop());
afterEach(async () => {
  expect((await page.evaluate(() => window.workbench.report())).missingMembers).toEqual([]);
});

const select = (address: string) => page.evaluate((where) => window.workbench.select(where), address);
const setCells = (address: string, rows: string[][]) =>
  page.evaluate(([where, values]) => window.workbench.setCells(where, values), [address, rows] as const);
const settled = () => page.evaluate(() => window.workbench.settled());

async function read(address: string) {
  const rows = await page.evaluate((where) => window.workbench.getCells(where), address);
  return rows.map((row) => row.map(({ formula, text }) => ({ formula, text })));
}

const formula = (): Locator => builder.getByLabel("Formula", { exact: true });
const insert = (): Locator => builder.getByRole("button", { name: /^Insert (formula|\d)/ });

/** Names a cell and waits for the formula about it. */
async function identify(address: string): Promise<void> {
  await builder.getByRole("textbox", { name: "Identifier cell" }).fill(address);
  await formula()
    .filter({ hasText: `(${address}` })
    .waitFor();
  await workedOut();
}

const workedOut = (): Promise<void> => builder.getByText("Working out…").waitFor({ state: "detached" });

test("the selected cell is taken, and what is known of the person is shown free of charge", async () => {
  const before = await demo.ledger();
  await select("A2");
  await builder.getByRole("button", { name: "Use selected cell" }).click();

  await formula().filter({ hasText: '=ENRICH.PERSON(A2,"basic_profile.name")' }).waitFor();
  await workedOut();

  expect(await builder.getByText("Free: already known").count()).toBe(1);
  expect(await builder.getByRole("list", { name: "Result" }).innerText()).toBe("Mira Solvang");
  expect(await demo.ledger()).toEqual(before);
});

test("a result is looked up only after a press, and the formula then costs nothing", async () => {
  await identify("A4");
  const before = await demo.ledger();
  expect(await builder.getByText("At most 1 credit", { exact: true }).count()).toBe(1);

  await builder.getByRole("button", { name: "Show result" }).click();
  const shown = await builder.getByRole("list", { name: "Result" }).innerText();
  await workedOut();
  const after = await demo.ledger();
  await builder.getByRole("textbox", { name: "Write into" }).fill("G4");
  await workedOut();
  await insert().click();
  await builder.getByText("Written into People!G4.").waitFor();
  await settled();

  expect(after.requests - before.requests).toBe(1);
  expect(await read("G4")).toEqual([[{ formula: '=ENRICH.PERSON(A4,"basic_profile.name")', text: shown }]]);
  expect(await demo.ledger()).toEqual(after);
});

test("a formula fills down beside every identifier, at the price that was named", async () => {
  await setCells("J1:J5", [
    ["Who"],
    ["lena.fischer@bergblick.example"],
    [""],
    ["not a person"],
    ["nobody@nowhere.example"],
  ]);
  await identify("J2");
  await builder.getByRole("textbox", { name: "Write into" }).fill("");
  await builder.getByRole("checkbox", { name: "Also for the 1 person below" }).check();
  await builder.getByText("To ask, in 1 request").waitFor();
  await workedOut();
  expect(await builder.getByText("At most 2 credits").count()).toBe(1);
  const before = await demo.ledger();

  await insert().click();
  await builder.getByText("2 formulas written, first into People!K2.").waitFor();
  await settled();

  const cells = await read("K1:K5");
  expect(cells.map(([cell]) => cell?.formula ?? "")).toEqual([
    "",
    '=ENRICH.PERSON(J2,"basic_profile.name")',
    "",
    "",
    '=ENRICH.PERSON(J5,"basic_profile.name")',
  ]);
  const after = await demo.ledger();
  expect(after.requests - before.requests).toBe(1);
  expect(after.credits - before.credits).toBeLessThanOrEqual(2);
  await builder.getByRole("checkbox", { name: /^Also for/ }).uncheck();
});

test("a cell that is not empty is written over only after a yes", async () => {
  await setCells("N2:O2", [["lena.fischer@bergblick.example", "'=mine"]]);
  await identify("N2");
  await builder.getByRole("textbox", { name: "Write into" }).fill("O2");
  await builder.getByText("1 cell is not empty, first O2.").waitFor();
  await workedOut();

  await insert().click({ force: true });
  expect((await read("O2"))[0]?.[0]?.text).toBe("=mine");
  await builder.getByRole("checkbox", { name: "Write over it" }).check();
  await insert().click();
  await builder.getByText("Written into People!O2.").waitFor();
  await settled();

  expect((await read("O2"))[0]?.[0]?.formula).toBe('=ENRICH.PERSON(N2,"basic_profile.name")');
});

test("a list and a table spill as they were announced", async () => {
  await select("A2");
  await builder.getByRole("textbox", { name: "Write into" }).fill("R2");
  await builder.getByRole("radio", { name: /LIST/ }).check();
  await builder.getByRole("button", { name: "Choose a list" }).click();
  await builder.getByRole("searchbox", { name: "Find a list" }).fill("skills");
  await builder.getByRole("checkbox", { name: "skills.professional_network_skills" }).check();
  await identify("A2");
  const announced = await builder.getByRole("list", { name: "Result" }).getByRole("listitem").allInnerTexts();
  await insert().click();
  await builder.getByText("Written into People!R2.").waitFor();
  await settled();

  const spilled = await read(`R2:R${1 + announced.length}`);
  expect(announced.length).toBeGreaterThan(0);
  expect(spilled.map(([cell]) => cell?.text)).toEqual(announced);
});

test("a protected sheet is said in a sentence before anything is tried", async () => {
  await page.evaluate(() => window.workbench.protectSheet(true));
  await builder.getByRole("textbox", { name: "Write into" }).fill("T2");

  await builder.getByText("This sheet is protected. Unprotect it, then try again.").waitFor();

  expect(await insert().getAttribute("aria-disabled")).toBe("true");
  await page.evaluate(() => window.workbench.protectSheet(false));
});
