import type { AnswerStore } from "../../core/answer-store";
import { createEnduringStore } from "../../core/answers/enduring-store";
import type { StoreHealth } from "../../core/answers/store-health";
import type { Clock } from "../../core/clock";
import { createWritable, type Readable } from "../../core/readable";
import type { DeviceStorage } from "./device-storage";
import { createIndexedDbAnswerStore } from "./indexed-db-answer-store";
import { keepTidy, tidyDefaults } from "./keep-tidy";
import { createUndeleted } from "./undeleted";

export interface DeviceAnswersParts {
  readonly clock: Clock;
  /** Of the browser; undefined or throwing where it has none or blocks it. */
  readonly indexedDB: () => IDBFactory | undefined;
  /** Tells other pages of changes; where the browser has none, they see them when they read again. */
  readonly openChannel?: ((name: string) => BroadcastChannel) | undefined;
  readonly partitionKey: () => string | undefined;
  readonly storage: DeviceStorage;
  readonly retentionMs: () => number;
  /** Somebody wants these, which were deleted for their age. */
  readonly onDeleted: (keys: readonly string[]) => void;
}

/** The answers kept on this device, apart for each connection. */
export interface DeviceAnswers {
  /** The answers of this connection, from now on in use. */
  of(connectionId: string): AnswerStore;
  /** How keeping goes in the store last taken into use. */
  readonly health: Readable<StoreHealth>;
  /** Whether there are answers that were to be forgotten and could not be deleted. */
  readonly isUndeleted: Readable<boolean>;
  /** Deletes every answer of this connection; where that fails, `isUndeleted` says so, on the next pages too. */
  forget(connectionId: string): Promise<void>;
  /** Tries again what could not be deleted. */
  deleteAgain(): Promise<void>;
}

const working: StoreHealth = { status: "working" };

export function createDeviceAnswers(parts: DeviceAnswersParts): DeviceAnswers {
  const { clock, storage } = parts;
  const health = createWritable(working);
  const stores = new Map<string, { readonly store: AnswerStore; latest: StoreHealth }>();
  let inUse: string | undefined;
  const undeleted = createUndeleted(storage, (id) => opened(id).store.clear());
  // What the page before could not delete.
  void undeleted.removeAll();

  function opened(id: string) {
    const known = stores.get(id);
    if (known !== undefined) return known;
    const name = `${parts.partitionKey() ?? ""}enrich-answers:${id}`;
    const channel = parts.openChannel?.(name);
    const { indexedDB, onDeleted, retentionMs } = parts;
    const inner = createIndexedDbAnswerStore({ indexedDB, name, clock, channel, onDeleted });
    const store = createEnduringStore({
      ...{ clock, store: inner },
      onHealth(latest) {
        own.latest = latest;
        if (inUse === id) health.set(latest);
      },
    });
    const own: { readonly store: AnswerStore; latest: StoreHealth } = { store, latest: working };
    stores.set(id, own);
    void keepTidy({ clock, store: inner }, { ...tidyDefaults, retentionMs });
    return own;
  }

  return {
    health,
    isUndeleted: undeleted.isAny,
    of(id) {
      // Whoever takes a key into use again has its answers again.
      undeleted.drop(id);
      inUse = id;
      const { store, latest } = opened(id);
      health.set(latest);
      return store;
    },
    forget: (id) => undeleted.remove(id),
    deleteAgain: () => undeleted.removeAll(),
  };
}
