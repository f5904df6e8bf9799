import { plainText, plainValue, quoted, readCell } from "./cell-text";
import { closest } from "./closest";

/** What the options argument of a formula can set; an absent one has its default. */
export interface FormulaOptions {
  /** 0 to 1, e-mails only: candidates below it do not count. */
  readonly minScore?: number;
  /** Which candidate, from 1. */
  readonly candidate?: number;
  /** Shown instead of `#N/A` where nobody was found. */
  readonly ifMissing?: string | number;
  /** Shown instead of empty text where the person is known but the field is empty. */
  readonly ifEmpty?: string | number;
  /** Whether a row of headers comes first. */
  readonly headers?: boolean;
}

export type ParsedOptions =
  { readonly ok: true; readonly options: FormulaOptions } | { readonly ok: false; readonly problem: string };

/** One setting as it was written: `isQuoted` tells `""`, which is a value, from nothing, which is the default. */
interface Setting {
  readonly key: string;
  readonly value: string | number | boolean | undefined;
  readonly isQuoted: boolean;
}

type Reading = { readonly ok: true; readonly part: FormulaOptions } | { readonly ok: false; readonly problem: string };

const readers: Readonly<Record<string, (setting: Setting) => Reading>> = {
  min_score: (setting) => {
    const score = asNumber(setting.value);
    if (score !== undefined && score >= 0 && score <= 1) return { ok: true, part: { minScore: score } };
    return { ok: false, problem: `min_score is a number from 0 to 1, not ${shown(setting)}.` };
  },
  candidate: (setting) => {
    const candidate = asNumber(setting.value);
    if (candidate !== undefined && Number.isInteger(candidate) && candidate >= 1)
      return { ok: true, part: { candidate } };
    return { ok: false, problem: `candidate is a whole number from 1, not ${shown(setting)}.` };
  },
  if_missing: (setting) => ({ ok: true, part: { ifMissing: asReplacement(setting) } }),
  if_empty: (setting) => ({ ok: true, part: { ifEmpty: asReplacement(setting) } }),
  headers: (setting) => {
    const headers = asYesOrNo(setting.value);
    if (headers !== undefined) return { ok: true, part: { headers } };
    return { ok: false, problem: `headers is yes or no, not ${shown(setting)}.` };
  },
};

/** Names of the options, as they are written. */
export const optionKeys: readonly string[] = Object.keys(readers);

/** A decimal comma, or one in a text to be shown, separates nothing. */
const commaBeforeKey = `,\\s*(?:${optionKeys.join("|").replaceAll("_", "[\\s_-]")})\\s*=`;
const betweenSeparators = new RegExp(`(?:"(?:[^"]|"")*"|(?!${commaBeforeKey})[^;\n])+`, "giu");

/**
 * Reads an options argument: text such as `candidate=2; if_missing=none`, or a range of two columns. Keys in any case,
 * the last of a key wins, nothing means the default.
 */
export function parseOptions(argument: unknown): ParsedOptions {
  const settings = settingsOf(argument);
  if (typeof settings === "string") return { ok: false, problem: settings };
  const last = new Map(settings.map((setting) => [setting.key, setting]));
  let options: FormulaOptions = {};
  for (const setting of last.values()) {
    const read = Object.hasOwn(readers, setting.key) ? readers[setting.key] : undefined;
    if (read === undefined) return { ok: false, problem: unknownKey(setting.key) };
    if (isNothing(setting)) continue;
    const reading = read(setting);
    if (!reading.ok) return reading;
    options = { ...options, ...reading.part };
  }
  return { ok: true, options };
}

/** The settings in the order they were written, or a sentence on why they cannot be read. */
function settingsOf(argument: unknown): readonly Setting[] | string {
  const rows: readonly (readonly unknown[])[] = isMatrix(argument) ? argument : [[argument]];
  const settings: Setting[] = [];
  for (const row of rows) {
    const cells = row.map(readCell);
    const [first, second] = cells;
    const name = first?.kind === "text" ? plainText(first.text) : undefined;
    if (row.length === 2 && name !== undefined && !name.includes("=")) {
      if (name === "") continue;
      if (second?.kind === "other" && plainValue(row[1]) === undefined)
        return `The option ${name} holds ${second.words}.`;
      settings.push(settingOf(name, row[1]));
      continue;
    }
    for (const cell of cells) {
      if (cell.kind === "other") return `The options hold ${cell.words} where a name such as candidate should stand.`;
      for (const part of partsOf(plainText(cell.text))) {
        const equals = part.indexOf("=");
        if (equals < 1) return `The options say ${quoted(part)}; write name=value, such as candidate=2.`;
        settings.push(settingOf(part.slice(0, equals), part.slice(equals + 1)));
      }
    }
  }
  return settings;
}

/** Parts between semicolons, or commas before the name of an option, but not between quotation marks. */
function partsOf(text: string): readonly string[] {
  const parts = text.match(betweenSeparators) ?? [];
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}

function settingOf(name: string, written: unknown): Setting {
  const key = plainText(name)
    .toLowerCase()
    .replace(/[\s-]+/gu, "_");
  const value = plainValue(written);
  if (typeof value !== "string") return { key, value, isQuoted: false };
  const text = value.trim();
  const quotedValue = /^"((?:[^"]|"")*)"$/su.exec(text)?.[1];
  if (quotedValue !== undefined) return { key, value: quotedValue.replaceAll('""', '"'), isQuoted: true };
  return { key, value: text, isQuoted: false };
}

function isNothing({ value, isQuoted }: Setting): boolean {
  return !isQuoted && (value === "" || value === undefined);
}

function asNumber(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  const text = typeof value === "string" ? plainText(value) : "";
  return /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)$/u.test(text) ? Number(text.replace(",", ".")) : undefined;
}

function asReplacement({ value, isQuoted }: Setting): string | number {
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if (value === undefined || typeof value === "number") return value ?? "";
  return isQuoted ? value : (asNumber(value) ?? value);
}

function asYesOrNo(value: unknown): boolean | undefined {
  const word = String(value).trim().toLowerCase();
  if (["yes", "true", "on", "1"].includes(word)) return true;
  return ["no", "false", "off", "0"].includes(word) ? false : undefined;
}

function shown({ value }: Setting): string {
  return quoted(String(value ?? ""));
}

function unknownKey(key: string): string {
  const [near] = closest(key, optionKeys);
  const advice = near === undefined ? `Options are ${optionKeys.join(", ")}.` : `Did you mean ${near}?`;
  return `Unknown option ${quoted(key)}. ${advice}`;
}

function isMatrix(argument: unknown): argument is readonly (readonly unknown[])[] {
  return Array.isArray(argument) && argument.every((row) => Array.isArray(row));
}
