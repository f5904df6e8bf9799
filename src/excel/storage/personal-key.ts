import * as z from "zod/mini";
import type { DeviceStorage } from "./device-storage";

// Compiled validators need `eval`, which the page's content security policy forbids.
z.config({ jitless: true });

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
const storedKey = z.object({ key: z.string(), connectionId: z.string() });

export function createPersonalKeyStore(storage: DeviceStorage): PersonalKeyStore {
  return {
    read() {
      const parsed = storedKey.safeParse(parseJson(storage.get(entry)));
      return parsed.success ? parsed.data : undefined;
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
