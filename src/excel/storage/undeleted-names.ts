import type { DeviceStorage } from "./device-storage";

const entry = "undeleted-answers";

/** The connections whose answers are still to be deleted from this device. */
export function readUndeleted(storage: DeviceStorage): readonly string[] {
  try {
    const names: unknown = JSON.parse(storage.get(entry) ?? "[]");
    return Array.isArray(names) ? names.filter((name) => typeof name === "string") : [];
  } catch {
    return [];
  }
}

export function keepUndeleted(storage: DeviceStorage, names: readonly string[]): void {
  if (names.length === 0) storage.remove(entry);
  else storage.set(entry, JSON.stringify([...new Set(names)]));
}
