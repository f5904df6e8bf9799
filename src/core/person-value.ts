import type { Answer, Candidate, Matched } from "./answer";
import type { FieldType } from "./catalogue";
import { dayOf, dayText, parseDay } from "./cell-date";
import { type CellValue, cellText } from "./cell-value";
import type { FieldPath, MatchPath } from "./field-path";
import type { ListPath } from "./list-path";
import { itemsAt, itemsBelow } from "./person-data";

/** Which of an answer's candidates is meant. */
export interface CandidateChoice {
  /** From 1, best first; default 1. */
  readonly candidate?: number;
  /** 0 to 1: candidates below it do not count. */
  readonly minScore?: number;
}

/** Excel keeps 15 digits of a number: longer ones are text, so that no digit changes. */
const largestExactNumber = 999_999_999_999_999;

/** The candidate meant, or `undefined` where the answer has none such. */
export function chooseCandidate(matched: Matched, choice: CandidateChoice = {}): Candidate | undefined {
  const { candidate = 1, minScore = 0 } = choice;
  return matched.candidates.filter(({ score }) => score >= minScore)[candidate - 1];
}

/** Whether the plan refused what this path reads, so that its value is not known to be empty. */
export function isDenied({ field }: FieldPath, { denied }: Matched): boolean {
  return denied.some((section) => field.path === section || field.path.startsWith(`${section}.`));
}

/** The value a path has for a candidate, typed as the catalogue says; `""` where the service said nothing. */
export function personValue({ field, indexes }: FieldPath, candidate: Candidate): CellValue {
  return valueOf(itemsAt(candidate.data, field.path, indexes), field.type, [...indexes.values()].includes("*"));
}

/** One row for each item of a list that says anything, one typed value for each of its columns. */
export function listValues({ list, indexes, columns }: ListPath, candidate: Candidate): readonly CellValue[][] {
  const below = new Map([...indexes].filter(([path]) => path.startsWith(`${list}.`)));
  const wantsAll = [...below.values()].includes("*");
  return itemsAt(candidate.data, list, indexes)
    .filter(saysAnything)
    .map((item) =>
      columns.map(({ field: { path, type } }) =>
        path === list ? typedValue(item, type) : valueOf(itemsBelow(list, item, path, below), type, wantsAll),
      ),
    );
}

function valueOf(values: readonly unknown[], type: FieldType, wantsAll: boolean): CellValue {
  if (!wantsAll) return typedValue(values[0], type);
  return cellText(joined(values.map((value) => typedValue(value, type))));
}

/** What a pseudo-path says of an answer; `""` where nobody was found and there is nothing to say. */
export function matchValue(path: MatchPath, answer: Answer, candidate?: Candidate): CellValue {
  const matched = answer.status === "matched" ? answer : undefined;
  switch (path) {
    case "match.status":
      return answer.status;
    case "match.count":
      return matched?.candidates.length ?? 0;
    case "match.confidence_score":
      return candidate?.score ?? "";
    case "match.type":
      return matched?.matchType ?? "";
    case "match.on":
      return cellText(matched?.matchedOn ?? "");
    case "match.as_of":
      return dayOf(answer.asOf) ?? "";
  }
}

function typedValue(value: unknown, type: FieldType): CellValue {
  if (value === null || value === undefined || (typeof value === "string" && value.trim() === "")) return "";
  switch (type) {
    case "integer":
    case "number":
      return asNumber(value) ?? asText(value);
    case "boolean":
      return asBoolean(value) ?? asText(value);
    case "date":
      return (typeof value === "string" ? parseDay(value) : undefined) ?? asText(value);
    case "raw":
      return typeof value === "number" || typeof value === "boolean" ? value : asText(value);
    case "text":
    case "url":
    case "texts":
    case "object":
    case "list":
      return asText(value);
  }
}

function asNumber(value: unknown): number | undefined {
  const number = typeof value === "string" && /^-?\d+(?:\.\d+)?$/u.test(value.trim()) ? Number(value) : value;
  return typeof number === "number" && Math.abs(number) <= largestExactNumber ? number : undefined;
}

function asBoolean(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  const word = typeof value === "string" ? value.trim().toLowerCase() : undefined;
  return word === "true" ? true : word === "false" ? false : undefined;
}

function asText(value: unknown): string {
  return cellText(plainTextOf(value));
}

/** The service puts objects where its documents say text, such as a location. */
function plainTextOf(value: unknown): string {
  if (Array.isArray(value)) return joined(value.map(plainTextOf));
  if (typeof value !== "object" || value === null) return scalarText(value);
  const entries: Readonly<Record<string, unknown>> = { ...value };
  for (const key of ["raw", "full_location", "name", "title", "value"]) {
    const part = entries[key];
    if (typeof part === "string" && part.trim() !== "") return part;
  }
  return saysAnything(entries) ? JSON.stringify(value) : "";
}

function saysAnything(item: unknown): boolean {
  if (typeof item !== "object" || item === null) return typedValue(item, "raw") !== "";
  return Object.values(item).some((part) => part !== null && part !== "");
}

function scalarText(value: unknown): string {
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function joined(values: readonly CellValue[]): string {
  return values
    .map((value) => {
      if (typeof value !== "object") return scalarText(value);
      return value.kind === "date" ? dayText(value) : value.code;
    })
    .filter((text) => text.trim() !== "")
    .join("; ");
}
