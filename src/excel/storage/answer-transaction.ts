import type { Clock } from "../../core/clock";
import { firstStore, peopleStore, refusal, type AnswerDatabase } from "./answer-database";

/** The object stores within a transaction. */
export interface Stores {
  readonly people: IDBObjectStore;
  /** What version 1 kept and was not moved yet; undefined in databases that it never saw. */
  readonly first: IDBObjectStore | undefined;
}

/**
 * Carries out in one transaction what `request` asks for at once, then reads the result. Rejects with an
 * `AnswerStoreError`.
 */
export type CarryOut = <Result>(mode: IDBTransactionMode, request: (stores: Stores) => () => Result) => Promise<Result>;

/** A transaction that takes longer has died with its connection. */
const deadMs = 10_000;

export function createCarryOut(database: AnswerDatabase, clock: Clock): CarryOut {
  const underWay = new Set<{ readonly sinceMs: number }>();

  async function begin(mode: IDBTransactionMode): Promise<IDBTransaction> {
    if ([...underWay].some(({ sinceMs }) => clock.now() - sinceMs > deadMs)) {
      underWay.clear();
      database.renew();
    }
    const found = await database.open();
    try {
      return found.transaction([...found.objectStoreNames], mode);
    } catch {
      // The browser has closed the connection without saying so.
      database.renew();
      const again = await database.open();
      return again.transaction([...again.objectStoreNames], mode);
    }
  }

  return async (mode, request) => {
    const own = { sinceMs: clock.now() };
    underWay.add(own);
    try {
      const transaction = await begin(mode);
      const isDone = completed(transaction);
      // Where asking already throws, nobody else hears of it.
      isDone.catch(() => undefined);
      const { objectStoreNames } = transaction;
      const first = objectStoreNames.contains(firstStore) ? transaction.objectStore(firstStore) : undefined;
      const read = request({ people: transaction.objectStore(peopleStore), first });
      await isDone;
      return read();
    } catch (error) {
      throw refusal(error);
    } finally {
      underWay.delete(own);
    }
  };
}

function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener("complete", () => resolve());
    transaction.addEventListener("abort", () => reject(refusal(transaction.error)));
  });
}
