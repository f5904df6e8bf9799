import type { DeviceStorage } from "./device-storage";
import { readStoredFields } from "./stored-fields";

/** What someone chose on this device; no secrets. */
export interface Settings {
  /** Requests ask for exactly the sections wanted. Default false. */
  readonly narrowSections: boolean;
  /** Days that answers are kept; at least one. Default 180. */
  readonly retentionDays: number;
  /** A refresh asks the service to fetch anew. */
  readonly forceFetch?: boolean | undefined;
  /** A refresh asks the service to fetch in real time. */
  readonly enrichRealtime?: boolean | undefined;
  /** New people that formulas may ask for in ten minutes without a yes. */
  readonly freePeople?: number | undefined;
  /** Formulas never wait for a yes. */
  readonly neverAsk?: boolean | undefined;
  /** Credits at which formulas stop for the day. */
  readonly dayCap?: number | undefined;
  /** Credits at which formulas stop in a workbook. */
  readonly workbookCap?: number | undefined;
}

const entry = "settings";

/** The settings of this device; the usual ones where none, or none that can be read, are kept. */
export function readSettings(storage: DeviceStorage): Settings {
  const stored = readStoredFields(storage.get(entry));
  return {
    narrowSections: stored.boolean("narrowSections") ?? false,
    retentionDays: Math.max(1, stored.number("retentionDays") ?? 180),
    forceFetch: stored.boolean("forceFetch"),
    enrichRealtime: stored.boolean("enrichRealtime"),
    freePeople: stored.number("freePeople"),
    neverAsk: stored.boolean("neverAsk"),
    dayCap: stored.number("dayCap"),
    workbookCap: stored.number("workbookCap"),
  };
}

export function keepSettings(storage: DeviceStorage, changed: Partial<Settings>): void {
  storage.set(entry, JSON.stringify({ ...readSettings(storage), ...changed }));
}
