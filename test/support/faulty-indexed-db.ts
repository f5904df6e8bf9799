import { IDBFactory } from "fake-indexeddb";

export type DatabaseFault = "opens never" | "opening fails" | "throws" | "disk is full" | "closes unsaid";

/** A real database in memory whose browser misbehaves as it is told. */
export interface FaultyIndexedDb {
  readonly indexedDB: IDBFactory;
  set(fault: DatabaseFault | undefined): void;
}

export function createFaultyIndexedDb(indexedDB = new IDBFactory()): FaultyIndexedDb {
  let fault: DatabaseFault | undefined;

  function open(name: string, version?: number): IDBOpenDBRequest {
    if (fault === "throws") throw new DOMException("Blocked.", "SecurityError");
    if (fault === "opening fails") return failing("UnknownError");
    if (fault === "opens never") return new EventTarget() as IDBOpenDBRequest;
    const request = indexedDB.open(name, version);
    request.addEventListener("success", () => haunt(request.result));
    return request;
  }

  function failing(name: string): IDBOpenDBRequest {
    const request = new EventTarget() as IDBOpenDBRequest;
    Object.defineProperty(request, "error", { value: new DOMException("Internal error.", name) });
    queueMicrotask(() => request.dispatchEvent(new Event("error")));
    return request;
  }

  function haunt(database: IDBDatabase): void {
    const transaction = database.transaction.bind(database);
    database.transaction = (names, mode) => {
      if (fault === "closes unsaid") {
        fault = undefined;
        database.close();
      }
      const begun = transaction(names, mode);
      if (fault === "disk is full") fillUp(begun);
      return begun;
    };
  }

  return { indexedDB: Object.assign(Object.create(indexedDB) as IDBFactory, { open }), set: (next) => (fault = next) };
}

/** As browsers do: the first answer put there ends the transaction. */
function fillUp(transaction: IDBTransaction): void {
  const objectStore = transaction.objectStore.bind(transaction);
  transaction.objectStore = (name) => {
    const store = objectStore(name);
    const put = store.put.bind(store);
    store.put = (value) => {
      queueMicrotask(() => {
        Object.defineProperty(transaction, "error", {
          configurable: true,
          get: () => new DOMException("Full.", "QuotaExceededError"),
        });
        transaction.abort();
      });
      return put(value);
    };
    return store;
  };
}
