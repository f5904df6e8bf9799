import type { Page } from "playwright-core";
import { serveAnswerStorePages } from "../support/answer-store-pages";
import type { Measurement } from "./measurement";

const many = 100_000;
const few = 1_000;

/** What was seen over the many people and over the few, by turns. */
interface Seen {
  readonly many: number[];
  readonly few: number[];
}

/**
 * The answer store in a real browser, its database on disk: 100,000 people beside 1,000, each on a site and in a
 * process of its own, so the ratio says what having more of them costs.
 */
export async function answerStore(): Promise<Measurement[]> {
  const pages = await serveAnswerStorePages();
  try {
    const filled = await filledPages(pages);
    const opening: Seen = { many: [], few: [] };
    for (let launch = 0; launch < 3; launch++) {
      await pages.restart();
      const [large, small] = [await pages.open(0), await pages.open(1)];
      opening.many.push(await large.evaluate(() => window.answerStore.open()));
      opening.few.push(await small.evaluate(() => window.answerStore.open()));
    }
    await pages.restart();
    const [large, small] = [await pages.open(0), await pages.open(1)];
    const take = (rounds: number, work: Work): Promise<Seen> => byTurns({ large, small, rounds, work });

    const coldOne = await take(101, ({ people, round }) => window.answerStore.coldOne(people, round));
    const coldMany = await take(11, ({ people, round }) => window.answerStore.coldMany(people, 1_000, round));
    const coldMost = await take(5, ({ people, round }) => window.answerStore.coldMany(people, 10_000, 100 + round));
    const warm = await take(5, ({ people }) => window.answerStore.warm(people, 10_000));
    const write = await take(7, ({ people, round }) => window.answerStore.write(people, 1_000, 200 + round));
    const memory = await memoryOf(large);
    const clearMs = await large.evaluate(() => window.answerStore.clear());

    const figure = (name: string, seen: Seen): Measurement[] => [
      { name: `100,000 people kept: ${name}`, value: median(seen.many), unit: "ms" },
      { name: "  against 1,000 people kept", value: median(seen.many) / median(seen.few), unit: "ratio" },
    ];
    return [
      {
        name: "100,000 people kept: an answer",
        value: Math.round(filled.bytes / many),
        unit: "bytes",
        note: "as JSON",
      },
      { name: "100,000 people kept: written at first", value: filled.ms / 1000, unit: "s" },
      ...figure("opened, with the first answer", opening),
      ...figure("one looked up, from IndexedDB", coldOne),
      ...figure("1,000 looked up together, from IndexedDB", coldMany),
      ...figure("10,000 looked up together, from IndexedDB", coldMost),
      ...figure("10,000 looked up, from memory", warm),
      ...figure("1,000 written", write),
      { name: "100,000 people read once: answers held", value: memory.answers, unit: "answers" },
      {
        name: "100,000 people read once: memory",
        value: memory.grownBytes,
        unit: "bytes",
        note: `at most ${memory.mostBytes.toLocaleString("en-US")}`,
      },
      {
        name: "  against what the cache weighs",
        value: memory.grownBytes / memory.approximateBytes,
        unit: "ratio",
        note: "at most 2",
      },
      { name: "100,000 people forgotten", value: clearMs / 1000, unit: "s", note: "in portions, at most 120" },
    ];
  } finally {
    await pages.close();
  }
}

async function filledPages(pages: Awaited<ReturnType<typeof serveAnswerStorePages>>) {
  const [large, small] = [await pages.open(0), await pages.open(1)];
  await small.evaluate((people) => window.answerStore.fill(0, people), few);
  const start = performance.now();
  let bytes = 0;
  for (let from = 0; from < many; from += 10_000) {
    bytes += await large.evaluate((first) => window.answerStore.fill(first, first + 10_000), from);
  }
  return { bytes, ms: performance.now() - start };
}

type Work = (order: { readonly people: number; readonly round: number }) => Promise<number>;

async function byTurns(order: { large: Page; small: Page; rounds: number; work: Work }): Promise<Seen> {
  const seen: Seen = { many: [], few: [] };
  for (let round = 0; round < order.rounds; round++) {
    seen.many.push(await order.large.evaluate(order.work, { people: many, round }));
    seen.few.push(await order.small.evaluate(order.work, { people: few, round }));
  }
  return seen;
}

/** What the page's heap has grown by, all garbage collected, once everybody was read through the cache. */
async function memoryOf(page: Page) {
  await page.reload();
  await page.evaluate(() => window.answerStore.open());
  const protocol = await page.context().newCDPSession(page);
  const used = async (): Promise<number> => {
    await protocol.send("HeapProfiler.collectGarbage");
    return (await protocol.send("Runtime.getHeapUsage")).usedSize;
  };
  const before = await used();
  await page.evaluate((people) => window.answerStore.readAll(people), many);
  const grownBytes = (await used()) - before;
  return { grownBytes, ...(await page.evaluate((people) => window.answerStore.held(people), many)) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
