import * as z from "zod/mini";
import { looseText } from "../../crustdata/loose";
import type { DeviceStorage } from "./device-storage";

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
const storedKey = z.object({ key: looseText, connectionId: looseText });

export function createPersonalKeyStore(storage: DeviceStorage): PersonalKeyStore {
  return {
    read() {
      const { data } = storedKey.safeParse(parseJson(storage.get(entry)));
      if (data?.key === undefined || data.connectionId === undefined) return undefined;
      return { key: data.key, connectionId: data.connectionId };
    },
    keep: (key) => storage.set(entry, JSON.stringify(key)),
    forget: () => storage.remove(entry),
  };
}

function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
