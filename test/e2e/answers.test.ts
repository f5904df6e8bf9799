import type { Page } from "playwright-core";
import { startDemo, type Demo } from "../support/demo";
import { demoPane } from "../support/demo-pane";

/** Where answers are kept on the device, in real browsers: refused, and shared by two workbooks. */
jest.setTimeout(120_000);

describe("where the browser keeps nothing", () => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await startDemo({ SANDBOX_REQUESTS_PER_MINUTE: "100000" }, async (context) => {
      await context.addInitScript(() => {
        if (window === window.top) return;
        IDBFactory.prototype.open = () => {
          throw new DOMException("Access to storage is not allowed here.", "SecurityError");
        };
      });
    });
    await demo.page.evaluate(() => window.workbench.settled());
  }, 240_000);
  afterAll(() => demo.stop());

  test("cells are filled all the same, and recalculated at no cost", async () => {
    await ask(demo.page, slugs("blocked", 30));
    const before = await demo.ledger();

    await demo.page.evaluate(async () => {
      await window.workbench.recalculate();
      await window.workbench.settled();
    });

    expect(await statuses(demo.page, 30)).toEqual(Array.from({ length: 30 }, () => "matched"));
    expect(await demo.ledger()).toEqual(before);
  });

  test("the pane says so, with what it costs and what to do", async () => {
    const notice = demoPane(demo.page).frame.getByRole("alert").filter({ hasText: "Answers cannot be kept" });

    await notice.waitFor();

    expect(await notice.innerText()).toBe(
      [
        "Answers cannot be kept on this device.",
        "Answers last only while this window is open, and people looked up before may cost credits again.",
        "Use a window that is not private, or allow this site to store data.",
      ].join("\n"),
    );
  });
});

describe("of two workbooks open at once", () => {
  let demo: Demo;
  let other: Page;
  /** What the add-in asked its gateway about people, in both: kept answers need no question at all. */
  const questions: string[] = [];

  beforeAll(async () => {
    demo = await startDemo({ SANDBOX_REQUESTS_PER_MINUTE: "100000" });
    demo.context.on("request", (request) => {
      if (request.url().includes("/api/person/")) questions.push(request.url());
    });
    await demo.page.evaluate(() => window.workbench.settled());
  }, 240_000);
  afterAll(() => demo.stop());

  test("one opened later pays nothing for what the first has bought", async () => {
    await ask(demo.page, slugs("earlier", 30));
    const before = await demo.ledger();
    const asked = questions.length;

    other = await demo.context.newPage();
    await other.goto(demo.page.url());
    await other.waitForFunction(() => "workbench" in window);
    await other.evaluate(async () => {
      await window.workbench.ready;
      await window.workbench.settled();
    });
    await ask(other, slugs("earlier", 30));

    expect(await statuses(other, 30)).toEqual(await statuses(demo.page, 30));
    expect(asked).toBeGreaterThan(0);
    expect(questions).toHaveLength(asked);
    expect(await demo.ledger()).toEqual(before);
  });

  test("one pays nothing for what the other buys while both are open", async () => {
    await ask(other, slugs("meanwhile", 30));
    const before = await demo.ledger();
    const asked = questions.length;

    await ask(demo.page, slugs("meanwhile", 30));
    await ask(other, slugs("meanwhile", 30));

    expect(await statuses(demo.page, 30)).toEqual(await statuses(other, 30));
    expect(questions).toHaveLength(asked);
    expect(await demo.ledger()).toEqual(before);
  });

  test("both at once pay once", async () => {
    const before = await demo.ledger();

    await Promise.all([demo.page, other].map((page) => ask(page, slugs("together", 30))));

    expect(await statuses(demo.page, 30)).toEqual(await statuses(other, 30));
    expect((await demo.ledger()).credits - before.credits).toBe(30);
  });
});

function slugs(word: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `known-answers-${word}-${index}`);
}

/** Asks for these people by formulas in H, and waits until no cell is busy. */
async function ask(page: Page, people: readonly string[]): Promise<void> {
  await page.evaluate(
    async (known) => {
      const { workbench } = window;
      await workbench.setCells(
        "H1",
        Array.from(known, () => [""]),
      );
      await workbench.setCells(
        "G1",
        known.map((slug) => [`https://www.linkedin.com/in/${slug}`]),
      );
      await workbench.setCells(
        "H1",
        known.map((_, index) => [`=ENRICH.PERSON(G${index + 1},"match.status")`]),
      );
      await workbench.settled(100_000);
    },
    [...people],
  );
}

async function statuses(page: Page, count: number): Promise<readonly unknown[]> {
  const rows = await page.evaluate((address) => window.workbench.getCells(address), `H1:H${count}`);
  return rows.map(([cell]) => cell?.value);
}
