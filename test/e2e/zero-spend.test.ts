import type { Page } from "playwright-core";
import { startDemo, type Demo } from "../support/demo";
import { demoPane } from "../support/demo-pane";
import { fillPeople, mixedIdentifiers, readPeople } from "../support/people-sheet";

/** Whatever is done to a sheet of known people: functions are called where Excel calls them, and nothing is asked. */
let demo: Demo;
let page: Page;
let filled: Spent;
const mix = { matched: 1000, notFound: 200, malformed: 50 };
const rowCount = 1250;

beforeAll(async () => {
  demo = await startDemo({ SANDBOX_REQUESTS_PER_MINUTE: "100000" });
  page = demo.page;
  await page.evaluate(() => window.workbench.settled());
  filled = await watched(() => fillPeople(page, mixedIdentifiers(mix, "spend")));
}, 120_000);
afterAll(() => demo.stop());

test("1,000 people, 200 not found and 50 that are no identifiers: 48 requests, 1,000 credits", async () => {
  expect(filled).toEqual({ calls: rowCount, requests: 48, credits: mix.matched });
  expect(await readPeople(page)).toEqual({ formulas: rowCount, errors: 250, misplaced: [] });
});

describe("every formula is called again, nothing is asked, and each value stays beside its person:", () => {
  const edits = {
    "insert rows": () => window.workbench.insertRows(5, 3),
    "delete rows": () => window.workbench.deleteRows(5, 3),
    "insert columns": () => window.workbench.insertColumns(2, 2),
    "delete columns": () => window.workbench.deleteColumns(2, 2),
    "expand a group": () => window.workbench.expandGroup(),
    sort: () => window.workbench.sort("A2:B1251", 1),
    "recalculate everything": () => window.workbench.recalculate(),
    "a co-author inserts rows": () => window.workbench.coauthor.insertRows(900, 2),
    "a co-author deletes rows": () => window.workbench.coauthor.deleteRows(900, 2),
    "a co-author sorts": () => window.workbench.coauthor.sort("A2:B1251", 2),
  } as const;

  test.each(Object.entries(edits))("%s", async (_name, edit) => {
    const done = await watched(() => page.evaluate(edit));

    expect(done).toEqual({ calls: rowCount, requests: 0, credits: 0 });
    expect(await readPeople(page)).toEqual({ formulas: rowCount, errors: 250, misplaced: [] });
  });
});

describe("no formula needs to be called, and nothing is asked:", () => {
  const edits = {
    filter: () => window.workbench.filter("A1:B1251", 1, "nobody"),
    "filter no more": () => window.workbench.filter("A1:B1251", 1, undefined),
    "edit an unrelated cell": () => window.workbench.setCells("D3", [["https://www.linkedin.com/in/known-unrelated"]]),
    "a co-author edits an unrelated cell": () => window.workbench.coauthor.setCells("E7", [[7]]),
    save: () => window.workbench.save().then(() => undefined),
  } as const;

  test.each(Object.entries(edits))("%s", async (_name, edit) => {
    const done = await watched(() => page.evaluate(edit));

    expect(done).toEqual({ calls: 0, requests: 0, credits: 0 });
    expect(await readPeople(page)).toEqual({ formulas: rowCount, errors: 250, misplaced: [] });
  });
});

test("a preview of a formula over known people calls its functions and asks nothing", async () => {
  const formula = '=ENRICH.PERSON(A3,"first_name")&"|"&ENRICH.PERSON(A9,"headline")&"|"&ENRICH.PERSON(A3,"last_name")';

  const done = await watched(async () => {
    const { text } = await page.evaluate((written) => window.workbench.preview(written), formula);
    expect(text).toMatch(/^Known\|.+\|Spend\w{4}$/);
  });

  expect(done).toEqual({ calls: 3, requests: 0, credits: 0 });
});

test("two people change places, by oneself and by a co-author: two calls each, nothing is asked", async () => {
  const swap = (who: "oneself" | "co-author") =>
    page.evaluate(async (by) => {
      const { workbench } = window;
      const { setCells } = by === "oneself" ? workbench : workbench.coauthor;
      const [upper, lower] = (await workbench.getCells("A20:A21")).flat();
      await setCells("A20", [[lower?.text ?? ""], [upper?.text ?? ""]]);
    }, who);

  expect(await watched(() => swap("oneself"))).toEqual({ calls: 2, requests: 0, credits: 0 });
  expect(await watched(() => swap("co-author"))).toEqual({ calls: 2, requests: 0, credits: 0 });
  expect((await readPeople(page)).misplaced).toEqual([]);
});

test("rows with people in them are deleted and brought back: nothing is asked", async () => {
  const done = await watched(async () => {
    await page.evaluate(() => window.workbench.deleteRows(100, 50));
    expect((await readPeople(page)).formulas).toBe(rowCount - 50);
    await page.evaluate(() => window.workbench.undo());
  });

  expect(done).toMatchObject({ requests: 0, credits: 0 });
  expect(await readPeople(page)).toEqual({ formulas: rowCount, errors: 250, misplaced: [] });
});

test("save, close and open: stored values stay, only error cells are called again, nothing is asked", async () => {
  const done = await watched(() => page.evaluate(() => window.workbench.reopen()));

  expect(done).toEqual({ calls: 250, requests: 0, credits: 0 });
  expect(await readPeople(page)).toEqual({ formulas: rowCount, errors: 250, misplaced: [] });
});

test("open a saved copy of the file: the same", async () => {
  const done = await watched(() => page.evaluate(async () => window.workbench.open(await window.workbench.save())));

  expect(done).toEqual({ calls: 250, requests: 0, credits: 0 });
  expect(await readPeople(page)).toEqual({ formulas: rowCount, errors: 250, misplaced: [] });
});

test("a fresh profile is answered by the gateway's store, nothing is asked", async () => {
  const opened = await watched(() => page.evaluate(() => window.workbench.reopen({ clearStorage: true })));
  const calculated = await watched(() => page.evaluate(() => window.workbench.recalculate()));

  expect(opened).toEqual({ calls: 250, requests: 0, credits: 0 });
  expect(calculated).toEqual({ calls: rowCount, requests: 0, credits: 0 });
  expect(await readPeople(page)).toEqual({ formulas: rowCount, errors: 250, misplaced: [] });
});

test("copy the sheet: the copy's formulas are called, nothing is asked", async () => {
  const done = await watched(() => page.evaluate(() => window.workbench.copySheet()));

  expect(done).toEqual({ calls: rowCount, requests: 0, credits: 0 });
  for (const sheet of ["People", "People (2)"])
    expect(await readPeople(page, sheet)).toEqual({ formulas: rowCount, errors: 250, misplaced: [] });
});

describe("what does ask:", () => {
  test("one new identifier, one request and one credit", async () => {
    const done = await watched(() =>
      page.evaluate(() => window.workbench.setCells("People!A2", [["https://www.linkedin.com/in/known-newcomer"]])),
    );

    expect(done).toEqual({ calls: 1, requests: 1, credits: 1 });
    expect((await readPeople(page, "People")).misplaced).toEqual([]);
  });

  test("a section that costs, newly wanted of a known person", async () => {
    const wish = '=ENRICH.PERSON(People!A2,"contact.phone_numbers")';
    const ask = () => page.evaluate((formula) => window.workbench.setCells("People!D2", [[formula]]), wish);

    const first = await watched(ask);
    const again = await watched(ask);

    expect(first).toMatchObject({ calls: 1, requests: 1 });
    expect(first.credits).toBeGreaterThan(0);
    expect(again).toEqual({ calls: 1, requests: 0, credits: 0 });
  });

  test("a refresh, pressed and agreed to", async () => {
    const pane = demoPane(page);
    await page.evaluate(async () => {
      await window.workbench.setCells("People!Q2", [["https://www.linkedin.com/in/known-newcomer"]]);
      await window.workbench.select("People!Q2");
    });
    const pressed = await watched(() => page.evaluate(() => window.workbench.command("Enrich.Refresh")));
    await pane.frame.getByRole("checkbox", { name: /^Refresh/, checked: true }).waitFor();
    const run = await watched(() => pane.run());

    expect(pressed).toMatchObject({ requests: 0, credits: 0 });
    expect(run).toMatchObject({ requests: 1, credits: 1 });
  });

  test("the same workbook where neither device nor gateway keeps anything", async () => {
    const file = await page.evaluate(() => window.workbench.save());
    const stranger = await startDemo({ SANDBOX_REQUESTS_PER_MINUTE: "100000" });
    try {
      await stranger.page.evaluate(async (saved) => {
        await window.workbench.settled();
        await window.workbench.open(saved);
        await window.workbench.settled();
        await window.workbench.recalculate();
        await window.workbench.settled();
      }, file);

      expect((await stranger.ledger()).credits).toBeGreaterThanOrEqual(mix.matched);
    } finally {
      await stranger.stop();
    }
  }, 120_000);
});

interface Spent {
  readonly calls: number;
  readonly requests: number;
  readonly credits: number;
}

/** What `work` took until no cell was busy: calls of functions, and what the service counted. */
async function watched(work: () => Promise<unknown>): Promise<Spent> {
  const before = await reading();
  await work();
  await page.evaluate(() => window.workbench.settled());
  const after = await reading();
  return {
    calls: after.calls - before.calls,
    requests: after.requests - before.requests,
    credits: after.credits - before.credits,
  };
}

async function reading(): Promise<Spent> {
  const { requests, credits } = await demo.ledger();
  return { calls: (await page.evaluate(() => window.workbench.report())).invocations, requests, credits };
}
