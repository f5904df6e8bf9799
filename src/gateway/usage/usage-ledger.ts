/** Credits that one person's asking has cost in one workbook on one day, by what was asked for. */
export interface UsageRow {
  /** UTC, as `2026-11-23`. */
  readonly day: string;
  readonly personId: string;
  /** The salted hash of the workbook's address; "" where the caller told none. */
  readonly workbook: string;
  /** `base` or a priced section, such as `contact.business_emails`. */
  readonly section: string;
  /** As the service reported them. */
  readonly credits: number;
  /** List price of replies that were lost: whether they were billed nobody knows. No part of `credits`. */
  readonly possiblyBilled: number;
}

/** Days from `from` to `to`, both included. */
export interface UsagePeriod {
  readonly from: string;
  readonly to: string;
}

/** Who spent what; it outlives the gateway. Sums reconcile with what the service reported. */
export interface UsageLedger {
  /**
   * Adds these credits to what stands under the same day, person, workbook and section. Where its writing seemed to
   * fail, the same `batch` may be added again: it counts once.
   */
  add(rows: readonly UsageRow[], batch: string): Promise<void>;
  /** Ordered by day, person, workbook and section. */
  read(period: UsagePeriod): Promise<readonly UsageRow[]>;
  /** Remembers how a person is called now. */
  name(personId: string, name: string): Promise<void>;
  names(): Promise<ReadonlyMap<string, string>>;
  /** Deletes what is older than this day, and the names of those of whom nothing is left. */
  deleteBefore(day: string): Promise<void>;
  close(): Promise<void>;
}

/** How long usage is kept. */
export const usageDays = 400;

/** Parts of a credit that are told apart; whole numbers add up without rounding. */
export const unitsPerCredit = 1_000_000;

export function unitsOf(credits: number): number {
  return Math.round(credits * unitsPerCredit);
}

/** The UTC day of a moment. */
export function dayOf(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}

const dayMs = 86_400_000;

/** The day so many days later; earlier where `days` is negative. */
export function dayAfter(day: string, days = 1): string {
  return dayOf(Date.parse(`${day}T00:00:00Z`) + days * dayMs);
}

/** Every day of the period, in order. */
export function daysOf({ from, to }: UsagePeriod): readonly string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = dayAfter(day)) days.push(day);
  return days;
}
