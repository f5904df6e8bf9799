/** Credits that one person's asking has cost in one workbook on one day, by what was asked for. */
export interface UsageRow {
  /** UTC, as `2026-11-23`. */
  readonly day: string;
  readonly personId: string;
  /** The salted hash of the workbook's address; "" where the caller told none. */
  readonly workbook: string;
  /** `base` or a priced section, such as `contact.business_emails`. */
  readonly section: string;
  readonly credits: number;
}

/** Days from `from` to `to`, both included. */
export interface UsagePeriod {
  readonly from: string;
  readonly to: string;
}

/** Who spent what; it outlives the gateway. Sums reconcile with what the service reported. */
export interface UsageLedger {
  /** Adds these credits to what stands under the same day, person, workbook and section. */
  add(rows: readonly UsageRow[]): Promise<void>;
  /** Ordered by day, person, workbook and section. */
  read(period: UsagePeriod): Promise<readonly UsageRow[]>;
  /** Remembers how a person is called now. */
  name(personId: string, name: string): Promise<void>;
  names(): Promise<ReadonlyMap<string, string>>;
  /** Deletes what is older than this day. */
  deleteBefore(day: string): Promise<void>;
  close(): Promise<void>;
}

/** The UTC day of a moment. */
export function dayOf(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}
