import type { KeptAnswer } from "./answer";

/** An answer under the key of its identifier (`Identifier.key`). */
export interface StoredAnswer {
  readonly key: string;
  readonly answer: KeptAnswer;
}

/**
 * Where answers outlive the page: IndexedDB in the add-in, a file or Redis in the gateway, a Map in tests. One store
 * belongs to one connection. Rejects when the platform refuses; callers then go on in memory.
 */
export interface AnswerStore {
  /** The answers kept under these keys; keys without one are absent from the map. */
  read(keys: readonly string[]): Promise<ReadonlyMap<string, KeptAnswer>>;
  /** Keeps these answers, replacing what stood under the same keys. */
  write(entries: readonly StoredAnswer[]): Promise<void>;
  /** Forgets these keys; unknown ones are ignored. */
  remove(keys: readonly string[]): Promise<void>;
  /** Forgets everything of this connection. */
  clear(): Promise<void>;
}
