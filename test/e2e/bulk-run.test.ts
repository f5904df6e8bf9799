import type { Page } from "playwright-core";
import type { Demo, Ledger } from "../support/demo";
import { demoPane, type DemoPane } from "../support/demo-pane";
import { freshSheet, heldService, startRuns, texts } from "../support/demo-runs";
import { knownPeople, nameAt } from "../support/people-sheet";

/** What a run costs, leaves behind and survives: the pane over the real office.js, reckoned up by the sandbox. */
let demo: Demo;
let page: Page;
let pane: DemoPane;

const name = "basic_profile.name";

jest.setTimeout(120_000);

beforeAll(async () => {
  ({ demo, page, pane } = await startRuns(name));
}, 120_000);
afterAll(() => demo.stop());
afterEach(async () => {
  await demo.clearFaults();
  expect((await page.evaluate(() => window.workbench.report())).missingMembers).toEqual([]);
});

describe("a receipt", () => {
  const people = [
    ...knownPeople(40, "receipt"),
    ...["a", "b", "c", "d", "e"].map((letter) => `https://www.linkedin.com/in/nobody-receipt-${letter}`),
    ...["a", "b"].map((letter) => `https://www.linkedin.com/in/redacted-receipt-${letter}`),
  ];
  const column = [...people, people[0] ?? "", people[7] ?? "", "just words", ""];

  test("adds up, and agrees with the service's books, with whom a formula has bought before", async () => {
    await freshSheet(page, column);
    await page.evaluate(async () => {
      await window.workbench.setCells("J2", [["=ENRICH.PERSON(A2)"], ["=ENRICH.PERSON(A3)"], ["=ENRICH.PERSON(A4)"]]);
      await window.workbench.settled();
    });
    const before = await demo.ledger();
    await pane.select("A1:A51");

    await pane.run();

    const after = await demo.ledger();
    const receipt = await pane.receipt();
    expect(receipt).toMatchObject({
      People: "47",
      "Already known, free": "3",
      Matched: "37",
      "Not found, free": "5",
      Redacted: "2",
      Failed: "0",
      "Rows written": "50",
      Cost: "37 credits",
    });
    expect(after.credits - before.credits).toBe(37);
    expect(timesBilled(before, after)).toEqual({ once: 37, more: 0 });
    expect(await misplaced(51)).toEqual([]);
  });

  test("leads back: the run is undone, what was typed since stays, and the people stay free for formulas", async () => {
    const before = await demo.ledger();
    await page.evaluate(() => window.workbench.setCells("B5", [["my own note"]]));

    await pane.button("Undo this run").click();
    await pane.button("Yes, undo").click();
    const report = await pane.region("Receipts").getByText("cells are as before").innerText();

    expect(report).toContain("1 was changed since and stays.");
    expect((await texts(page, "B1:C52")).flat().filter((text) => text !== "")).toEqual([name, "my own note"]);
    await page.evaluate(async () => {
      await window.workbench.setCells("L2", [["=ENRICH.PERSON($A2)"]]);
      await window.workbench.fillDown("L2:L41");
      await window.workbench.settled();
    });
    expect((await texts(page, "L2:L41")).flat()).toEqual(people.slice(0, 40).map(nameAt));
    expect(await demo.ledger()).toEqual(before);
  });
});

describe("a careful run", () => {
  test("tries five rows, tells what they say of the rest, and does not pay for them again", async () => {
    await freshSheet(page, knownPeople(60, "tried"));
    await pane.select("A1:A61");
    const before = await demo.ledger();

    await pane.start("Try 5 rows");
    await pane.ended();

    const tried = await demo.ledger();
    expect(tried.credits - before.credits).toBe(5);
    expect((await texts(page, "B2:B61")).flat().filter((text) => text !== "")).toHaveLength(5);
    expect(await pane.region("Quote").innerText()).toContain("Tried 5: 5 matches, 5 credits.");
    expect(await pane.run()).toContain("Done: 55 rows, 55 credits used.");
    const after = await demo.ledger();
    expect(timesBilled(before, after)).toEqual({ once: 60, more: 0 });
    expect(await misplaced(60)).toEqual([]);
  });

  test("stops before its cap, says so, and goes on where it stopped once the cap is raised", async () => {
    await freshSheet(page, knownPeople(80, "capped"));
    await pane.select("A1:A81");
    await pane.button(/^Columns and cap/).click();
    const cap = pane.frame.getByRole("textbox", { name: /^Stop this run before it spends more/ });
    await cap.fill("30");
    await cap.press("Enter");
    await pane.quote();
    const before = await demo.ledger();

    const report = await pane.run();

    const stopped = await demo.ledger();
    expect(stopped.credits - before.credits).toBeLessThanOrEqual(30);
    expect(stopped.credits - before.credits).toBeGreaterThanOrEqual(25);
    expect(report).toMatch(/cap/);
    expect((await texts(page, "B2:B81")).flat().filter((text) => text !== "")).toHaveLength(
      stopped.credits - before.credits,
    );

    await cap.fill("");
    await cap.press("Enter");
    await pane.quote();
    await pane.run();
    expect(timesBilled(before, await demo.ledger())).toEqual({ once: 80, more: 0 });
    expect(await misplaced(80)).toEqual([]);
  });

  test("rests while it is paused, and goes on to the end", async () => {
    await freshSheet(page, knownPeople(200, "paused"));
    await pane.select("A1:A201");
    const before = await demo.ledger();
    const service = await heldService(demo, 1);
    await pane.start();
    await service.reached();

    await pane.button("Pause").click();
    service.open();
    await pane.button("Resume").waitFor();
    const paused = await demo.ledger();
    expect(await pane.region("Run").innerText()).toContain("Paused: nothing more is asked.");
    const shown = (await texts(page, "B2:B201")).flat().filter((text) => text !== "");
    expect(shown).toHaveLength(paused.credits - before.credits);
    expect(shown.length).toBeLessThan(200);
    await pane.button("Resume").click();
    expect(await pane.ended()).toContain("Done: 200 rows, 200 credits used.");

    await service.end();
    expect(timesBilled(before, await demo.ledger())).toEqual({ once: 200, more: 0 });
    expect(await misplaced(200)).toEqual([]);
  });
});

describe("a run whose page goes away at row 525 of 2,000", () => {
  const rows = 2_000;

  test("is offered in the reopened workbook, pays nobody twice, and leaves every row right", async () => {
    await freshSheet(page, knownPeople(rows, "crashed"));
    await pane.select("A1:A2001");
    const before = await demo.ledger();
    const service = await heldService(demo, 21);
    await pane.start();
    await shownDone(525);

    await page.evaluate(() => window.workbench.reopen());
    service.open();
    await goOn(rows);
    await service.end();

    expect(timesBilled(before, await demo.ledger())).toEqual({ once: rows, more: 0 });
    expect(await misplaced(rows)).toEqual([]);
    await receiptAddsUp(before);
  });

  test("is taken up again by another page, from a workbook saved 200 rows earlier", async () => {
    // Under the name by which it is opened again.
    await page.evaluate(async () => window.workbench.open(await window.workbench.save()));
    await freshSheet(page, knownPeople(rows, "closed"));
    await pane.select("A1:A2001");
    const before = await demo.ledger();
    const service = await heldService(demo, 13);
    await pane.start();
    await shownDone(325);
    const saved = await page.evaluate(() => window.workbench.save());
    service.letThrough(8);
    await shownDone(525);
    await page.close();
    await service.end();

    page = await demo.context.newPage();
    pane = demoPane(page);
    await page.goto(`${demo.origin}/workbench/`);
    await page.waitForFunction(() => "workbench" in window);
    await page.evaluate(async (workbook) => {
      await window.workbench.ready;
      await window.workbench.open(workbook);
    }, saved);
    await goOn(rows);

    expect(timesBilled(before, await demo.ledger())).toEqual({ once: rows, more: 0 });
    expect(await misplaced(rows)).toEqual([]);
    await receiptAddsUp(before);
  });

  async function shownDone(count: number): Promise<void> {
    await pane.region("Run").getByText(`${count} of 2,000 rows`).waitFor({ timeout: 60_000 });
  }

  async function goOn(rows: number): Promise<void> {
    await pane.region("Run").getByText("Going on pays for nobody twice.").waitFor();
    await pane.button("Resume").click();
    await pane.button("Cancel").waitFor();
    expect(await pane.ended()).toContain(`Done: ${rows.toLocaleString("en-US")} rows`);
  }

  async function receiptAddsUp(before: Ledger): Promise<void> {
    const receipt = await pane.receipt();
    const number = (term: string): number => Number((receipt[term] ?? "0").replace(/[^\d.]/g, ""));
    const { credits } = await demo.ledger();
    expect(number("People")).toBe(rows);
    expect(number("Already known, free") + number("Matched")).toBe(rows);
    // What was fetched in the kill was told to nobody: billed as reported, and those marked, come to what was spent.
    expect(number("Cost")).toBeLessThanOrEqual(credits - before.credits);
    expect(number("Cost") + number("Possibly billed besides")).toBeGreaterThanOrEqual(credits - before.credits);
  }
});

/** The rows of A2 and below whose name in B, or word in C, is not that person's. */
async function misplaced(count: number): Promise<readonly string[]> {
  const rows = await texts(page, `A2:C${count + 1}`);
  const wrong = rows.filter(([who = "", shown, status]) => {
    if (who.includes("/known-")) return shown !== nameAt(who) || status !== "Matched";
    return shown !== "" || status === "Matched";
  });
  return wrong.map((row) => row.join(" | "));
}

/** How many people were billed between two readings, once and more than once. */
function timesBilled(before: Ledger, after: Ledger): { readonly once: number; readonly more: number } {
  const times = Object.entries(after.identifiers).map(
    ([key, { billed }]) => billed - (before.identifiers[key]?.billed ?? 0),
  );
  return { once: times.filter((count) => count === 1).length, more: times.filter((count) => count > 1).length };
}
