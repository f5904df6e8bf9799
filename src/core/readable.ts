/** A value that changes, without React: what panes and gateways watch. */
export interface Readable<Value> {
  get(): Value;
  /** Calls `listener` after each change; returns the function that ends it. */
  subscribe(listener: () => void): () => void;
}

/** A `Readable` and the right to change it. */
export interface Writable<Value> extends Readable<Value> {
  set(value: Value): void;
}

/** A changing value in memory; listeners are called in the order they came, once per `set` of a different value. */
export function createWritable<Value>(initial: Value): Writable<Value> {
  let current = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => current,
    set(value) {
      if (Object.is(value, current)) return;
      current = value;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
