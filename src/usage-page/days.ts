/** A UTC day, as `2026-11-23`. */
export type Day = string;

/** Days from `from` to `to`, both included. */
export interface Period {
  readonly from: Day;
  readonly to: Day;
}

/** What is offered to choose from; `own` days are typed. */
export const periodChoices = [
  "this month",
  "last month",
  "last 7 days",
  "last 30 days",
  "last 90 days",
  "own",
] as const;
export type PeriodChoice = (typeof periodChoices)[number];

/** The longest period that is asked for: as long as the gateway keeps usage. */
export const mostDays = 400;

const dayMs = 86_400_000;

/** The UTC day of a moment. */
export function dayOf(timeMs: number): Day {
  return new Date(timeMs).toISOString().slice(0, 10);
}

/** Whether this is a day of the calendar, as `2026-11-23`. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/u.test(text) && !Number.isNaN(Date.parse(text)) && dayOf(Date.parse(text)) === text;
}

/** The day so many days later; earlier where `count` is negative. */
export function addDays(day: Day, count: number): Day {
  return dayOf(Date.parse(day) + count * dayMs);
}

/** How many days a period has. */
export function lengthOf({ from, to }: Period): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1;
}

/** Every day of a period, in order. */
export function daysOf(period: Period): readonly Day[] {
  return Array.from({ length: Math.max(0, lengthOf(period)) }, (_, index) => addDays(period.from, index));
}

/** The days that a choice stands for today. */
export function periodOf(choice: Exclude<PeriodChoice, "own">, today: Day): Period {
  const firstOfMonth = `${today.slice(0, 7)}-01`;
  const lastOfMonthBefore = addDays(firstOfMonth, -1);
  switch (choice) {
    case "this month":
      return { from: firstOfMonth, to: today };
    case "last month":
      return { from: `${lastOfMonthBefore.slice(0, 7)}-01`, to: lastOfMonthBefore };
    case "last 7 days":
      return { from: addDays(today, -6), to: today };
    case "last 30 days":
      return { from: addDays(today, -29), to: today };
    case "last 90 days":
      return { from: addDays(today, -89), to: today };
  }
}

/** Why typed days cannot be shown, as a sentence; nothing where they can. */
export function problemOf({ from, to }: Period): string | undefined {
  if (!isDay(from) || !isDay(to)) return "Choose a first and a last day.";
  if (from > to) return "The first day is after the last one.";
  if (lengthOf({ from, to }) > mostDays) return `At most ${mostDays} days can be shown at once.`;
  return undefined;
}
