import type { CellDate } from "./cell-value";

const dayMs = 86_400_000;
const unixEpochSerial = 25_569;
/** Excel believes in 29 February 1900: serials before 1 March 1900 are one less than the count of days says. */
const firstTrueSerial = 61;

/** The day that a date of the service names, whatever its time and zone; `undefined` where it names none. */
export function parseDay(text: string): CellDate | undefined {
  const [, year, month, day] = /^\s*(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$/su.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const date = new Date(time);
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCFullYear() !== Number(year)) return undefined;
  return dayOf(time);
}

/** The day of a moment, in UTC; `undefined` before 1900, where Excel has no dates. */
export function dayOf(epochMs: number): CellDate | undefined {
  const days = Math.floor(epochMs / dayMs) + unixEpochSerial;
  const serial = days < firstTrueSerial ? days - 1 : days;
  return serial < 1 ? undefined : { kind: "date", serial };
}

/** As `2026-11-23`, for where a date stands among text. */
export function dayText(date: CellDate): string {
  const days = date.serial < firstTrueSerial ? date.serial + 1 : date.serial;
  return new Date((days - unixEpochSerial) * dayMs).toISOString().slice(0, 10);
}
