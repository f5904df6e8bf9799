import type { KeptAnswer } from "../answer";
import type { AnswerStore, StoredAnswer } from "../answer-store";
import type { Clock } from "../clock";
import { approximateBytes } from "./approximate-bytes";
import { newestAnswer } from "./coverage";
import { createLru } from "./lru";

export interface CacheSettings {
  /** Answers held in memory. Default 20,000. */
  readonly memoryEntries: number;
  /** What they occupy there, roughly. Default 96 MiB: a sheet of 10,000 people, whose recalculation reads no store. */
  readonly memoryBytes: number;
  /** Answers older than this are forgotten. Default 180 days. */
  readonly retentionMs: number;
}

/** Kept answers: in memory, and behind it in the store. A store that rejects is as one that has nothing. */
export interface AnswerCache {
  /** From memory only. */
  peek(key: string): KeptAnswer | undefined;
  /** The newest of memory and store, in one read: it sees what other pages have kept meanwhile. */
  read(keys: readonly string[]): Promise<ReadonlyMap<string, KeptAnswer>>;
  keep(entries: readonly StoredAnswer[]): void;
  /** Resolves when everything kept so far is written, or the store has failed. */
  written(): Promise<void>;
}

export interface CacheParts {
  readonly clock: Clock;
  readonly store?: AnswerStore;
  readonly onStoreFailure: (cause: unknown) => void;
  /** Answers under these keys, which somebody wants now, were deleted for their age. */
  readonly onDeleted?: (keys: readonly string[]) => void;
}

export function createAnswerCache(parts: CacheParts, settings: CacheSettings): AnswerCache {
  const { clock, store, onStoreFailure, onDeleted } = parts;
  const weight = { most: settings.memoryBytes, of: approximateBytes };
  const memory = createLru<string, KeptAnswer>(settings.memoryEntries, weight);
  let writing = Promise.resolve();

  // What another page has refreshed is read again when it is wanted.
  store?.watch?.((keys) => (keys === undefined ? memory.clear() : keys.forEach((key) => memory.delete(key))));

  function failed(cause: unknown): undefined {
    onStoreFailure(cause);
    return undefined;
  }

  function isRetained(answer: KeptAnswer): boolean {
    return clock.now() - answer.asOf <= settings.retentionMs;
  }

  function peek(key: string): KeptAnswer | undefined {
    const answer = memory.get(key);
    return answer && isRetained(answer) ? answer : undefined;
  }

  return {
    peek,
    async read(keys) {
      const stored = await store?.read(keys).catch(failed);
      const found = new Map<string, KeptAnswer>();
      const expired: string[] = [];
      for (const key of keys) {
        const kept = stored?.get(key);
        if (kept && !isRetained(kept)) expired.push(key);
        const answer = newestAnswer(peek(key), kept && isRetained(kept) ? kept : undefined);
        if (answer === undefined) continue;
        memory.set(key, answer);
        found.set(key, answer);
      }
      if (expired.length > 0) {
        onDeleted?.(expired);
        store?.remove(expired).catch(failed);
      }
      return found;
    },
    keep(entries) {
      for (const { key, answer } of entries) memory.set(key, answer);
      const written = store?.write(entries).catch(failed);
      writing = Promise.all([writing, written]).then(() => undefined);
    },
    written: () => writing,
  };
}
