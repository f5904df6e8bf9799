import type { Day, Period } from "./days";

/** Who asked, as the gateway knows them. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

/** Credits of one person in one workbook on one day, by what was asked for. */
export interface UsageRow {
  readonly day: Day;
  readonly person: Person;
  /** The salted hash of the workbook's address; "" where none was told. */
  readonly workbook: string;
  /** `base` or a priced section, such as `contact.business_emails`. */
  readonly section: string;
  readonly credits: number;
  /** List price of replies that were lost on the way: nobody knows whether they were billed. No part of `credits`. */
  readonly possiblyBilled: number;
}

/** What the gateway's ledger says of a period. */
export interface Usage {
  readonly period: Period;
  readonly rows: readonly UsageRow[];
  /** The gateway's own sum. */
  readonly total: number;
}

/** By what credits can be told apart. */
export type Grouping = "person" | "day" | "workbook" | "section";

/** Parts of a credit that the ledger tells apart; whole numbers add up without rounding. */
const unitsPerCredit = 1_000_000;

/** The exact sum of credits of the ledger. */
export function sumOf(credits: Iterable<number>): number {
  let units = 0;
  for (const amount of credits) units += Math.round(amount * unitsPerCredit);
  return units / unitsPerCredit;
}

/** The credits of all these rows. */
export function creditsOf(rows: readonly UsageRow[]): number {
  return sumOf(rows.map(({ credits }) => credits));
}

/** What tells rows apart by `grouping`. */
export function keyOf({ day, person, workbook, section }: UsageRow, grouping: Grouping): string {
  return { person: person.id, day, workbook, section }[grouping];
}

/** The rows under each key, in the order in which the keys come. */
export function rowsByKey(
  rows: readonly UsageRow[],
  key: (row: UsageRow) => string,
): ReadonlyMap<string, readonly UsageRow[]> {
  const byKey = new Map<string, UsageRow[]>();
  for (const row of rows) {
    const group = byKey.get(key(row));
    if (group) group.push(row);
    else byKey.set(key(row), [row]);
  }
  return byKey;
}
