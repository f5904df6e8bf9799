/** How much all values together may weigh, and what each does. */
export interface WeightLimit<Value> {
  readonly most: number;
  readonly of: (value: Value) => number;
}

/** A map that forgets what was used longest ago once it holds more than `limit` entries, or more than they may weigh. */
export interface Lru<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
  delete(key: Key): void;
  clear(): void;
}

export function createLru<Key, Value>(limit: number, weight?: WeightLimit<Value>): Lru<Key, Value> {
  const entries = new Map<Key, Value>();
  let weighs = 0;

  function drop(key: Key): void {
    const value = entries.get(key);
    if (value !== undefined) weighs -= weight?.of(value) ?? 0;
    entries.delete(key);
  }

  return {
    get(key) {
      const value = entries.get(key);
      if (value !== undefined) {
        entries.delete(key);
        entries.set(key, value);
      }
      return value;
    },
    set(key, value) {
      drop(key);
      entries.set(key, value);
      weighs += weight?.of(value) ?? 0;
      for (const oldest of entries.keys()) {
        if (entries.size <= limit && !(weight && weighs > weight.most)) return;
        drop(oldest);
      }
    },
    delete: drop,
    clear() {
      entries.clear();
      weighs = 0;
    },
  };
}
