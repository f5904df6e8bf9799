/** The settings an add-in keeps in the document: JSON text under a key. */
export interface SettingsStore {
  get(key: string): string | undefined;
  set(key: string, json: string): void;
  remove(key: string): void;
  replaceAll(entries: Iterable<readonly [string, string]>): void;
  entries(): readonly (readonly [string, string])[];
}

export function createSettingsStore(initial: Readonly<Record<string, string>> = {}): SettingsStore {
  const values = new Map(Object.entries(initial));
  return {
    get: (key) => values.get(key),
    set: (key, json) => void values.set(key, json),
    remove: (key) => void values.delete(key),
    replaceAll(entries) {
      const next = [...entries];
      values.clear();
      for (const [key, json] of next) values.set(key, json);
    },
    entries: () => [...values],
  };
}
