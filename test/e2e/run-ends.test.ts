import type { Page, Route } from "playwright-core";
import { startDemo, type Demo, type Ledger } from "../support/demo";
import { demoPane, type DemoPane } from "../support/demo-pane";
import { knownPeople, nameOf } from "../support/people-sheet";

/** Runs that do not end as they were meant to: what was paid is written, and the receipt is the service's own count. */
let demo: Demo;
let page: Page;
let pane: DemoPane;

const name = "basic_profile.name";

jest.setTimeout(120_000);

beforeAll(async () => {
  demo = await startDemo({ SANDBOX_REQUESTS_PER_MINUTE: "100000" });
  page = demo.page;
  pane = demoPane(page);
  await page.evaluate(() => window.workbench.settled());
  await pane.choose([name]);
}, 120_000);
afterAll(() => demo.stop());
afterEach(() => demo.clearFaults());

test("cancelled in the middle, a run says what is on its way, finishes and writes that, and asks nothing more", async () => {
  const people = knownPeople(300, "cancelled");
  await freshSheet(people);
  await pane.select("A1:A301");
  const before = await demo.ledger();
  const service = await heldService(1);
  await pane.start();
  await pane.region("Run").getByText("25 of 300 rows").waitFor();
  await pane
    .region("Run")
    .getByText("4 requests with 100 people on the way: if you stop, at most these are still paid for.")
    .waitFor();

  await pane.button("Cancel").click();
  await pane.region("Run").getByText("Cancelling: what is on its way comes back first, mostly within 25 s.").waitFor();
  service.open();
  const report = await pane.ended();
  await service.end();

  expect(report).toContain("Cancelled after 125 rows of 300. 125 credits used.");
  const after = await demo.ledger();
  expect(billed(before, after)).toEqual({ people: 125, credits: 125 });
  expect(await pane.receipt()).toMatchObject({
    ...{ People: "125", "Already known, free": "0", Matched: "125", Failed: "0", "Rows written": "125" },
    Cost: "125 credits",
  });
  const shown = (await texts("B2:B301")).flat();
  expect(shown.filter((text) => text !== "")).toHaveLength(125);
  expect(shown.filter((text, row) => text !== "" && text !== nameAt(people[row] ?? ""))).toEqual([]);

  // What was paid for stays free.
  expect(await pane.run()).toContain("Done: 175 rows, 175 credits used.");
  expect(billed(before, await demo.ledger())).toEqual({ people: 300, credits: 300 });
  expect((await texts("B2:B301")).flat()).toEqual(people.map(nameAt));
});

test("a receipt with people for whom nobody answered adds up, and costs what was answered", async () => {
  await freshSheet(knownPeople(60, "unanswered"));
  await pane.select("A1:A61");
  const before = await demo.ledger();
  const service = await heldService(1);
  await pane.start();
  await pane.region("Run").getByText("25 of 60 rows").waitFor();
  await demo.fault("500_always", 1);
  service.open();

  const report = await pane.ended();

  await service.end();
  expect(report).toContain("Done: 60 rows, 25 credits used.");
  expect(report).toContain("Failed: the service did not answer.");
  expect(await pane.receipt()).toMatchObject({
    ...{ People: "60", "Already known, free": "0", Matched: "25", Failed: "35", "Rows written": "60" },
    Cost: "25 credits",
  });
  expect(billed(before, await demo.ledger())).toEqual({ people: 25, credits: 25 });
  expect((await texts("C2:C61")).flat().sort()).toEqual([
    ...Array<string>(35).fill("Failed"),
    ...Array<string>(25).fill("Matched"),
  ]);
});

test("a receipt marks exactly those as possibly billed whom the service billed and never told of", async () => {
  await freshSheet([...knownPeople(10, "told"), ...knownPeople(25, "untold")]);
  await pane.select("A2:A11");
  await pane.run();
  await pane.select("A1:A36");
  const before = await demo.ledger();
  // Both tries of the one request are billed, and neither answer can be read.
  await demo.fault("truncated_json", 2);

  const report = await pane.run();

  const after = await demo.ledger();
  expect(report).toContain("25 people may have been billed besides: a reply was lost on its way.");
  expect(await pane.receipt()).toMatchObject({
    ...{ People: "25", Matched: "0", Failed: "25", "Possibly billed besides": "25", Cost: "0 credits" },
  });
  expect(billed(before, after).people).toBe(25);
  expect((await texts("B2:B11")).flat()).toEqual(knownPeople(10, "told").map(nameAt));
});

/** Lets so many requests for people through and holds the others until it is opened. */
async function heldService(count: number) {
  let left = count;
  const held: Route[] = [];
  const pattern = "**/api/person/enrich";
  const handle = async (route: Route): Promise<void> => {
    if (left === 0) return void held.push(route);
    left -= 1;
    await route.continue();
  };
  await demo.context.route(pattern, handle);
  const open = (): void => {
    left = Infinity;
    for (const route of held.splice(0)) void route.continue();
  };
  return {
    open,
    async end() {
      open();
      await demo.context.unroute(pattern, handle);
    },
  };
}

async function freshSheet(column: readonly string[]): Promise<void> {
  await page.evaluate(async (cells) => {
    await window.workbench.deleteColumns(1, 40);
    await window.workbench.setCells("A1", [["Who"], ...cells.map((cell) => [cell])]);
  }, column);
}

async function texts(address: string): Promise<string[][]> {
  const cells = await page.evaluate((where) => window.workbench.getCells(where), address);
  return cells.map((row) => row.map(({ text }) => text));
}

const nameAt = (url: string): string => nameOf(url.slice(url.lastIndexOf("/") + 1));

/** What the service billed between two readings: different people, and credits. */
function billed(before: Ledger, after: Ledger): { readonly people: number; readonly credits: number } {
  const people = Object.entries(after.identifiers).filter(
    ([key, now]) => now.billed > (before.identifiers[key]?.billed ?? 0),
  );
  return { people: people.length, credits: after.credits - before.credits };
}
