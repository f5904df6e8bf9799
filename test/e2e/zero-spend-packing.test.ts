import type { Page } from "playwright-core";
import { startDemo, type Demo } from "../support/demo";
import { fillPeople, knownPeople, readPeople } from "../support/people-sheet";

/** New people in the workbook: how many requests they leave in, and what they cost. */
let demo: Demo;
let page: Page;

beforeAll(async () => {
  demo = await startDemo({ SANDBOX_REQUESTS_PER_MINUTE: "100000" });
  page = demo.page;
  await page.evaluate(() => window.workbench.settled());
}, 120_000);
afterAll(() => demo.stop());

test.each([
  [1, "alone"],
  [24, "two-dozen"],
  [25, "batch"],
  [26, "batch-and-one"],
  [130, "many"],
])("%i people filled down leave in full requests", async (count, slug) => {
  const done = await watched(() => fillPeople(page, knownPeople(count, `filled-${slug}-`)));

  expect(done).toEqual({ requests: Math.ceil(count / 25), credits: count });
  expect((await readPeople(page)).misplaced).toEqual([]);
});

test.each([
  [26, "few"],
  [130, "many"],
])("%i people typed one by one leave in at most two requests more", async (count, slug) => {
  await fillPeople(page, []);
  const done = await watched(() =>
    page.evaluate(
      async (people) => {
        const { workbench } = window;
        for (const [row, person] of people.entries()) {
          await workbench.setCells(`A${row + 2}`, [[person, `=ENRICH.PERSON($A${row + 2},B$1)`]]);
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
        await workbench.settled();
      },
      knownPeople(count, `typed-${slug}-`),
    ),
  );

  expect(done.requests).toBeLessThanOrEqual(Math.ceil(count / 25) + 2);
  expect(done.credits).toBe(count);
  expect(await readPeople(page)).toEqual({ formulas: count, errors: 0, misplaced: [] });
});

test("two columns filled together, one of them priced: each person in one request, paid for once", async () => {
  const count = 100;
  const people = knownPeople(count, "priced");
  await page.evaluate(async (identifiers) => {
    const { workbench } = window;
    await workbench.deleteColumns(1, 20);
    await workbench.setCells("A1", [["Who", "basic_profile.name", "contact.phone_numbers"]]);
    await workbench.setCells(
      "A2",
      identifiers.map((person) => [person]),
    );
  }, people);

  const before = await demo.ledger();
  await page.evaluate(async (last) => {
    const { workbench } = window;
    await workbench.setCells("B2", [["=ENRICH.PERSON($A2,B$1)", "=ENRICH.PERSON($A2,C$1)"]]);
    await workbench.fillDown(`B2:C${last}`);
    await workbench.settled();
  }, count + 1);
  const after = await demo.ledger();

  expect(after.requests - before.requests).toBe(count / 25);
  const asked = Object.entries(after.identifiers).filter(([who]) => who.includes("/in/known-priced"));
  expect(asked).toHaveLength(count);
  expect(asked.filter(([, times]) => times.asked !== 1 || times.billed !== 1)).toEqual([]);
  expect((await readPeople(page)).misplaced).toEqual([]);
});

async function watched(work: () => Promise<unknown>): Promise<{ readonly requests: number; readonly credits: number }> {
  const before = await demo.ledger();
  await work();
  await page.evaluate(() => window.workbench.settled());
  const after = await demo.ledger();
  return { requests: after.requests - before.requests, credits: after.credits - before.credits };
}
