import { LRUCache } from "lru-cache";
import type { AnswerStore, ChangeListener } from "../../core/answer-store";
import { digestOfKey, peopleIn, personIn, type Forgotten } from "./forgotten";

/** The memories of a gateway's connections, which can be told to forget. */
export interface Memories {
  /** A store for a core, over `inner` or over none; what the core holds in memory is forgotten with it. */
  open(inner: AnswerStore | undefined, mostEntries: number): OpenMemory;
  /** People held under identifiers of these digests, themselves as digests. */
  peopleUnder(digests: readonly string[]): readonly string[];
  /** Tells how many answers are gone that were in memory only. */
  forget(forgotten: Forgotten): number;
}

export interface OpenMemory {
  readonly store: AnswerStore;
  close(): void;
}

/** Whom a written answer tells of; the answer itself is the core's to hold. */
interface Written {
  readonly digest: string;
  readonly person: readonly string[];
  readonly people: readonly string[];
}

interface Memory {
  peopleUnder(digests: readonly string[]): readonly string[];
  forget(forgotten: Forgotten): number;
}

export function createMemories(): Memories {
  const memories = new Set<Memory>();
  return {
    open(inner, mostEntries) {
      const { store, memory } = createMemory(inner, mostEntries);
      memories.add(memory);
      return { store, close: () => void memories.delete(memory) };
    },
    peopleUnder: (digests) => [...memories].flatMap((memory) => memory.peopleUnder(digests)),
    forget: (forgotten) => [...memories].reduce((sum, memory) => sum + memory.forget(forgotten), 0),
  };
}

function createMemory(inner: AnswerStore | undefined, max: number): { store: AnswerStore; memory: Memory } {
  const written = new LRUCache<string, Written>({ max });
  const listeners = new Set<ChangeListener>();
  const tell = (keys: readonly string[] | undefined) => listeners.forEach((listener) => listener(keys));

  function isGone(forgotten: Forgotten, { digest, people }: Written): boolean {
    return "everybody" in forgotten || [digest, ...people].some((it) => forgotten.digests.includes(it));
  }

  return {
    memory: {
      peopleUnder: (digests) =>
        [...written.values()].flatMap(({ digest, person }) => (digests.includes(digest) ? person : [])),
      forget(forgotten) {
        const gone = [...written.entries()].flatMap(([key, entry]) => (isGone(forgotten, entry) ? [key] : []));
        for (const key of gone) written.delete(key);
        if (inner === undefined) {
          tell(gone);
          return gone.length;
        }
        // What could not be written yet goes too. It is deleted from the archive by whoever forgets.
        inner.remove(gone).catch(() => undefined);
        // The store has the others still.
        tell(undefined);
        return 0;
      },
    },
    store: {
      read: (keys) => inner?.read(keys) ?? Promise.resolve(new Map()),
      async write(entries) {
        for (const { key, answer } of entries) {
          written.set(key, { digest: digestOfKey(key), person: personIn(answer), people: peopleIn(answer) });
        }
        await inner?.write(entries);
      },
      async remove(keys) {
        for (const key of keys) written.delete(key);
        await inner?.remove(keys);
      },
      async clear() {
        written.clear();
        await inner?.clear();
      },
      watch(listener) {
        listeners.add(listener);
        inner?.watch?.(listener);
      },
    },
  };
}
