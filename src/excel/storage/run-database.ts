import { wrap, type DBSchema, type IDBPDatabase } from "idb";
import type { JournalBlock, JournalEntry, JournalPerson, RunWork } from "../../core/run/run-journal";
import type { PreparedTarget } from "../../core/run/sheet";

export interface RunDatabaseOptions {
  /** Of the browser; where it has none, or throws, every call rejects. */
  readonly indexedDB: () => IDBFactory | undefined;
  /** Asked for with the first call: Office says only after its start what keeps hosts apart. */
  readonly name: () => string;
}

/** What a run set out to do, and the columns it has made. */
export interface StoredWork {
  readonly work: RunWork;
  readonly prepared: PreparedTarget | undefined;
}

/** Entries and works are found by run, people and blocks by run and number. */
export interface RunSchema extends DBSchema {
  entries: { key: string; value: JournalEntry };
  works: { key: string; value: StoredWork };
  people: { key: [string, number]; value: readonly JournalPerson[] };
  blocks: { key: [string, number]; value: JournalBlock };
}

export const runStores: ("entries" | "works" | "people" | "blocks")[] = ["entries", "works", "people", "blocks"];
export type RunStores = typeof runStores;

const schemaVersion = 1;

/** The browser's database of runs. It opens with the first call, and opens again after the browser closed it. */
export function createRunDatabase({ indexedDB, name }: RunDatabaseOptions): () => Promise<IDBPDatabase<RunSchema>> {
  let database: Promise<IDBPDatabase<RunSchema>> | undefined;

  async function open(): Promise<IDBPDatabase<RunSchema>> {
    const factory = indexedDB();
    if (factory === undefined) throw new Error("This browser offers no IndexedDB here.");
    const request = factory.open(name(), schemaVersion);
    request.addEventListener("upgradeneeded", () => {
      for (const store of runStores) request.result.createObjectStore(store);
    });
    await wrap(request);
    const found = wrap(request.result);
    if (!isOfRuns(found)) throw new Error("The database of runs is not one of this version.");
    // Another page has a newer version of the add-in: give way, so that it is not held up.
    found.addEventListener("versionchange", () => {
      found.close();
      database = undefined;
    });
    found.addEventListener("close", () => (database = undefined));
    return found;
  }

  return async () => {
    database ??= open();
    try {
      return await database;
    } catch (error) {
      database = undefined;
      throw error;
    }
  };
}

/** Only this version writes under this number: where its stores are, its notes are in them. */
function isOfRuns(database: IDBPDatabase | IDBPDatabase<RunSchema>): database is IDBPDatabase<RunSchema> {
  const names: Iterable<string> = database.objectStoreNames;
  const found = new Set(names);
  return runStores.every((store) => found.has(store));
}
