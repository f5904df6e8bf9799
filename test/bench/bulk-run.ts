import type { CDPSession, Frame, Page } from "playwright-core";
import { startDemo, type Demo, type Ledger } from "../support/demo";
import { demoPane, type DemoPane } from "../support/demo-pane";
import { knownPeople } from "../support/people-sheet";
import type { Measurement } from "./measurement";

const rows = 10_000;
const fields = [
  ...["basic_profile.name", "basic_profile.headline", "basic_profile.current_title", "basic_profile.summary"],
  ...["basic_profile.location.city", "basic_profile.location.country", "professional_network.followers"],
  ...["professional_network.connections", "experience.employment_details.current.name"],
  "skills.professional_network_skills",
];

/** 10,000 rows x 10 fields in the pane of the workbench, and 1,000 rows with 300 duplicates in four spellings. */
export async function bulkRun(): Promise<Measurement[]> {
  const demo = await startDemo({ SANDBOX_REQUESTS_PER_MINUTE: "1000000" });
  try {
    await demo.page.evaluate(() => window.workbench.settled());
    const bench = { demo, page: demo.page, pane: demoPane(demo.page) };
    await bench.pane.choose(fields);
    return [...(await manyRows(bench)), ...(await spellings(bench))];
  } finally {
    await demo.stop();
  }
}

interface Bench {
  readonly demo: Demo;
  readonly page: Page;
  readonly pane: DemoPane;
}

async function manyRows(bench: Bench): Promise<Measurement[]> {
  const { demo, page } = bench;
  await openColumn(page, knownPeople(rows, "run"));
  const addin = paneFrame(page);
  const [pane, workbench] = [await page.context().newCDPSession(addin), await page.context().newCDPSession(page)];
  for (const target of [pane, workbench]) await target.send("Performance.enable");
  await noteLongTasks(addin);
  const heapBefore = await heapOf(pane);
  const busyBefore = { pane: await busyOf(pane), workbench: await busyOf(workbench) };
  const before = await demo.ledger();

  const quoteSeconds = await timed(() => bench.pane.select(`A1:A${rows + 1}`));
  const quoteTask = await longestTask(addin);
  const runSeconds = await timed(() => runToEnd(bench));

  const after = await demo.ledger();
  const runTask = await longestTask(addin);
  const busy = { pane: await busyOf(pane), workbench: await busyOf(workbench) };
  const heap = (await heapOf(pane)) - heapBefore;
  const { maxPayloadBytes } = await page.evaluate(() => window.workbench.report());
  const name = "10,000 rows x 10 fields in the pane";
  return [
    { name: `${name}: requests`, value: after.requests - before.requests, unit: "requests", note: "exactly 400" },
    { name: `${name}: rows written`, value: await rowsFilled(page, rows), unit: "rows", note: "exactly 10,000" },
    { name: `${name}: heap grown`, value: heap, unit: "bytes", note: "under 200 MB" },
    { name: `${name}: longest task, reading and quoting`, value: quoteTask, unit: "ms", note: "at most 200" },
    { name: `${name}: longest task, running`, value: runTask, unit: "ms", note: "at most 200" },
    { name: `${name}: largest request to Excel`, value: maxPayloadBytes, unit: "bytes", note: "under 1 MB" },
    { name: `${name}: reading and quoting`, value: quoteSeconds, unit: "s" },
    { name: `${name}: running`, value: runSeconds, unit: "s" },
    { name: "  of both the add-in's thread at work", value: busy.pane - busyBefore.pane, unit: "s" },
    { name: "  of both the workbench's own", value: busy.workbench - busyBefore.workbench, unit: "s" },
  ];
}

/** 700 people in 1,000 rows: 300 of them stand a second time, spelled otherwise. */
async function spellings(bench: Bench): Promise<Measurement[]> {
  const people = knownPeople(700, "spelled");
  const again = people.slice(0, 300).map((url, index) => {
    const slug = url.slice(url.lastIndexOf("/") + 1);
    const spelled = [
      `http://linkedin.com/in/${slug}/`,
      `linkedin.com/in/${slug}`,
      `https://de.linkedin.com/in/${slug.toUpperCase()}`,
      `https://www.linkedin.com/in/${slug}?trk=people-guest`,
    ];
    return spelled[index % spelled.length] ?? url;
  });
  await openColumn(bench.page, [...people, ...again]);
  await bench.pane.select("A1:A1001");
  const before = await bench.demo.ledger();
  await runToEnd(bench);
  const after = await bench.demo.ledger();
  const name = "1,000 rows, 300 duplicates in four spellings";
  return [
    { name: `${name}: people billed`, value: billed(before, after), unit: "credits", note: "at most 700" },
    { name: `${name}: rows written`, value: await rowsFilled(bench.page, 1_000), unit: "rows", note: "exactly 1,000" },
  ];
}

async function openColumn(page: Page, column: readonly string[]): Promise<void> {
  await page.evaluate(async (cells) => {
    await window.workbench.deleteColumns(1, 40);
    await window.workbench.setCells("A1", [["Who"], ...cells.map((cell) => [cell])]);
    await window.workbench.settled();
  }, column);
}

async function runToEnd({ pane }: Bench): Promise<void> {
  await pane.start();
  await pane.button("Cancel").waitFor();
  await pane.button("Cancel").waitFor({ state: "detached", timeout: 600_000 });
}

/** Rows that say whom they matched, with a name. */
function rowsFilled(page: Page, count: number): Promise<number> {
  return page.evaluate(async (last) => {
    const cells = await window.workbench.getCells(`A1:L${last + 1}`);
    const [headers = []] = cells;
    const [name, status] = ["basic_profile.name", "Enrich status"].map((header) =>
      headers.findIndex(({ text }) => text === header),
    );
    return cells.filter((row) => row[status ?? -1]?.text === "Matched" && row[name ?? -1]?.type === "text").length;
  }, count);
}

function paneFrame(page: Page): Frame {
  const frame = page.frames().find((candidate) => candidate.url().includes("taskpane.html"));
  if (frame === undefined) throw new Error("The add-in's frame is gone.");
  return frame;
}

/** From now on; `longestTask` takes what was noted. */
async function noteLongTasks(frame: Frame): Promise<void> {
  // tsx hands every function with a name to this one, which the page does not have.
  await frame.evaluate("globalThis.__name = (named) => named");
  await frame.evaluate(() => {
    const noted = { tasks: [] as PerformanceEntry[], onMore: (): void => undefined };
    Object.assign(window, { longTasks: noted });
    new PerformanceObserver((list) => {
      noted.tasks.push(...list.getEntries());
      noted.onMore();
    }).observe({ type: "longtask" });
  });
}

/** In milliseconds; 0 where none took longer than 50 ms. */
function longestTask(frame: Frame): Promise<number> {
  return frame.evaluate(async () => {
    const { longTasks } = window as unknown as { longTasks: { tasks: PerformanceEntry[]; onMore: () => void } };
    // Entries come in order, a little after the task that they tell of: once this one has, so have all before it.
    const startsAt = await new Promise<number>((resolve) =>
      setTimeout(() => {
        const start = performance.now();
        while (performance.now() < start + 60);
        resolve(start);
      }),
    );
    // Times of entries are rounded.
    const isOwn = ({ startTime, duration }: PerformanceEntry): boolean => startTime + duration >= startsAt + 50;
    while (!longTasks.tasks.some(isOwn)) await new Promise<void>((resolve) => (longTasks.onMore = resolve));
    return Math.max(0, ...longTasks.tasks.splice(0).flatMap((task) => (isOwn(task) ? [] : [task.duration])));
  });
}

/** After a forced collection, in bytes. */
async function heapOf(target: CDPSession): Promise<number> {
  await target.send("HeapProfiler.collectGarbage");
  return (await target.send("Runtime.getHeapUsage")).usedSize;
}

/** Seconds the main thread of a target has been at work so far. */
async function busyOf(target: CDPSession): Promise<number> {
  const { metrics } = await target.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function billed(before: Ledger, after: Ledger): number {
  return after.credits - before.credits;
}
