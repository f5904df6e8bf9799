import * as z from "zod/mini";
import { looseBoolean, looseNumber } from "../../crustdata/loose";
import type { DeviceStorage } from "./device-storage";

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
/** Each by itself: one that cannot be read does not take the others along. */
const stored = z.object({
  narrowSections: looseBoolean,
  forceFetch: looseBoolean,
  enrichRealtime: looseBoolean,
  retentionDays: looseNumber,
  freePeople: looseNumber,
  neverAsk: looseBoolean,
  dayCap: looseNumber,
  workbookCap: looseNumber,
});

/** The settings of this device; the usual ones where none, or none that can be read, are kept. */
export function readSettings(storage: DeviceStorage): Settings {
  const {
    narrowSections = false,
    retentionDays = 180,
    ...others
  }: Partial<z.infer<typeof stored>> = stored.safeParse(readJson(storage.get(entry))).data ?? {};
  return { narrowSections, retentionDays: Math.max(1, retentionDays), ...others };
}

export function keepSettings(storage: DeviceStorage, changed: Partial<Settings>): void {
  storage.set(entry, JSON.stringify({ ...readSettings(storage), ...changed }));
}

function readJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "{}");
  } catch {
    return undefined;
  }
}
