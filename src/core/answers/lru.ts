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
  // Weighed once: a value is left as it is while it is in here, and weighing one takes longer than finding it.
  const entries = new Map<Key, { readonly value: Value; readonly weight: number }>();
  let weighs = 0;

  function drop(key: Key): void {
    weighs -= entries.get(key)?.weight ?? 0;
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
      const known = entries.get(key);
      const own = known?.value === value ? known.weight : (weight?.of(value) ?? 0);
      drop(key);
      entries.set(key, { value, weight: own });
      weighs += own;
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
