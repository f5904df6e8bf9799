import { z } from "zod";
import { invalidRequest, type Refusal } from "../error-bodies";
import { dayAfter, dayOf, daysOf, usageDays, type UsagePeriod } from "./usage-ledger";

/** What somebody wants to know of the books. */
export interface UsageQuestion {
  readonly period: UsagePeriod;
  readonly format: "json" | "csv";
}

/** Without a first day, so many days up to the last. */
const usualDays = 30;

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && dayOf(Date.parse(text)) === text;
const day = z.string().refine(isDay).optional();
const query = z.object({ from: day, to: day, format: z.enum(["json", "csv"]).optional() });

const expectations: Readonly<Record<string, string>> = {
  from: "from must be a day such as 2026-11-23.",
  to: "to must be a day such as 2026-11-23.",
  format: "format must be json or csv.",
};

/** Reads the query of `GET usage`, or says in a sentence what is wrong with it. */
export function readUsageQuestion(given: unknown, accept: string | undefined, nowMs: number): UsageQuestion | Refusal {
  const read = query.safeParse(given);
  if (!read.success) {
    return invalidRequest(expectations[String(read.error.issues[0]?.path[0])] ?? "The query cannot be read.");
  }
  const { to = dayOf(nowMs) } = read.data;
  const { from = dayAfter(to, 1 - usualDays) } = read.data;
  if (from > to) return invalidRequest("from must not be later than to.");
  if (dayAfter(from, usageDays) <= to || daysOf({ from, to }).length > usageDays) {
    return invalidRequest(`from and to may span ${usageDays} days at most: usage is kept no longer.`);
  }
  return { period: { from, to }, format: read.data.format ?? (/\btext\/csv\b/i.test(accept ?? "") ? "csv" : "json") };
}
