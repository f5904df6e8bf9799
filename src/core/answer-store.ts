import type { KeptAnswer } from "./answer";

/** An answer under the key of its identifier (`Identifier.key`). */
export interface StoredAnswer {
  readonly key: string;
  readonly answer: KeptAnswer;
}

/** What became known of changes that somebody else made: keys written, or `undefined` where everything was forgotten. */
export type ChangeListener = (keys: readonly string[] | undefined) => void;

/**
 * Where answers outlive the page: IndexedDB in the add-in, a file or Redis in the gateway, a Map in tests. One store
 * belongs to one connection. Rejects when the platform refuses: `createEnduringStore` around it goes on in memory.
 */
export interface AnswerStore {
  /** The answers kept under these keys now, also by another page; keys without one are absent from the map. */
  read(keys: readonly string[]): Promise<ReadonlyMap<string, KeptAnswer>>;
  /** Keeps these answers, replacing what stood under the same keys. */
  write(entries: readonly StoredAnswer[]): Promise<void>;
  /** Forgets these keys; unknown ones are ignored. */
  remove(keys: readonly string[]): Promise<void>;
  /** Forgets everything of this connection. */
  clear(): Promise<void>;
  /** Tells of changes by others, where the platform does: perhaps late, perhaps never, so nothing is spent by it. */
  watch?(listener: ChangeListener): void;
}
