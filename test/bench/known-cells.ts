import type { BrowserContext, Frame, Page } from "playwright-core";
import { startDemo } from "../support/demo";
import type { Measurement } from "./measurement";
import { addTrivialFunction } from "./trivial-function";

const cells = 10_000;
const warmRounds = 5;
const coldRounds = 3;

/** How long one recalculation of a column took, in milliseconds. */
interface Taken {
  /** From asking for it until no cell is busy. */
  readonly whole: number;
  /** From the message with the calls to the message with the last result. */
  readonly calls: number;
}

/**
 * 10,000 new people at once, then 10,000 cells of known people recalculated beside as many of a function that does
 * nothing, by turns: what machine and workbench take is the same for both, so the ratio says what knowing costs.
 */
export async function knownCells(): Promise<Measurement[]> {
  const demo = await startDemo({ SANDBOX_REQUESTS_PER_MINUTE: "1000000" }, async (context) => {
    await addTrivialFunction(context);
    await noteMessages(context);
  });
  try {
    const { page } = demo;
    await page.evaluate(() => window.workbench.settled());
    const before = await demo.ledger();
    const fillMs = await fill(page);
    const requests = (await demo.ledger()).requests - before.requests;

    const warm: { readonly person: Taken; readonly trivial: Taken }[] = [];
    await recalculate(page, "B");
    for (let round = 0; round < warmRounds; round++) {
      const first = await recalculate(page, round % 2 === 0 ? "B" : "C");
      const second = await recalculate(page, round % 2 === 0 ? "C" : "B");
      warm.push(round % 2 === 0 ? { person: first, trivial: second } : { person: second, trivial: first });
    }
    const cold: Taken[] = [];
    for (let round = 0; round < coldRounds; round++) {
      await page.evaluate(async () => {
        await window.workbench.reopen();
        await window.workbench.settled();
      });
      cold.push(await recalculate(page, "B"));
    }
    const spent = (await demo.ledger()).requests - before.requests - requests;

    const trivialCalls = median(warm.map(({ trivial }) => trivial.calls));
    const trivialWhole = median(warm.map(({ trivial }) => trivial.whole));
    return [
      { name: "10,000 new people at once: requests", value: requests, unit: "requests", note: "exactly 400" },
      { name: "10,000 new people at once: time", value: fillMs / 1000, unit: "s" },
      { name: "10,000 known cells recalculated: requests", value: spent, unit: "requests", note: "exactly 0" },
      {
        name: "10,000 known cells recalculated: time",
        value: median(warm.map(({ person }) => person.whole)) / 1000,
        unit: "s",
      },
      {
        name: "  of it the workbench's own, by a trivial function",
        value: (trivialWhole - trivialCalls) / 1000,
        unit: "s",
      },
      {
        name: "  whole time against a trivial function's",
        value: median(warm.map(({ person, trivial }) => person.whole / trivial.whole)),
        unit: "ratio",
        note: "at most 1.3",
      },
      {
        name: "  calls to results against a trivial function's, memory warm",
        value: median(warm.map(({ person, trivial }) => person.calls / trivial.calls)),
        unit: "ratio",
        note: "at most 3",
      },
      {
        name: "  calls to results against a trivial function's, cold from IndexedDB",
        value: median(cold.map(({ calls }) => calls / trivialCalls)),
        unit: "ratio",
        note: "at most 10",
      },
    ];
  } finally {
    await demo.stop();
  }
}

/** Notes when each long message reaches a page: calls reach the add-in's, results the workbench's. */
async function noteMessages(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const times: number[] = [];
    Object.assign(window, { longMessages: times });
    addEventListener(
      "message",
      ({ data }) => {
        if (typeof data === "string" && data.length > 5_000) times.push(performance.timeOrigin + performance.now());
      },
      true,
    );
  });
}

/** Formulas of PERSON in B, entered together, and then the trivial ones in C; resolves to what B took, in milliseconds. */
async function fill(page: Page): Promise<number> {
  return page.evaluate(async (count) => {
    const { workbench } = window;
    const rows = Array.from({ length: count }, (_, index) => index + 2);
    await workbench.deleteColumns(1, 20);
    await workbench.setCells("A1", [["Who", "basic_profile.headline", "basic_profile.headline"]]);
    await workbench.setCells(
      "A2",
      rows.map((row) => [`https://www.linkedin.com/in/known-bench-${row}`]),
    );
    await workbench.settled();
    const start = performance.now();
    await workbench.setCells(
      "B2",
      rows.map((row) => [`=ENRICH.PERSON($A${row},B$1)`]),
    );
    await workbench.settled(300_000);
    const took = performance.now() - start;
    await workbench.setCells(
      "C2",
      rows.map((row) => [`=ENRICH.TRIVIAL($A${row},C$1)`]),
    );
    await workbench.settled(300_000);
    return took;
  }, cells);
}

async function recalculate(page: Page, column: string): Promise<Taken> {
  const addin = page.frames().find((frame) => frame.url().includes("taskpane.html"));
  if (addin === undefined) throw new Error("The add-in's frame is gone.");
  await Promise.all([takeMessages(addin), takeMessages(page.mainFrame())]);
  const start = performance.now();
  await addin.evaluate(
    (address) =>
      Excel.run(async (context) => {
        context.workbook.worksheets.getActiveWorksheet().getRange(address).calculate();
        await context.sync();
      }),
    `${column}2:${column}${cells + 1}`,
  );
  await page.evaluate(() => window.workbench.settled(300_000));
  const whole = performance.now() - start;
  const [called, answered] = await Promise.all([takeMessages(addin), takeMessages(page.mainFrame())]);
  return { whole, calls: Math.max(...answered) - Math.min(...called) };
}

/** When long messages came since the last look, in milliseconds since the epoch. */
function takeMessages(frame: Frame): Promise<readonly number[]> {
  return frame.evaluate(() => {
    const { longMessages } = window as unknown as { longMessages: number[] };
    return longMessages.splice(0);
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
