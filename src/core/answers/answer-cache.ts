import type { KeptAnswer } from "../answer";
import type { AnswerStore, StoredAnswer } from "../answer-store";
import type { Clock } from "../clock";
import { mergeAnswers } from "./coverage";
import { createLru } from "./lru";

export interface CacheSettings {
  /** Answers held in memory. Default 20,000. */
  readonly memoryEntries: number;
  /** Answers older than this are forgotten. Default 180 days. */
  readonly retentionMs: number;
  /** A store that takes longer counts as out of order. Default 5,000. */
  readonly storeTimeoutMs: number;
  /** How long a store that failed is left alone. Default 60,000. */
  readonly storePauseMs: number;
}

/** Kept answers: in memory, and behind it in the store, which may fail without anyone noticing but `onStoreFailure`. */
export interface AnswerCache {
  /** From memory only. */
  peek(key: string): KeptAnswer | undefined;
  /** The newest of memory and store, in one read. */
  read(keys: readonly string[]): Promise<ReadonlyMap<string, KeptAnswer>>;
  keep(entries: readonly StoredAnswer[]): void;
  /** Resolves when everything kept so far is written, or the store has failed. */
  written(): Promise<void>;
}

export interface CacheParts {
  readonly clock: Clock;
  readonly store?: AnswerStore;
  readonly onStoreFailure: (cause: unknown) => void;
  /** Answers under these keys were deleted for their age. */
  readonly onDeleted?: (keys: readonly string[]) => void;
}

export function createAnswerCache(parts: CacheParts, settings: CacheSettings): AnswerCache {
  const { clock, store, onStoreFailure } = parts;
  const memory = createLru<string, KeptAnswer>(settings.memoryEntries);
  let unwritten = new Map<string, KeptAnswer>();
  let writing: Promise<void> | undefined;
  let pausedUntil = -Infinity;

  /** `undefined` where the store failed, stands still or is left alone. */
  async function fromStore<Result>(use: (store: AnswerStore) => Promise<Result>): Promise<Result | undefined> {
    if (store === undefined || clock.now() < pausedUntil) return undefined;
    const answered = new AbortController();
    const late = clock.sleep(settings.storeTimeoutMs, answered.signal).then(() => {
      throw new Error(`The answer store did not answer within ${settings.storeTimeoutMs} ms.`);
    });
    try {
      return await Promise.race([use(store), late]);
    } catch (error) {
      pausedUntil = clock.now() + settings.storePauseMs;
      onStoreFailure(error);
      return undefined;
    } finally {
      late.catch(() => undefined);
      answered.abort();
    }
  }

  function isRetained(answer: KeptAnswer): boolean {
    return clock.now() - answer.asOf <= settings.retentionMs;
  }

  function peek(key: string): KeptAnswer | undefined {
    const answer = memory.get(key) ?? unwritten.get(key);
    return answer && isRetained(answer) ? answer : undefined;
  }

  async function write(): Promise<void> {
    while (unwritten.size > 0) {
      const batch = unwritten;
      unwritten = new Map();
      const entries = [...batch].map(([key, answer]) => ({ key, answer }));
      const isWritten = await fromStore((open) => open.write(entries).then(() => true));
      if (isWritten) continue;
      // Kept for the next write; newer answers that came meanwhile stay newer.
      unwritten = new Map([...batch, ...unwritten]);
      return;
    }
  }

  return {
    peek,
    async read(keys) {
      const stored = await fromStore((open) => open.read(keys));
      const found = new Map<string, KeptAnswer>();
      const expired: string[] = [];
      for (const key of keys) {
        const kept = stored?.get(key);
        if (kept && !isRetained(kept)) expired.push(key);
        const answer = newest(peek(key), kept && isRetained(kept) ? kept : undefined);
        if (answer === undefined) continue;
        memory.set(key, answer);
        found.set(key, answer);
      }
      if (expired.length > 0) {
        parts.onDeleted?.(expired);
        await fromStore((open) => open.remove(expired));
      }
      return found;
    },
    keep(entries) {
      for (const { key, answer } of entries) {
        memory.set(key, answer);
        if (store !== undefined) unwritten.set(key, answer);
      }
      if (store !== undefined) writing ??= write().finally(() => (writing = undefined));
    },
    async written() {
      await writing;
    },
  };
}

function newest(first: KeptAnswer | undefined, second: KeptAnswer | undefined): KeptAnswer | undefined {
  if (first === undefined || second === undefined || first === second) return first ?? second;
  return first.asOf < second.asOf ? mergeAnswers(first, second) : mergeAnswers(second, first);
}
