import type { Route } from "playwright-core";
import { startDemo, type Demo, type Ledger } from "../support/demo";
import { demoPane, type DemoPane } from "../support/demo-pane";
import { knownPeople, nameAt } from "../support/people-sheet";

/** Two add-ins of one device on one workbook, each with a pane: one column is filled by one run, in one window. */
let demo: Demo;
let mine: DemoPane;
let theirs: DemoPane;

const rows = 120;
const name = "basic_profile.name";

jest.setTimeout(90_000);

beforeAll(async () => {
  demo = await startDemo({ SANDBOX_REQUESTS_PER_MINUTE: "100000" });
  await demo.page.evaluate(async () => {
    await window.workbench.settled();
    await window.workbench.coauthor.runtime();
  });
  // The other person's screen, beside ours.
  await demo.page.addStyleTag({
    content:
      ".background { position: fixed; inset: auto auto 0 0; z-index: 99; width: 350px; height: 600px; clip-path: none; }",
  });
  mine = demoPane(demo.page, 0);
  theirs = demoPane(demo.page, 1);
}, 120_000);
afterAll(() => demo.stop());

test("whoever comes second is told who fills the column, and may start when the first has ended", async () => {
  await freshSheet(knownPeople(rows, "leased"));
  await mine.choose([name]);
  await theirs.choose([name]);
  await mine.select(`A1:A${rows + 1}`);
  await theirs.quote();
  const before = await demo.ledger();
  const service = await heldService();

  await mine.start();
  await service.reached();
  expect(await theirs.run()).toContain("Another window or person is filling this column (People!A1:A121).");
  service.open();
  expect(await mine.ended()).toContain(`Done: ${rows} rows, ${rows} credits used.`);

  expect(await shown()).toEqual(knownPeople(rows, "leased").map(nameAt));
  expect(timesBilled(before, await demo.ledger())).toEqual({ once: rows, more: 0 });
  await freshSheet(knownPeople(rows, "leased"));
  await mine.select(`A1:A${rows + 1}`);
  await theirs.quote();
  expect(await theirs.run()).toContain(`Done: ${rows} rows, 0 credits used.`);
  expect(await shown()).toEqual(knownPeople(rows, "leased").map(nameAt));
  expect(timesBilled(before, await demo.ledger())).toEqual({ once: rows, more: 0 });
});

test("of two who start in the same moment one runs, and the other is told", async () => {
  await freshSheet(knownPeople(rows, "at-once"));
  await mine.choose([name]);
  await theirs.choose([name]);
  await mine.select(`A1:A${rows + 1}`);
  await theirs.quote();
  const before = await demo.ledger();
  const service = await heldService();

  await Promise.all([mine.start(), theirs.start()]);
  // Whoever runs waits for the service, so that the other comes before the end, however slow the machine.
  await Promise.race([mine.ended(), theirs.ended()]);
  service.open();
  const reports = await Promise.all([mine.ended(), theirs.ended()]);

  const won = reports.filter((report) => report.includes(`Done: ${rows} rows, ${rows} credits used.`));
  const told = reports.filter((report) =>
    report.includes(`Another window or person is filling this column (People!A1:A${rows + 1}).`),
  );
  expect([won.length, told.length]).toEqual([1, 1]);
  expect(await shown()).toEqual(knownPeople(rows, "at-once").map(nameAt));
  expect(timesBilled(before, await demo.ledger())).toEqual({ once: rows, more: 0 });
});

test("whom nobody has heard of for a minute may be taken over, with a yes", async () => {
  await freshSheet(knownPeople(rows, "abandoned"));
  await mine.select(`A1:A${rows + 1}`);
  await leaveLease("Anna Berg", 61_000);
  const before = await demo.ledger();

  expect(await mine.run()).toContain(
    `Anna Berg began to fill this column and has not been heard of for a minute (People!A1:A${rows + 1}).`,
  );
  expect((await demo.ledger()).requests).toBe(before.requests);
  await mine.button("Take over").click();
  await mine.button("Cancel").waitFor();

  expect(await mine.ended()).toContain(`Done: ${rows} rows, ${rows} credits used.`);
  expect(await shown()).toEqual(knownPeople(rows, "abandoned").map(nameAt));
  expect(await leases()).toEqual([]);
});

test("a run that goes on in one window is not offered in another; once that window is gone it is, by itself", async () => {
  await freshSheet(knownPeople(rows, "two-windows"));
  await mine.select(`A1:A${rows + 1}`);
  const before = await demo.ledger();
  const service = await heldService();
  await mine.start();
  await service.reached();

  await demo.page.evaluate(async () => {
    await window.workbench.coauthor.runtime();
    const [, second, third] = document.querySelectorAll<HTMLElement>('iframe[src*="taskpane.html"]');
    second?.style.setProperty("visibility", "hidden");
    Object.assign(third?.style ?? {}, { position: "fixed", inset: "0 auto auto 0", width: "350px", height: "600px" });
  });
  const opened = demoPane(demo.page, 2);
  await opened
    .region("Receipts")
    .getByText(/^\d+ runs?$/)
    .waitFor();
  expect(await opened.frame.getByText("Going on pays for nobody twice.").count()).toBe(0);

  await demo.page.evaluate(() => document.querySelector('iframe[src*="taskpane.html"]')?.remove());
  const survivor = demoPane(demo.page, 1);
  await survivor.region("Run").getByText("Going on pays for nobody twice.").waitFor();
  service.open();
  await survivor.button("Resume").click();
  await survivor.button("Cancel").waitFor();
  expect(await survivor.ended()).toContain(`Done: ${rows} rows`);
  expect(await shown()).toEqual(knownPeople(rows, "two-windows").map(nameAt));
  expect(timesBilled(before, await demo.ledger())).toEqual({ once: rows, more: 0 });
});

/** Leaves what somebody's run leaves in the workbook whose computer was switched off so long ago. */
async function leaveLease(who: string, agoMs: number): Promise<void> {
  const at = Date.now() - agoMs;
  const note = ["enrich1", at, at, "another-run", `People!A1:A${rows + 1}`, who].join("|");
  await addin().evaluate(
    (comment) =>
      Excel.run(async (context) => {
        const column = context.workbook.worksheets.getActiveWorksheet().getRange("A:A");
        context.workbook.names.add("_enrich_lease_0000000000", column, comment).visible = false;
        await context.sync();
      }),
    note,
  );
}

async function leases(): Promise<readonly string[]> {
  return addin().evaluate(() =>
    Excel.run(async (context) => {
      const names = context.workbook.names.load({ name: true });
      await context.sync();
      return names.items.map((item) => item.name).filter((item) => item.startsWith("_enrich_lease_"));
    }),
  );
}

function addin() {
  const found = demo.page.frames().find((frame) => frame.url().includes("taskpane.html"));
  if (found === undefined) throw new Error("The add-in has no frame.");
  return found;
}

async function freshSheet(column: readonly string[]): Promise<void> {
  await demo.page.evaluate(async (cells) => {
    await window.workbench.deleteColumns(1, 40);
    await window.workbench.setCells("A1", [["Who"], ...cells.map((cell) => [cell])]);
  }, column);
}

async function shown(): Promise<readonly string[]> {
  const cells = await demo.page.evaluate((last) => window.workbench.getCells(`B2:B${last}`), rows + 1);
  return cells.map(([cell]) => cell?.text ?? "");
}

/** Holds every request for people until it is opened. */
async function heldService() {
  const held: Route[] = [];
  let isOpen = false;
  let tell: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => (tell = resolve));
  await demo.context.route("**/api/person/enrich", async (route) => {
    if (isOpen) return route.continue();
    held.push(route);
    tell();
  });
  return {
    reached: () => reached,
    open() {
      isOpen = true;
      for (const route of held.splice(0)) void route.continue();
    },
  };
}

/** How many people were billed between two readings, once and more than once. */
function timesBilled(before: Ledger, after: Ledger): { readonly once: number; readonly more: number } {
  const times = Object.entries(after.identifiers).map(
    ([key, { billed }]) => billed - (before.identifiers[key]?.billed ?? 0),
  );
  return { once: times.filter((count) => count === 1).length, more: times.filter((count) => count > 1).length };
}
