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
const waits = ": #N/A 200 new people, at most 200 credits: approve in the Enrich pane";
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

describe("with a personal key", () => {
  let own: Demo;

  beforeAll(async () => {
    own = await startDemo({ SANDBOX_REQUESTS_PER_MINUTE: "100000" });
    page = own.page;
    pane = demoPane(page);
    await neverAsk();
    await fillPeople(page, identifiers("personal"));
  }, 120_000);
  afterAll(() => own.stop());

  test("a fresh profile keeps who was found, and whoever was not waits for approval: nothing is asked", async () => {
    await page.evaluate(() => window.workbench.reopen({ clearStorage: true }));
    await page.evaluate(() => window.workbench.settled());
    await enterKey("sandbox-somebody-else");
    const before = await own.ledger();

    await page.evaluate(() => window.workbench.reopen());
    await page.evaluate(() => window.workbench.settled());

    await pane.region("Approval").getByText("at most 200 credits").waitFor();
    const { misplaced, ...counted } = await readPeople(page);
    expect(counted).toEqual({ formulas: rowCount, errors: 250 });
    // Nothing stands where it does not belong but the 200 who wait.
    expect(misplaced).toHaveLength(200);
    expect(misplaced.filter((words) => !words.startsWith("https://www.linkedin.com/in/nobody-"))).toEqual([]);
    expect(misplaced.filter((words) => !words.endsWith(waits))).toEqual([]);
    expect(await own.ledger()).toEqual(before);
  }, 60_000);
});

async function enterKey(key: string): Promise<void> {
  await pane.button("Use a real key").click();
  await pane.frame.getByRole("textbox", { name: "API key" }).fill(key);
  await pane.button("Test key").click();
  await pane.frame.getByText(/The key works: [\d,]+ credits left/).waitFor();
  await pane.button("Use this key").click();
  await pane.region("Connection").getByText("Your key", { exact: true }).waitFor();
}

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
