import * as z from "zod/mini";
import type { DeviceStorage } from "./device-storage";

// Compiled validators need `eval`, which the page's content security policy forbids.
z.config({ jitless: true });

/** What someone chose on this device; no secrets. */
export interface Settings {
  /** Requests ask for exactly the sections wanted. Default false. */
  readonly narrowSections: boolean;
  /** Days that answers are kept; at least one. Default 180. */
  readonly retentionDays: number;
}

const entry = "settings";

/** The settings of this device; the usual ones where none, or none that can be read, are kept. */
export function readSettings(storage: DeviceStorage): Settings {
  const stored = new Map(Object.entries(readJson(storage.get(entry))));
  // Each by itself: one that cannot be read does not take the others along.
  const read = <Value>(name: keyof Settings, schema: z.ZodMiniType<Value>, usual: Value): Value => {
    const { success, data } = schema.safeParse(stored.get(name));
    return success ? data : usual;
  };
  return {
    narrowSections: read("narrowSections", z.boolean(), false),
    retentionDays: Math.max(1, read("retentionDays", z.number(), 180)),
  };
}

export function keepSettings(storage: DeviceStorage, changed: Partial<Settings>): void {
  storage.set(entry, JSON.stringify({ ...readSettings(storage), ...changed }));
}

function readJson(text: string | undefined): object {
  try {
    const read: unknown = JSON.parse(text ?? "{}");
    return typeof read === "object" && read !== null ? read : {};
  } catch {
    return {};
  }
}
