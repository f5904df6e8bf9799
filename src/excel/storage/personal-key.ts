import type { DeviceStorage } from "./device-storage";
import { readStoredFields } from "./stored-fields";

/** A key someone typed in, and the name its answers are kept under. */
export interface PersonalKey {
  readonly key: string;
  /** Says nothing about the key. */
  readonly connectionId: string;
}

/** The personal key on this device: in browser storage, and nowhere else. */
export interface PersonalKeyStore {
  read(): PersonalKey | undefined;
  keep(key: PersonalKey): void;
  forget(): void;
}

const entry = "personal-key";

export function createPersonalKeyStore(storage: DeviceStorage): PersonalKeyStore {
  return {
    read() {
      const stored = readStoredFields(storage.get(entry));
      const [key, connectionId] = [stored.text("key"), stored.text("connectionId")];
      return key === undefined || connectionId === undefined ? undefined : { key, connectionId };
    },
    keep: (key) => storage.set(entry, JSON.stringify(key)),
    forget: () => storage.remove(entry),
  };
}
