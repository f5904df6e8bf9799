/** What a typed text means, as Excel reads it. */
export type ParsedInput =
  | { readonly kind: "empty" }
  | { readonly kind: "formula"; readonly formula: string }
  | { readonly kind: "text"; readonly value: string; readonly quoted?: true }
  | { readonly kind: "number"; readonly value: number; readonly numberFormat?: string }
  | { readonly kind: "boolean"; readonly value: boolean };

const errorLiterals = new Set(["#N/A", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!", "#DIV/0!"]);
const plainNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const groupedNumber = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/;
const percentage = /^[+-]?(\d+\.?\d*|\.\d+)%$/;
const isoDate = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/;
const isoDateTime = /^(\d{4})-(\d{1,2})-(\d{1,2})[ T](\d{1,2}):(\d{2})(?::(\d{2}))?$/;
const usDate = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;
const clockTime = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/;

/** Reads `text` as if typed into a cell whose number format is `numberFormat`. */
export function parseInput(text: string, numberFormat: string): ParsedInput {
  if (text === "") return { kind: "empty" };
  if (numberFormat === "@") return { kind: "text", value: text };
  if (text.startsWith("'")) return { kind: "text", value: text.slice(1), quoted: true };
  if (text.startsWith("=") && text.length > 1) return { kind: "formula", formula: text };
  const trimmed = text.trim();
  const number = parseNumber(trimmed);
  if (number !== undefined) return number;
  // As in Excel, a sign starts a formula too; `-5` was a number above, and a bare sign is text.
  if (/^[+-]./.test(text)) return { kind: "formula", formula: text.startsWith("+") ? `=${text.slice(1)}` : `=${text}` };
  const upper = trimmed.toUpperCase();
  if (upper === "TRUE" || upper === "FALSE") return { kind: "boolean", value: upper === "TRUE" };
  if (errorLiterals.has(upper)) return { kind: "formula", formula: `=${upper}` };
  return { kind: "text", value: text };
}

function parseNumber(text: string): ParsedInput | undefined {
  if (plainNumber.test(text)) return finite(Number(text));
  if (groupedNumber.test(text)) return finite(Number(text.replaceAll(",", "")), "#,##0");
  if (percentage.test(text)) return finite(Number(text.slice(0, -1)) / 100, text.includes(".") ? "0.00%" : "0%");
  return parseDate(text);
}

function finite(value: number, numberFormat?: string): ParsedInput | undefined {
  if (!Number.isFinite(value)) return undefined;
  return numberFormat === undefined ? { kind: "number", value } : { kind: "number", value, numberFormat };
}

function parseDate(text: string): ParsedInput | undefined {
  const dateTime = isoDateTime.exec(text);
  if (dateTime) {
    const day = serialOf(part(dateTime, 1), part(dateTime, 2), part(dateTime, 3));
    const time = dayFraction(part(dateTime, 4), part(dateTime, 5), part(dateTime, 6));
    return day === undefined || time === undefined ? undefined : finite(day + time, "yyyy-mm-dd hh:mm");
  }
  const iso = isoDate.exec(text);
  if (iso) return dateInput(serialOf(part(iso, 1), part(iso, 2), part(iso, 3)), "yyyy-mm-dd");
  const us = usDate.exec(text);
  if (us) return dateInput(serialOf(part(us, 3), part(us, 1), part(us, 2)), "m/d/yyyy");
  const time = clockTime.exec(text);
  if (time) return dateInput(dayFraction(part(time, 1), part(time, 2), part(time, 3)), time[3] ? "h:mm:ss" : "h:mm");
  return undefined;
}

const dateInput = (value: number | undefined, numberFormat: string): ParsedInput | undefined =>
  value === undefined ? undefined : finite(value, numberFormat);

const part = (match: RegExpExecArray, index: number): number => Number(match[index] ?? 0);

function dayFraction(hours: number, minutes: number, seconds: number): number | undefined {
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
  return (hours * 3600 + minutes * 60 + seconds) / 86_400;
}

/** The day as Excel counts it (1900 system; 29 February 1900 exists there), or `undefined` for no such day. */
export function serialOf(year: number, month: number, day: number): number | undefined {
  const time = Date.UTC(year, month - 1, day);
  const date = new Date(time);
  if (year < 1900 || year > 9999 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  const days = Math.round(time / 86_400_000) + 25_569;
  return days > 60 ? days : days - 1;
}
