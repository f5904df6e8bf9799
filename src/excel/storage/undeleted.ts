import { createWritable, type Readable } from "../../core/readable";
import type { DeviceStorage } from "./device-storage";
import { keepUndeleted, readUndeleted } from "./undeleted-names";

/** Connections whose answers are to be deleted: remembered on this device until they are. */
export interface Undeleted {
  readonly isAny: Readable<boolean>;
  /** Deletes the answers of this connection; where the store refuses, it is remembered. */
  remove(connectionId: string): Promise<void>;
  /** The same for all that are remembered. */
  removeAll(): Promise<void>;
  /** Its answers are in use again. */
  drop(connectionId: string): void;
}

export function createUndeleted(storage: DeviceStorage, clear: (connectionId: string) => Promise<void>): Undeleted {
  const read = (): readonly string[] => readUndeleted(storage);
  const isAny = createWritable(read().length > 0);

  function drop(id: string): void {
    keepUndeleted(
      storage,
      read().filter((other) => other !== id),
    );
    isAny.set(read().length > 0);
  }

  async function remove(id: string): Promise<void> {
    // Before trying: a window closed meanwhile must not leave them behind unnoticed.
    keepUndeleted(storage, [...read(), id]);
    try {
      await clear(id);
      drop(id);
    } catch {
      isAny.set(true);
    }
  }

  return {
    isAny,
    remove,
    drop,
    async removeAll() {
      for (const id of read()) await remove(id);
    },
  };
}
