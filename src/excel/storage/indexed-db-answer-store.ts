import type { KeptAnswer } from "../../core/answer";
import type { AnswerStore, ChangeListener } from "../../core/answer-store";
import { ageIndex, createAnswerDatabase, refusal, type AnswerDatabaseOptions } from "./answer-database";
import { deletedRecord, keptRecord, readRecord } from "./answer-record";
import { createCarryOut, type Stores } from "./answer-transaction";
import { readChange } from "./change-message";
import { readKeptAnswer } from "./kept-answer";

export interface IndexedDbAnswerStoreOptions extends AnswerDatabaseOptions {
  /** Speaks to the other pages that have this database open; without one they see changes when they read again. */
  readonly channel?: Pick<BroadcastChannel, "postMessage" | "addEventListener"> | undefined;
  /** Somebody wants these, which were deleted for their age. */
  readonly onDeleted?: ((keys: readonly string[]) => void) | undefined;
}

/** Answers deleted in one transaction where everything is forgotten. */
const clearPortion = 500;

/** Answers in the browser's own database: one transaction for each call but `clear`, and nothing read that was not asked for. */
export interface IndexedDbAnswerStore extends AnswerStore {
  /**
   * Moves a portion of what version 1 kept, and deletes a portion of what was fetched before `beforeMs`, leaving only
   * that it was there. Resolves to how many it was: 0 when there is no more.
   */
  tidy(beforeMs: number, limit: number): Promise<number>;
}

export function createIndexedDbAnswerStore(options: IndexedDbAnswerStoreOptions): IndexedDbAnswerStore {
  const { channel, onDeleted } = options;
  const carryOut = createCarryOut(createAnswerDatabase(options), options.clock);
  const listeners: ChangeListener[] = [];
  channel?.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    const change = readChange(data);
    if (change !== undefined) for (const listener of listeners) listener(change.keys);
  });

  /** In portions, because 100,000 at once hold up everybody; each goes on where the last ended, past what is deleted. */
  async function deleteAll(choose: (stores: Stores) => IDBObjectStore | undefined): Promise<void> {
    let last: IDBValidKey | undefined;
    do {
      const after = last;
      last = await carryOut("readwrite", (stores) => deletePortion(choose(stores), after));
    } while (last !== undefined);
  }

  return {
    async read(keys) {
      const found = new Map<string, KeptAnswer>();
      const deleted: string[] = [];
      await carryOut("readonly", ({ people, first }) => {
        const failures: unknown[] = [];
        const wanted = new Set(keys);
        for (const key of wanted) {
          const onFailure = (cause: unknown): void => void failures.push(cause);
          requested(people.get(key), onFailure, (stored) => {
            const record = readRecord(key, stored);
            if (record === "deleted") deleted.push(key);
            else if (record !== undefined) found.set(key, record.answer);
            else if (first !== undefined) {
              requested(first.get(key), onFailure, (bare) => {
                const answer = readKeptAnswer(bare);
                if (answer !== undefined) found.set(key, answer);
              });
            }
          });
        }
        return () => {
          // One record that cannot be read is as none; where none can be, it is the database.
          if (failures.length > 0 && failures.length === wanted.size) throw refusal(failures[0]);
        };
      });
      if (deleted.length > 0) onDeleted?.(deleted);
      return found;
    },
    async write(entries) {
      await carryOut("readwrite", ({ people }) => {
        for (const entry of entries) people.put(keptRecord(entry));
        return () => undefined;
      });
      if (entries.length > 0) channel?.postMessage({ keys: entries.map(({ key }) => key) });
    },
    remove: (keys) =>
      carryOut("readwrite", ({ people, first }) => {
        for (const key of keys) {
          people.delete(key);
          first?.delete(key);
        }
        return () => undefined;
      }),
    async clear() {
      await deleteAll(({ first }) => first);
      await deleteAll(({ people }) => people);
      // Once more, for what another page has written meanwhile.
      await deleteAll(({ people }) => people);
      channel?.postMessage({ keys: null });
      for (const listener of listeners) listener(undefined);
    },
    watch: (listener) => void listeners.push(listener),
    tidy: (beforeMs, limit) =>
      carryOut("readwrite", ({ people, first }) => {
        const count = { moved: 0, deleted: 0 };
        if (first !== undefined) moveAnswers(first, people, limit, () => (count.moved += 1));
        const tooOld = people.index(ageIndex).getAllKeys(IDBKeyRange.upperBound(beforeMs, true), limit);
        tooOld.addEventListener("success", () => {
          for (const key of tooOld.result) {
            if (typeof key === "string") people.put(deletedRecord(key));
            else people.delete(key);
          }
          count.deleted = tooOld.result.length;
        });
        return () => count.moved + count.deleted;
      }),
  };
}

/** Deletes a portion of what comes after `after`; what it returns says where that ended, once it is done. */
function deletePortion(store: IDBObjectStore | undefined, after: IDBValidKey | undefined) {
  const range = after === undefined ? null : IDBKeyRange.lowerBound(after, true);
  const keys = store?.getAllKeys(range, clearPortion);
  keys?.addEventListener("success", () => {
    const [lowest] = keys.result;
    if (lowest !== undefined) store?.delete(IDBKeyRange.bound(lowest, keys.result.at(-1)));
  });
  return (): IDBValidKey | undefined => keys?.result.at(-1);
}

/** From the store of version 1, where the key stands outside; what is known already is newer, and stays. */
function moveAnswers(from: IDBObjectStore, to: IDBObjectStore, limit: number, onMoved: () => void): void {
  const keys = from.getAllKeys(null, limit);
  const answers = from.getAll(null, limit);
  answers.addEventListener("success", () => {
    for (const [index, key] of keys.result.entries()) {
      const answer = readKeptAnswer(answers.result[index]);
      const known = to.getKey(key);
      known.addEventListener("success", () => {
        const isNews = known.result === undefined && answer !== undefined;
        if (isNews && typeof key === "string") to.put(keptRecord({ key, answer }));
        from.delete(key);
        onMoved();
      });
    }
  });
}

/** Reads a request's result, and keeps one that fails from taking its transaction along. */
function requested(request: IDBRequest<unknown>, onFailure: (cause: unknown) => void, take: (result: unknown) => void) {
  request.addEventListener("success", () => take(request.result));
  request.addEventListener("error", (event) => {
    event.preventDefault();
    onFailure(request.error);
  });
}
