import { createAlarm } from "../alarm";
import type { KeptAnswer } from "../answer";
import type { AnswerStore } from "../answer-store";
import type { Clock } from "../clock";
import { newestAnswer } from "./coverage";
import { AnswerStoreError, problemOf, type StoreHealth, type StoreProblem } from "./store-health";

export interface EnduringStoreSettings {
  /** A store that takes longer over one portion counts as out of order. Default 10,000. */
  readonly silenceMs: number;
  /** The same where everything is forgotten: 100,000 answers take a while. Default 120,000. */
  readonly clearMs: number;
  /** When a store that failed is tried again; a silent one is left alone until then. Default 10,000. */
  readonly pauseMs: number;
  /** Keys read at once: more are read one portion after the other. Default 1,000. */
  readonly readPortion: number;
  /** Answers written at once, so that a read waits for no more than these. Default 250. */
  readonly writePortion: number;
}

export interface EnduringStoreParts {
  readonly clock: Clock;
  readonly store: AnswerStore;
  /** Told of each change; working to begin with. */
  readonly onHealth?: (health: StoreHealth) => void;
}

export const enduringDefaults: EnduringStoreSettings = Object.freeze({
  silenceMs: 10_000,
  clearMs: 120_000,
  pauseMs: 10_000,
  readPortion: 1_000,
  writePortion: 250,
});

const working: StoreHealth = { status: "working" };

/**
 * A store that never loses an answer while the page lives: reading and writing neither reject nor hang. What the store
 * behind it does not take is held in memory without bound, is read from there, and is written when the store works again.
 */
export function createEnduringStore(
  { clock, store, onHealth }: EnduringStoreParts,
  settings: EnduringStoreSettings = enduringDefaults,
): AnswerStore {
  const unwritten = new Map<string, KeptAnswer>();
  const problems: { read?: StoreProblem | undefined; write?: StoreProblem | undefined } = {};
  const retry = createAlarm(clock, () => void tryAgain());
  let writing: Promise<void> | undefined;
  let health = working;
  let silentUntil = -Infinity;
  let willRetry = false;

  function note(way: "read" | "write", problem: StoreProblem | undefined): void {
    problems[way] = problem;
    const worst = problems.write ?? problems.read;
    if (worst === undefined) retry.clear();
    else if (!willRetry) retry.set(clock.now() + settings.pauseMs);
    willRetry = worst !== undefined;
    const before = health.status === "working" ? undefined : health.problem;
    if (worst === before) return;
    health = worst === undefined ? working : { status: "memory_only", problem: worst };
    onHealth?.(health);
  }

  async function inTime<Result>(use: () => Promise<Result>, limitMs = settings.silenceMs): Promise<Result> {
    if (clock.now() < silentUntil) throw silence();
    const answered = new AbortController();
    const late = clock.sleep(limitMs, answered.signal).then(() => {
      silentUntil = clock.now() + settings.pauseMs;
      throw silence();
    });
    try {
      return await Promise.race([use(), late]);
    } finally {
      late.catch(() => undefined);
      answered.abort();
    }
  }

  /** `undefined` where the store fails. */
  async function attempt<Result>(way: "read" | "write", use: () => Promise<Result>): Promise<Result | undefined> {
    try {
      const result = await inTime(use);
      note(way, undefined);
      return result;
    } catch (error) {
      note(way, problemOf(error));
      return undefined;
    }
  }

  async function writeAll(isLate: boolean): Promise<void> {
    while (unwritten.size > 0) {
      const portion = [...unwritten].slice(0, settings.writePortion);
      const isWritten = await attempt("write", async () => {
        // Meanwhile another page may have kept something newer.
        const since = isLate ? await store.read(portion.map(([key]) => key)) : undefined;
        await store.write(
          portion.map(([key, answer]) => ({ key, answer: newestAnswer(answer, since?.get(key)) ?? answer })),
        );
        return true;
      });
      if (isWritten === undefined) return;
      for (const [key, answer] of portion) if (unwritten.get(key) === answer) unwritten.delete(key);
    }
  }

  function startWriting(isLate: boolean): Promise<void> {
    return (writing ??= writeAll(isLate).finally(() => (writing = undefined)));
  }

  async function tryAgain(): Promise<void> {
    willRetry = false;
    if (problems.read !== undefined) await attempt("read", () => store.read([]));
    if (problems.write !== undefined) await startWriting(true);
    if (unwritten.size === 0 && problems.write !== undefined) await attempt("write", () => store.write([]));
  }

  return {
    async read(keys) {
      const found = new Map<string, KeptAnswer>();
      for (let from = 0; from < keys.length; from += settings.readPortion) {
        const portion = keys.slice(from, from + settings.readPortion);
        const stored = await attempt("read", () => store.read(portion));
        for (const key of portion) {
          const answer = newestAnswer(unwritten.get(key), stored?.get(key));
          if (answer !== undefined) found.set(key, answer);
        }
      }
      return found;
    },
    async write(entries) {
      for (const { key, answer } of entries) unwritten.set(key, answer);
      await startWriting(problems.write !== undefined);
    },
    async remove(keys) {
      for (const key of keys) unwritten.delete(key);
      await inTime(() => store.remove(keys));
    },
    async clear() {
      // First, so that nothing forgotten is written afterwards.
      unwritten.clear();
      await writing;
      await inTime(() => store.clear(), settings.clearMs);
    },
    watch(listener) {
      store.watch?.((keys) => {
        if (keys === undefined) unwritten.clear();
        listener(keys);
      });
    },
  };
}

function silence(): AnswerStoreError {
  return new AnswerStoreError("unavailable", "The answer store did not answer in time.");
}
