import { wrap, type IDBPDatabase } from "idb";
import type { AnswerStore } from "../../core/answer-store";
import { readKeptAnswer } from "./kept-answer";

export interface IndexedDbAnswerStoreOptions {
  /** Of the platform; without one every call rejects, so that answers live in memory. */
  readonly indexedDB: IDBFactory | undefined;
  /** One database for each connection: answers never cross. */
  readonly name: string;
}

const schemaVersion = 1;

/** Answers in the browser's own database. It opens with the first call, and opens again after the browser closed it. */
export function createIndexedDbAnswerStore(options: IndexedDbAnswerStoreOptions): AnswerStore {
  let database: Promise<IDBPDatabase> | undefined;

  function forgetDatabase(): void {
    database = undefined;
  }

  async function open(): Promise<IDBPDatabase> {
    if (options.indexedDB === undefined) throw new Error("This browser offers no IndexedDB here.");
    const request = options.indexedDB.open(options.name, schemaVersion);
    request.addEventListener("upgradeneeded", ({ oldVersion }) => {
      if (oldVersion < 1) request.result.createObjectStore("answers");
    });
    await wrap(request);
    const found = wrap(request.result);
    // Another page has a newer version of the add-in: give way, so that it is not held up.
    found.addEventListener("versionchange", () => {
      found.close();
      forgetDatabase();
    });
    found.addEventListener("close", forgetDatabase);
    return found;
  }

  async function answers(mode: IDBTransactionMode) {
    database ??= open();
    try {
      const transaction = (await database).transaction("answers", mode);
      return { store: transaction.store, done: transaction.done };
    } catch (error) {
      forgetDatabase();
      throw error;
    }
  }

  return {
    async read(keys) {
      const { store, done } = await answers("readonly");
      const found = await Promise.all(keys.map((key) => store.get(key)));
      await done;
      return new Map(
        keys.flatMap((key, index) => {
          const answer = readKeptAnswer(found[index]);
          return answer === undefined ? [] : [[key, answer] as const];
        }),
      );
    },
    async write(entries) {
      const { store, done } = await answers("readwrite");
      await Promise.all([...entries.map(({ key, answer }) => store.put?.(answer, key)), done]);
    },
    async remove(keys) {
      const { store, done } = await answers("readwrite");
      await Promise.all([...keys.map((key) => store.delete?.(key)), done]);
    },
    async clear() {
      const { store, done } = await answers("readwrite");
      await Promise.all([store.clear?.(), done]);
    },
  };
}
