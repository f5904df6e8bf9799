import type { KeptAnswer } from "../../../src/core/answer";
import type { AnswerStore, StoredAnswer } from "../../../src/core/answer-store";
import { createAnswerCache, type AnswerCache } from "../../../src/core/answers/answer-cache";
import { approximateBytes } from "../../../src/core/answers/approximate-bytes";
import { createEnduringStore } from "../../../src/core/answers/enduring-store";
import { defaultSections } from "../../../src/core/catalogue";
import { enricherDefaults } from "../../../src/core/enricher-settings";
import { browserClock } from "../../../src/excel/browser-clock";
import { createIndexedDbAnswerStore } from "../../../src/excel/storage/indexed-db-answer-store";
import { createDirectory, type Directory } from "../../../src/sandbox/directory";
import { selectFields } from "../../../src/sandbox/field-selection";
import { hashOf } from "../../../src/sandbox/random";

/** The answer store of the add-in alone in a page, with people made up here; times in milliseconds. */
export interface AnswerStorePage {
  /** Keeps people from number `from` up to `to`; resolves to the bytes they have as JSON. */
  fill(from: number, to: number): Promise<number>;
  /** How long the first answer takes after the database is opened. */
  open(): Promise<number>;
  /** One person whom no memory knows, by one read. */
  coldOne(people: number, round: number): Promise<number>;
  /** So many people together whom no memory knows. */
  coldMany(people: number, count: number, round: number): Promise<number>;
  /** So many looked up in memory, after each was read once. */
  warm(people: number, count: number): Promise<number>;
  /** So many answers kept once more, until they are written. */
  write(people: number, count: number, round: number): Promise<number>;
  /** Reads everybody once through the cache that stays. */
  readAll(people: number): Promise<void>;
  /** What of `readAll` is still in memory, by the cache's own weighing. */
  held(people: number): { readonly answers: number; readonly approximateBytes: number; readonly mostBytes: number };
  /** Forgets everybody. */
  clear(): Promise<number>;
}

declare global {
  interface Window {
    answerStore: AnswerStorePage;
  }
}

const portion = 1_000;
let directory: Directory | undefined;
const store = openStore();
const lasting = cacheOver(store);

function openStore(): AnswerStore {
  const inner = createIndexedDbAnswerStore({ indexedDB: () => indexedDB, name: "answers", clock: browserClock });
  return createEnduringStore({
    ...{ clock: browserClock, store: inner },
    onHealth: (health) => {
      throw new Error(`The store degraded: ${JSON.stringify(health)}`);
    },
  });
}

function cacheOver(behind: AnswerStore): AnswerCache {
  const fail = (cause: unknown): never => {
    throw new Error("The store failed.", { cause });
  };
  return createAnswerCache({ clock: browserClock, store: behind, onStoreFailure: fail }, enricherDefaults);
}

function keyOf(person: number): string {
  return `url:known-${person}-bench`;
}

/** The same people each round and on each machine, spread over all that are kept. */
function sample(people: number, count: number, round: number): readonly string[] {
  const offset = hashOf(`round ${round}`) % people;
  // A prime step visits everybody before it repeats.
  return Array.from({ length: count }, (_, index) => keyOf((offset + index * 7_919) % people));
}

function madeUp(person: number): StoredAnswer {
  const name = `known-${person}-bench`;
  const address = `https://www.linkedin.com/in/${name}`;
  directory ??= createDirectory();
  const found = directory.find({ kind: "url", sent: address, name, key: address, isEncoded: false });
  if (found.status !== "matched") throw new Error(`${address} is nobody.`);
  const answer: KeptAnswer = {
    status: "matched",
    candidates: found.candidates.map(({ score, data }) => ({ score, data: selectFields(data, defaultSections) })),
    matchedOn: address,
    matchType: "professional_network_profile_url",
    sections: defaultSections,
    denied: [],
    asOf: Date.now(),
  };
  return { key: keyOf(person), answer };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function readExactly(cache: AnswerCache, keys: readonly string[]): Promise<void> {
  const found = await cache.read(keys);
  const missing = keys.find((key) => !found.has(key));
  if (missing !== undefined) throw new Error(`${missing} is not kept.`);
}

window.answerStore = {
  async fill(from, to) {
    let bytes = 0;
    for (let first = from; first < to; first += portion) {
      const entries = Array.from({ length: Math.min(portion, to - first) }, (_, index) => madeUp(first + index));
      bytes += entries.reduce((sum, { answer }) => sum + JSON.stringify(answer).length, 0);
      await store.write(entries);
    }
    return bytes;
  },
  open: () => timed(() => readExactly(cacheOver(store), [keyOf(0)])),
  coldOne: (people, round) => timed(() => readExactly(cacheOver(store), sample(people, 1, round))),
  coldMany: (people, count, round) =>
    timed(async () => {
      // Fewer people than lookups: everybody, again and again.
      for (let done = 0; done < count; done += people) {
        await readExactly(cacheOver(store), sample(people, Math.min(count - done, people), round));
      }
    }),
  async warm(people, count) {
    const keys = sample(people, count, 0);
    await readExactly(lasting, keys);
    return timed(() => {
      const missing = keys.find((key) => lasting.peek(key) === undefined);
      return missing === undefined ? Promise.resolve() : Promise.reject(new Error(`${missing} was dropped.`));
    });
  },
  async write(people, count, round) {
    const found = await store.read(sample(people, count, round));
    const entries = [...found].map(([key, answer]) => ({ key, answer }));
    return timed(() => store.write(entries));
  },
  async readAll(people) {
    for (let first = 0; first < people; first += portion) {
      const keys = Array.from({ length: Math.min(portion, people - first) }, (_, index) => keyOf(first + index));
      await readExactly(lasting, keys);
    }
  },
  held(people) {
    const held = Array.from({ length: people }, (_, person) => lasting.peek(keyOf(person)) ?? []).flat();
    const bytes = held.reduce((sum, answer) => sum + approximateBytes(answer), 0);
    return { answers: held.length, approximateBytes: bytes, mostBytes: enricherDefaults.memoryBytes };
  },
  clear: () => timed(() => store.clear()),
};
