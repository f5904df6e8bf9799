export interface LruBounds<Value> {
  readonly entries: number;
  /** All values together, as `bytesOf` counts them. */
  readonly bytes: number;
  readonly bytesOf: (value: Value) => number;
}

/** A map that forgets what was used longest ago once it holds more than its bounds allow. */
export interface Lru<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
  delete(key: Key): void;
  clear(): void;
}

export function createLru<Key, Value>(bounds: number | LruBounds<Value>): Lru<Key, Value> {
  const limits = typeof bounds === "number" ? { entries: bounds, bytes: Infinity, bytesOf: () => 0 } : bounds;
  const entries = new Map<Key, { readonly value: Value; readonly bytes: number }>();
  let heldBytes = 0;

  function drop(key: Key): void {
    heldBytes -= entries.get(key)?.bytes ?? 0;
    entries.delete(key);
  }

  return {
    get(key) {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
    set(key, value) {
      drop(key);
      const bytes = limits.bytesOf(value);
      entries.set(key, { value, bytes });
      heldBytes += bytes;
      for (const oldest of entries.keys()) {
        if (entries.size <= limits.entries && heldBytes <= limits.bytes) return;
        drop(oldest);
      }
    },
    delete: drop,
    clear() {
      entries.clear();
      heldBytes = 0;
    },
  };
}
