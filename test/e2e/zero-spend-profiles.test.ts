import type { Page } from "playwright-core";
import { startDemo, type Demo } from "../support/demo";
import { demoPane, type DemoPane } from "../support/demo-pane";
import { fillPeople, mixedIdentifiers, readPeople } from "../support/people-sheet";
import { startSandbox, type RunningSandbox } from "../support/running-sandbox";

/** A workbook opened in a fresh profile, such as a colleague's, where formulas that spend need a yes. */
let service: RunningSandbox;
let demo: Demo;
let page: Page;
let pane: DemoPane;
const rowCount = 1250;
const identifiers = (slug: string) => mixedIdentifiers({ matched: 1000, notFound: 200, malformed: 50 }, slug);
const allRight = { formulas: rowCount, errors: 250, misplaced: [] };
const nothingSpent = { requests: 0, credits: 0 };

beforeAll(async () => {
  service = await startSandbox({ requestsPerMinute: 100_000 });
  demo = await startDemo({ CRUSTDATA_API_KEY: "sandbox-team-key", CRUSTDATA_BASE_URL: service.baseUrl });
  page = demo.page;
  pane = demoPane(page);
}, 120_000);
afterAll(async () => {
  await demo.stop();
  await service.close();
});

describe("with the team's key", () => {
  beforeAll(async () => {
    await neverAsk();
    await fillPeople(page, identifiers("team"));
  }, 60_000);

  test("a fresh profile is answered by the gateway's store: nothing is asked, nothing waits for approval", async () => {
    const opened = await spent(() => page.evaluate(() => window.workbench.reopen({ clearStorage: true })));
    expect(await readPeople(page)).toEqual(allRight);
    const calculated = await spent(() => page.evaluate(() => window.workbench.recalculate()));

    expect(opened).toEqual(nothingSpent);
    expect(calculated).toEqual(nothingSpent);
    expect(await readPeople(page)).toEqual(allRight);
    expect(await pane.region("Approval").count()).toBe(0);
  });

  test("somebody whom nobody on the team has asked for still waits in a burst of more than 100", async () => {
    const done = await spent(() => fillPeople(page, identifiers("unasked").slice(0, 200)));

    expect(done).toEqual(nothingSpent);
    await pane.region("Approval").getByText("at most 192 credits").waitFor();
  });
});

async function neverAsk(): Promise<void> {
  await pane.button(/^Spending/).click();
  await pane.frame.getByRole("radio", { name: "Never ask me" }).click();
}

/** What the service counted until no cell was busy. */
async function spent(work: () => Promise<unknown>): Promise<{ readonly requests: number; readonly credits: number }> {
  const before = await service.ledger();
  await work();
  await page.evaluate(() => window.workbench.settled());
  const after = await service.ledger();
  return { requests: after.requests - before.requests, credits: after.credits - before.credits };
}
