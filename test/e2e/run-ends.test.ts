import type { Page } from "playwright-core";
import type { Demo, Ledger } from "../support/demo";
import type { DemoPane } from "../support/demo-pane";
import { freshSheet, heldService, startRuns, texts } from "../support/demo-runs";
import { knownPeople, nameAt } from "../support/people-sheet";

/** Runs that do not end as they were meant to: what was paid is written, and the receipt is the service's own count. */
let demo: Demo;
let page: Page;
let pane: DemoPane;

const name = "basic_profile.name";

jest.setTimeout(120_000);

beforeAll(async () => {
  ({ demo, page, pane } = await startRuns(name));
}, 120_000);
afterAll(() => demo.stop());
afterEach(() => demo.clearFaults());

test("cancelled in the middle, a run says what is on its way, finishes and writes that, and asks nothing more", async () => {
  const people = knownPeople(300, "cancelled");
  await freshSheet(page, people);
  await pane.select("A1:A301");
  const before = await demo.ledger();
  const service = await heldService(demo, 1);
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
  const shown = (await texts(page, "B2:B301")).flat();
  expect(shown.filter((text) => text !== "")).toHaveLength(125);
  expect(shown.filter((text, row) => text !== "" && text !== nameAt(people[row] ?? ""))).toEqual([]);

  // What was paid for stays free.
  expect(await pane.run()).toContain("Done: 175 rows, 175 credits used.");
  expect(billed(before, await demo.ledger())).toEqual({ people: 300, credits: 300 });
  expect((await texts(page, "B2:B301")).flat()).toEqual(people.map(nameAt));
});

test("a receipt with people for whom nobody answered adds up, and costs what was answered", async () => {
  await freshSheet(page, knownPeople(60, "unanswered"));
  await pane.select("A1:A61");
  const before = await demo.ledger();
  const service = await heldService(demo, 1);
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
  expect((await texts(page, "C2:C61")).flat().sort()).toEqual([
    ...Array<string>(35).fill("Failed"),
    ...Array<string>(25).fill("Matched"),
  ]);
});

test("a receipt marks exactly those as possibly billed whom the service billed and never told of", async () => {
  await freshSheet(page, [...knownPeople(10, "told"), ...knownPeople(25, "untold")]);
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
  expect((await texts(page, "B2:B11")).flat()).toEqual(knownPeople(10, "told").map(nameAt));
});

/** What the service billed between two readings: different people, and credits. */
function billed(before: Ledger, after: Ledger): { readonly people: number; readonly credits: number } {
  const people = Object.entries(after.identifiers).filter(
    ([key, now]) => now.billed > (before.identifiers[key]?.billed ?? 0),
  );
  return { people: people.length, credits: after.credits - before.credits };
}
