import { startDemo, type Demo } from "../support/demo";

let demo: Demo;

beforeAll(async () => {
  demo = await startDemo({ SANDBOX_REQUESTS_PER_MINUTE: "100000" });
  await demo.page.evaluate(async () => {
    await window.workbench.fillDown("B2:B61");
    await window.workbench.settled();
  });
}, 120_000);
afterAll(() => demo.stop());

const edits = {
  "insert a row": () => window.workbench.insertRows(5, 1),
  "delete that row": () => window.workbench.deleteRows(5, 1),
  "insert a column": () => window.workbench.insertColumns(2, 1),
  "delete that column": () => window.workbench.deleteColumns(2, 1),
  "expand a group": () => window.workbench.expandGroup(),
  sort: () => window.workbench.sort("A2:B61", 1),
  "copy the sheet": () => window.workbench.copySheet(),
  "recalculate everything": () => window.workbench.recalculate(),
  "a co-author inserts a row": () => window.workbench.coauthor.insertRows(3, 1),
} as const;

test.each(Object.entries(edits))("%s: every formula is called again, nothing is asked", async (_name, edit) => {
  const before = await demo.ledger();
  const calls = await invocations(demo);

  await demo.page.evaluate(edit);
  await demo.page.evaluate(() => window.workbench.settled());

  expect((await invocations(demo)) - calls).toBeGreaterThanOrEqual(await formulas(demo));
  expect(await demo.ledger()).toEqual(before);
});

test("save, close and open: stored values stay, only error cells are called again, nothing is asked", async () => {
  const before = await demo.ledger();
  const values = await demo.page.evaluate(() => window.workbench.getCells("People!A1:C70"));
  const errors = await errorCells(demo);
  const calls = await invocations(demo);

  await demo.page.evaluate(async () => {
    await window.workbench.reopen();
    await window.workbench.settled();
  });

  const after = await demo.page.evaluate(() => window.workbench.getCells("People!A1:C70"));
  expect(errors).toBeGreaterThan(0);
  expect((await invocations(demo)) - calls).toBe(errors);
  expect(after.map((row) => row.map(({ value }) => value))).toEqual(values.map((row) => row.map(({ value }) => value)));
  expect(await demo.ledger()).toEqual(before);
});

test("a colleague's fresh profile is answered by the gateway, nothing is asked", async () => {
  const before = await demo.ledger();

  await demo.page.evaluate(async () => {
    await window.workbench.reopen({ clearStorage: true });
    await window.workbench.recalculate();
    await window.workbench.settled();
  });

  expect(await demo.ledger()).toEqual(before);
});

test("the same workbook asks where neither this device nor the gateway keeps anything", async () => {
  const file = await demo.page.evaluate(() => window.workbench.save());
  const stranger = await startDemo({ SANDBOX_REQUESTS_PER_MINUTE: "100000" });
  try {
    const before = await stranger.ledger();

    await stranger.page.evaluate(async (saved) => {
      await window.workbench.open(saved);
      await window.workbench.recalculate();
      await window.workbench.settled();
    }, file);

    expect((await stranger.ledger()).requests).toBeGreaterThan(before.requests);
    expect((await stranger.ledger()).credits).toBeGreaterThan(before.credits);
  } finally {
    await stranger.stop();
  }
});

async function invocations({ page }: Demo): Promise<number> {
  return (await page.evaluate(() => window.workbench.report())).invocations;
}

/** Formulas on the sheet that is shown: the edits are made there. */
async function formulas({ page }: Demo): Promise<number> {
  const cells = await page.evaluate(() => window.workbench.getCells("A1:E70"));
  return cells.flat().filter(({ formula }) => formula.startsWith("=ENRICH.")).length;
}

/** Cells of all sheets whose call ended in an error: what Excel calls again on opening. */
async function errorCells({ page }: Demo): Promise<number> {
  const sheets = await page.evaluate(async () => {
    const found = [];
    for (const name of ["People", "People (2)", "People (Copy)", "People Copy"]) {
      const cells = await window.workbench.getCells(`'${name}'!A1:E70`).catch(() => undefined);
      if (cells) found.push(cells);
    }
    return found;
  });
  return sheets.flat(2).filter(({ type, formula }) => type === "error" && formula !== "").length;
}
