import type { Day, Period } from "./days";

/** More digits of a credit are for files, not for reading. */
const mostDigits = 2;
const amounts = [0, 1, mostDigits].map(
  (digits) => new Intl.NumberFormat("en-US", { minimumFractionDigits: digits, maximumFractionDigits: mostDigits }),
);
const shares = new Intl.NumberFormat("en-US", {
  ...{ style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 },
});
const wholes = new Intl.NumberFormat("en-US");
const ofDay = { timeZone: "UTC", month: "short", day: "numeric" } as const;
const shortDays = new Intl.DateTimeFormat("en-US", ofDay);
const longDays = new Intl.DateTimeFormat("en-US", { ...ofDay, year: "numeric" });
const months = new Intl.DateTimeFormat("en-US", { timeZone: "UTC", month: "short", year: "numeric" });

/**
 * An amount of credits as a bare number, with at least so many digits behind the point; what would look like nothing
 * says that it is something.
 */
export function amountText(credits: number, digits = 0): string {
  if (credits > 0 && credits < 0.005) return "< 0.01";
  return (amounts[digits] ?? amounts[0])?.format(credits) ?? "";
}

/** How many digits behind the point all amounts of a column need, so that their points stand below each other. */
export function digitsFor(amountsOfColumn: readonly number[]): number {
  const digits = amountsOfColumn.map((amount) => {
    const hundredths = Math.round(amount * 100);
    if (hundredths % 100 === 0) return 0;
    return hundredths % 10 === 0 ? 1 : mostDigits;
  });
  return Math.max(0, ...digits);
}

/** "1 credit", "12.5 credits". */
export function creditsText(credits: number): string {
  return `${amountText(credits)} ${credits === 1 ? "credit" : "credits"}`;
}

/** "1 person", "1,204 people". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${wholes.format(count)} ${count === 1 ? one : many}`;
}

export function countText(count: number): string {
  return wholes.format(count);
}

/** A part of the whole: "45.5%". */
export function shareText(share: number): string {
  return share > 0 && share < 0.0005 ? "< 0.1%" : shares.format(share);
}

/** "Nov 23". */
export function shortDayText(day: Day): string {
  return shortDays.format(Date.parse(day));
}

/** "Nov 23, 2026". */
export function dayText(day: Day): string {
  return longDays.format(Date.parse(day));
}

/** Of a month as `2026-11`: "Nov 2026". */
export function monthText(month: string): string {
  return months.format(Date.parse(`${month}-01`));
}

/** "Nov 1, 2026 to Nov 23, 2026", or the one day. */
export function periodText({ from, to }: Period): string {
  return from === to ? dayText(from) : `${dayText(from)} to ${dayText(to)}`;
}
