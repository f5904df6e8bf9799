import type { Route } from "playwright-core";
import { startDemo, type Demo, type Ledger } from "../support/demo";
import { demoPane, type DemoPane } from "../support/demo-pane";
import { knownPeople, nameOf } from "../support/people-sheet";

/** Two people's add-ins on one workbook, each with a pane: one column is filled by one run at a time. */
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

const nameAt = (url: string): string => nameOf(url.slice(url.lastIndexOf("/") + 1));

/** How many people were billed between two readings, once and more than once. */
function timesBilled(before: Ledger, after: Ledger): { readonly once: number; readonly more: number } {
  const times = Object.entries(after.identifiers).map(
    ([key, { billed }]) => billed - (before.identifiers[key]?.billed ?? 0),
  );
  return { once: times.filter((count) => count === 1).length, more: times.filter((count) => count > 1).length };
}
