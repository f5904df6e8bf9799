import type { Locator, Page } from "playwright-core";
import { startDemo, type Demo } from "../support/demo";
import { demoPane, type DemoPane } from "../support/demo-pane";
import { waitUntil } from "../support/wait-until";

/** Formulas that wait for a yes, in the workbench, with the policy set in the pane. */
let demo: Demo;
let page: Page;
let pane: DemoPane;
let approval: Locator;
/** Text as soon as there is an answer, whichever it is. */
const status = '=ENRICH.PERSON($G1,"match.status")';

jest.setTimeout(60_000);

beforeAll(async () => {
  demo = await startDemo({ SANDBOX_REQUESTS_PER_MINUTE: "100000" });
  page = demo.page;
  pane = demoPane(page);
  approval = pane.region("Approval");
  await page.evaluate(() => window.workbench.settled());
  await pane.button(/^Spending/).click();
}, 120_000);
afterAll(() => demo.stop());
afterEach(async () => {
  expect((await page.evaluate(() => window.workbench.report())).missingMembers).toEqual([]);
});

describe("200 new people at once, where more than 100 need a yes", () => {
  const words = "200 new people, at most 200 credits: approve in the Enrich pane";

  test("wait with their price, and nothing is asked", async () => {
    await policy("Ask me above a number");
    const before = await demo.ledger();

    await fill("waiting", 200, status);

    const cells = await shown("H1:H200");
    expect(cells.filter(({ value, message }) => value === "#N/A" && message === words)).toHaveLength(200);
    await approval.getByText("at most 200 credits").waitFor();
    expect(await approval.getByText("8", { exact: true }).isVisible()).toBe(true);
    expect(await demo.ledger()).toEqual(before);
  });

  test("still wait when the workbook is opened again", async () => {
    await page.evaluate(() => window.workbench.reopen());

    await approval.getByText("at most 200 credits").waitFor();
    await pane.button(/^Spending.*asks above 100/).click();
  });

  test("are tried with five: five are asked for, in one request", async () => {
    const before = await demo.ledger();

    await approval.getByRole("button", { name: "Try 5" }).click();
    await waitUntil(async () => answered(await shown("H1:H200")) === 5);

    const after = await demo.ledger();
    expect(after.requests - before.requests).toBe(1);
    expect(newlyAsked(before.identifiers, after.identifiers)).toBe(5);
    expect(await approval.getByText("at most 195 credits").isVisible()).toBe(true);
  });

  test("are discarded without asking, and wait again when asked for again, however few", async () => {
    const before = await demo.ledger();

    await approval.getByRole("button", { name: "Discard" }).click();
    await approval.waitFor({ state: "detached" });
    await page.evaluate(() => window.workbench.setCells("I6", [['=ENRICH.PERSON($G6,"name")']]));

    await approval.getByText("at most 1 credit").waitFor();
    expect((await shown("I6"))[0]?.value).toBe("#N/A");
    expect(await demo.ledger()).toEqual(before);
  });

  test("come in full requests after a yes", async () => {
    await fill("approved", 200, status);
    const before = await demo.ledger();
    await approval.getByText("at most 201 credits").waitFor();
    await approval.getByRole("button", { name: "Discard" }).click();
    await page.evaluate(() => window.workbench.setCells("I6", [[""]]));
    await page.evaluate(() => window.workbench.recalculate());
    await approval.getByText("at most 200 credits").waitFor();
    const accountRead = page.waitForRequest((request) => request.url().endsWith("/api/account"));

    await approval.getByRole("button", { name: "Approve" }).click();
    await approval.waitFor({ state: "detached" });
    await waitUntil(async () => answered(await shown("H1:H200")) === 200);

    const after = await demo.ledger();
    // The credits that are left are looked up anew.
    await accountRead;
    expect(after.requests - before.requests).toBe(8);
    expect(newlyAsked(before.identifiers, after.identifiers)).toBe(200);
  });
});

describe("a yes enters formulas anew where they stand", () => {
  test("hidden in IFERROR, in the middle of a spill, beside text that looks like one", async () => {
    await policy("Always ask me");
    await page.evaluate(async () => {
      const people = ["one", "two", "three"].map((slug) => [`https://www.linkedin.com/in/anew-${slug}`]);
      await window.workbench.setCells("K1", people);
      await window.workbench.setCells("L1", [
        ['=IFERROR(ENRICH.PERSON(K1,"match.status"),"waiting")', `'=ENRICH.PERSON(K1,"match.status")`],
        ["basic_profile.name", "match.status"],
        ["=ENRICH.PEOPLE(K2:K3,L2:M2)", ""],
      ]);
    });
    expect((await shown("L1"))[0]?.value).toBe("waiting");
    await approval.getByText("at most 3 credits").waitFor();

    await approval.getByRole("button", { name: "Approve" }).click();
    await waitUntil(async () => (await shown("L1"))[0]?.value !== "waiting");

    const [wrapped, text] = await shown("L1:M1");
    expect(["matched", "not_found"]).toContain(wrapped?.value);
    expect(text).toMatchObject({ type: "text", formula: "", value: '=ENRICH.PERSON(K1,"match.status")' });
    const statuses = await shown("M3:M4");
    expect(statuses.every(({ value }) => value === "matched" || value === "not_found")).toBe(true);
  });

  test("but not on a protected sheet, which it says; the yes holds for when that is lifted", async () => {
    await page.evaluate(() => window.workbench.setCells("N1", [["https://www.linkedin.com/in/anew-four"]]));
    await page.evaluate(() => window.workbench.setCells("O1", [['=ENRICH.PERSON(N1,"match.status")']]));
    await approval.getByText("at most 1 credit").waitFor();
    await page.evaluate(() => window.workbench.protectSheet(true));
    const before = await demo.ledger();

    await approval.getByRole("button", { name: "Approve" }).click();
    await approval.getByText("could not be recalculated").waitFor();
    expect(await demo.ledger()).toEqual(before);
    await approval.getByRole("button", { name: "Dismiss" }).click();
    await page.evaluate(() => window.workbench.protectSheet(false));
    await page.evaluate(() => window.workbench.recalculate());

    expect(["matched", "not_found"]).toContain((await shown("O1"))[0]?.value);
    expect((await demo.ledger()).requests - before.requests).toBe(1);
  });
});

test("a cap stops formulas before it is passed, and gives way when it is raised", async () => {
  await policy("Never ask me");
  const cap = pane.frame.getByRole("textbox", { name: "Credits per day" });
  await cap.fill("1");
  await cap.press("Enter");
  const before = await demo.ledger();

  await fill("capped", 30, status);

  const [first] = await shown("H1:H30");
  expect(first?.message).toBe("The cap of 1 credit a day would be passed: raise it in the Enrich pane");
  expect(await demo.ledger()).toEqual(before);
  const approve = approval.getByRole("button", { name: "Approve" });
  expect(await approve.getAttribute("aria-disabled")).toBe("true");
  await cap.fill("");
  await cap.press("Enter");
  await approve.click();
  await waitUntil(async () => answered(await shown("H1:H30")) === 30);
});

async function policy(name: string): Promise<void> {
  await pane.frame.getByRole("radio", { name }).click();
}

/** People in G, as many formulas in H; nothing below. */
async function fill(slug: string, count: number, formula: string): Promise<void> {
  await page.evaluate(
    async ({ slug, count, formula }) => {
      const { workbench } = window;
      const none = Array.from({ length: 200 }, () => [""]);
      await workbench.setCells("H1", none);
      const people = none.map((_, row) => [row < count ? `https://www.linkedin.com/in/${slug}-${row}` : ""]);
      await workbench.setCells("G1", people);
      await workbench.setCells("H1", [[formula]]);
      await workbench.fillDown(`H1:H${count}`);
    },
    { slug, count, formula },
  );
}

async function shown(address: string) {
  const cells = await page.evaluate(async (where) => {
    await window.workbench.settled();
    return window.workbench.getCells(where);
  }, address);
  return cells.flat();
}

/** How many cells show an answer. */
function answered(cells: Awaited<ReturnType<typeof shown>>): number {
  return cells.filter(({ type }) => type === "text").length;
}

type Asked = Readonly<Record<string, { readonly asked: number }>>;

/** People asked for since, each of them once. */
function newlyAsked(before: Asked, after: Asked): number {
  const asked = Object.entries(after).map(([who, { asked: times }]) => times - (before[who]?.asked ?? 0));
  expect(Math.max(...asked)).toBe(1);
  return asked.filter((times) => times > 0).length;
}
