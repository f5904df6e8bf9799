import { AnswerStoreError, type StoreProblem } from "../../core/answers/store-health";
import type { Clock } from "../../core/clock";

export interface AnswerDatabaseOptions {
  /** Of the browser; where it has none, or throws, every opening rejects, so that answers live in memory. */
  readonly indexedDB: () => IDBFactory | undefined;
  readonly name: string;
  readonly clock: Clock;
}

/** The browser's database of one connection's answers; opened when it is wanted, and again after it was closed. */
export interface AnswerDatabase {
  /** Rejects with an `AnswerStoreError`; one that is held up or silent is used as soon as it opens after all. */
  open(): Promise<IDBDatabase>;
  /** Gives the connection up: the next call opens another. */
  renew(): void;
}

/** Where answers are since version 2: `{ key, asOf, answer }` by key, and by `asOf` for those too old. */
export const peopleStore = "people";
/** Where version 1 kept the bare answers; emptied little by little. */
export const firstStore = "answers";
export const ageIndex = "asOf";

const schemaVersion = 2;
/** Other windows close their older connections as soon as they may; so long no cell waits for more than that. */
const openMs = 4_000;

export function createAnswerDatabase({ indexedDB, name, clock }: AnswerDatabaseOptions): AnswerDatabase {
  let current: Promise<IDBDatabase> | undefined;

  function adopt(found: IDBDatabase): Promise<IDBDatabase> {
    const own = Promise.resolve(found);
    const leave = (): void => {
      if (current === own) current = undefined;
    };
    // Another page has a newer version of the add-in, or deletes the database: give way, so that it is not held up.
    found.addEventListener("versionchange", () => {
      found.close();
      leave();
    });
    found.addEventListener("close", leave);
    return (current = own);
  }

  function begin(): Promise<IDBDatabase> {
    const request = requestOpening(indexedDB, name);
    return new Promise((resolve, reject) => {
      const answered = new AbortController();
      let isBlocked = false;
      request.addEventListener("upgradeneeded", () => addStores(request.result));
      request.addEventListener("blocked", () => (isBlocked = true));
      request.addEventListener("success", () => {
        answered.abort();
        resolve(adopt(request.result));
      });
      request.addEventListener("error", () => {
        answered.abort();
        current = undefined;
        reject(refusal(request.error));
      });
      clock.sleep(openMs, answered.signal).then(
        // The request stays: asking again would only queue behind it.
        () => reject(isBlocked ? heldUp() : new AnswerStoreError("unavailable", "The database did not open in time.")),
        () => undefined,
      );
    });
  }

  return {
    open: async () => (current ??= begin()),
    renew() {
      void current?.then(
        (found) => found.close(),
        () => undefined,
      );
      current = undefined;
    },
  };
}

function requestOpening(indexedDB: () => IDBFactory | undefined, name: string): IDBOpenDBRequest {
  try {
    // Blocked storage throws when it is named, in some browsers.
    const request = indexedDB()?.open(name, schemaVersion);
    if (request !== undefined) return request;
  } catch (error) {
    throw refusal(error);
  }
  throw new AnswerStoreError("unavailable", "This browser offers no IndexedDB here.");
}

function addStores(database: IDBDatabase): void {
  // The answers of version 1 stay where they are: moving them here would keep every window waiting.
  database.createObjectStore(peopleStore, { keyPath: "key" }).createIndex(ageIndex, "asOf");
}

function heldUp(): AnswerStoreError {
  return new AnswerStoreError("blocked", "Another window holds the database in an older form.");
}

/** What the browser's error means for keeping answers. */
export function refusal(error: unknown): AnswerStoreError {
  if (error instanceof AnswerStoreError) return error;
  const name = error instanceof DOMException || error instanceof Error ? error.name : "";
  const problem: StoreProblem =
    name === "QuotaExceededError" ? "full" : name === "VersionError" ? "newer_version" : "unavailable";
  return new AnswerStoreError(problem, `The browser's database refused (${name === "" ? "no reason" : name}).`, {
    cause: error,
  });
}
