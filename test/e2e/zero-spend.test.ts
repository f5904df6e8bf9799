import { startDemo, type Demo } from "../support/demo";

let demo: Demo;
const formulas = 60;

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
  const calls = await invocations();

  await demo.page.evaluate(edit);
  await demo.page.evaluate(() => window.workbench.settled());

  expect((await invocations()) - calls).toBeGreaterThanOrEqual(formulas);
  expect(await demo.ledger()).toEqual(before);
});

test("save, close and open: stored values stay, error cells are called again, nothing is asked", async () => {
  const before = await demo.ledger();
  const values = await demo.page.evaluate(() => window.workbench.getCells("People!B2:B61"));
  const errors = values.flat().filter((cell) => cell.type === "error").length;

  await demo.page.evaluate(async () => {
    await window.workbench.reopen();
    await window.workbench.settled();
  });

  const after = await demo.page.evaluate(() => window.workbench.getCells("People!B2:B61"));
  expect(errors).toBeGreaterThan(0);
  expect(await invocations()).toBeGreaterThanOrEqual(errors);
  expect(after.map((row) => row[0]?.value)).toEqual(values.map((row) => row[0]?.value));
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

async function invocations(): Promise<number> {
  return (await demo.page.evaluate(() => window.workbench.report())).invocations;
}
