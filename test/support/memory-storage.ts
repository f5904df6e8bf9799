/** Browser storage in memory, which can be told to refuse. */
export interface MemoryStorage extends Pick<Storage, "getItem" | "setItem" | "removeItem"> {
  readonly entries: Map<string, string>;
  refuse(isRefusing: boolean): void;
}

export function createMemoryStorage(): MemoryStorage {
  const entries = new Map<string, string>();
  let isRefusing = false;
  const use = <Result>(action: () => Result): Result => {
    if (isRefusing) throw new Error("Storage is blocked.");
    return action();
  };
  return {
    entries,
    refuse: (value) => (isRefusing = value),
    getItem: (name) => use(() => entries.get(name) ?? null),
    setItem: (name, text) => use(() => void entries.set(name, text)),
    removeItem: (name) => use(() => void entries.delete(name)),
  };
}
