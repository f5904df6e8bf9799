import * as z from "zod/mini";
import type { DeviceStorage } from "./device-storage";

// Compiled validators need `eval`, which the page's content security policy forbids.
z.config({ jitless: true });

const settings = z.object({
  /** Requests ask for exactly the sections wanted. */
  narrowSections: z.catch(z.boolean(), false),
  /** Days that answers are kept; at least one. */
  retentionDays: z.catch(z.number(), 180),
});

/** What someone chose on this device; no secrets. */
export type Settings = Readonly<z.infer<typeof settings>>;

const entry = "settings";

/** The settings of this device; the usual ones where none, or none that can be read, are kept. */
export function readSettings(storage: DeviceStorage): Settings {
  const read = settings.parse(readJson(storage.get(entry)));
  return { ...read, retentionDays: Math.max(1, read.retentionDays) };
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
