/** Texts kept on this device, or as long as the page where the browser refuses. It never throws. */
export interface DeviceStorage {
  get(name: string): string | undefined;
  set(name: string, text: string): void;
  remove(name: string): void;
}

export interface DeviceStorageOptions {
  /** The browser's storage; may throw where it is blocked. */
  readonly storage: () => Pick<Storage, "getItem" | "setItem" | "removeItem">;
  /** Prefix that keeps hosts apart; undefined where Office knows none. */
  readonly partitionKey: () => string | undefined;
}

/** What the add-in's entries are called; others of the same origin are left alone. */
const prefix = "enrich:";

/** Browser storage, with memory in its place for what it does not take. */
export function createDeviceStorage({ storage, partitionKey }: DeviceStorageOptions): DeviceStorage {
  const memory = new Map<string, string>();
  const nameOf = (name: string): string => `${partitionKey() ?? ""}${prefix}${name}`;

  /** The result, or `undefined` where the browser refuses. */
  function attempt<Result>(use: (kept: ReturnType<DeviceStorageOptions["storage"]>) => Result): Result | undefined {
    try {
      return use(storage());
    } catch {
      return undefined;
    }
  }

  return {
    get: (name) => memory.get(name) ?? attempt((kept) => kept.getItem(nameOf(name))) ?? undefined,
    set(name, text) {
      memory.delete(name);
      const isKept = attempt((kept) => {
        kept.setItem(nameOf(name), text);
        return kept.getItem(nameOf(name)) === text;
      });
      if (isKept === true) return;
      // An older text must not outlive this one.
      attempt((kept) => kept.removeItem(nameOf(name)));
      memory.set(name, text);
    },
    remove(name) {
      memory.delete(name);
      attempt((kept) => kept.removeItem(nameOf(name)));
    },
  };
}
