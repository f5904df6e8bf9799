import type { CellValue } from "../core/cell-value";
import type { LookupQuote } from "../core/enricher";
import type { SpendPolicy } from "../core/spend/spend-policy";
import { counted, creditsText } from "./words";

/** The price in a few words. */
export function priceText({ toAsk, mostCredits }: LookupQuote): string {
  return toAsk === 0 ? "Free: already known" : `At most ${creditsText(mostCredits)}`;
}

/** What will happen to the cells where formulas need a yes first; nothing to say where they do not. */
export function approvalNote(toAsk: number, { freePeople }: SpendPolicy): string | undefined {
  if (freePeople === undefined || toAsk <= freePeople) return undefined;
  return `The cells will wait for your yes under Approval: ${counted(toAsk, "new person", "new people")}.`;
}

/** A cell's value as Excel shows it, errors with their sentence. */
export function cellWords(value: CellValue): string {
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if (typeof value !== "object") return value === "" ? "(empty)" : String(value);
  return value.kind === "error" ? `${value.code} ${value.message}` : dayText(value.serial);
}

const dayMs = 86_400_000;
/** Excel counts 1900 as a leap year: its days are numbered from here, after February 1900. */
const dayZero = Date.UTC(1899, 11, 30);

function dayText(serial: number): string {
  return new Date(dayZero + Math.floor(serial) * dayMs).toISOString().slice(0, 10);
}
