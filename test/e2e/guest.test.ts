import path from "node:path";
import { startDemo, type Demo } from "../support/demo";
import { waitUntil } from "../support/wait-until";

/** A plain-JavaScript add-in, as Microsoft's public samples are written, runs unchanged. */
let demo: Demo;

beforeAll(async () => {
  demo = await startDemo({ MANIFEST: path.resolve(__dirname, "../workbench/guest/manifest.xml") });
}, 120_000);
afterAll(() => demo.stop());

test("synchronous, matrix, range and batched functions give their values", async () => {
  const cells = await demo.page.evaluate(async () => {
    const { workbench } = window;
    await workbench.setCells("A1", [["=GUEST.ADD(1,2)", "=GUEST.GRID(2,3)"]]);
    await workbench.setCells("A5", [["=GUEST.TOTAL(B1:D2)", "=GUEST.POWER(2,10)", "=GUEST.POWER(3,2)"]]);
    await workbench.settled();
    return { top: await workbench.getCells("A1:D2"), bottom: await workbench.getCells("A5:C5") };
  });

  expect(cells.top[0]?.map((cell) => cell.value)).toEqual([3, 0, 1, 2]);
  expect(cells.top[1]?.slice(1).map((cell) => cell.value)).toEqual([10, 11, 12]);
  expect(cells.bottom[0]?.map((cell) => cell.value)).toEqual([36, 1024, 9]);
});

test("a thrown error is #N/A with its words", async () => {
  const cell = await demo.page.evaluate(async () => {
    await window.workbench.setCells("A7", [['=GUEST.REFUSE("it")']]);
    await window.workbench.settled();
    return (await window.workbench.getCells("A7"))[0]?.[0];
  });

  expect(cell).toMatchObject({ type: "error", value: "#N/A", message: "No entry for it" });
});

test("a stream goes on giving values until its cell is cleared", async () => {
  const { page } = demo;
  await page.evaluate(() => window.workbench.setCells("A9", [["=GUEST.CLOCK()"]]));
  // Ticks between two messages of results are skipped, as in Excel.
  await waitUntil(async () => /^tick [3-9]/.test(await text("A9")));

  await page.evaluate(() => window.workbench.setCells("A9", [[""]]));

  await waitUntil(async () => (await functionsPage("canceledClocks")) === 1);
});

test("a pending call is cancelled when its cell is overwritten", async () => {
  const { page } = demo;
  const before = await invocations();
  await page.evaluate(() => window.workbench.setCells("A11", [["=GUEST.SLOW(600)"]]));
  await waitUntil(async () => (await invocations()) > before);

  await page.evaluate(() => window.workbench.setCells("A11", [["instead"]]));

  await waitUntil(async () => (await functionsPage("canceledWaits")) === 1);
});

test("its pane and its ribbon command work, and nothing is missing", async () => {
  const { page } = demo;
  await page.evaluate(async () => {
    await window.workbench.select("C20");
    await window.workbench.command("StampButton");
  });
  expect(await page.evaluate(async () => (await window.workbench.getCells("C20"))[0]?.[0]?.value)).toBe("stamped");

  await page.evaluate(() => window.workbench.command("TaskpaneButton"));
  const pane = page.frameLocator('iframe[src*="taskpane.html"]');
  await pane.getByRole("button", { name: "Colour the selection" }).click();
  await pane.getByText("Coloured Sheet1!C20").waitFor();

  expect((await page.evaluate(() => window.workbench.report())).missingMembers).toEqual([]);
});

async function text(address: string): Promise<string> {
  const cells = await demo.page.evaluate((at) => window.workbench.getCells(at), address);
  return cells[0]?.[0]?.text ?? "";
}

async function invocations(): Promise<number> {
  return (await demo.page.evaluate(() => window.workbench.report())).invocations;
}

/** What the guest's functions page counts. */
async function functionsPage(counter: string): Promise<unknown> {
  const frame = demo.page.frames().find((candidate) => candidate.url().includes("functions.html"));
  return frame?.evaluate((name): unknown => Reflect.get(window, name), counter);
}
