import type { UsageBooks } from "./usage-books";
import { unitsOf, unitsPerCredit, type UsagePeriod } from "./usage-ledger";

/** What `GET usage` answers. */
export interface UsageReply extends UsagePeriod {
  /** Credits of all rows, as the service reported them. */
  readonly total: number;
  /** List price of lost replies of all rows; no part of `total`. */
  readonly possiblyBilled: number;
  /** Ordered by day, person, workbook and section. */
  readonly rows: readonly UsageReplyRow[];
}

export interface UsageReplyRow {
  readonly day: string;
  readonly person: { readonly id: string; readonly name: string };
  readonly workbook: string;
  readonly section: string;
  readonly credits: number;
  readonly possiblyBilled: number;
}

/** The rows of a period, with people's names; whose name is not known is called by the id. */
export async function readUsage(books: Pick<UsageBooks, "read">, period: UsagePeriod): Promise<UsageReply> {
  const { rows, names } = await books.read(period);
  return {
    ...period,
    total: sumOf(rows.map(({ credits }) => credits)),
    possiblyBilled: sumOf(rows.map(({ possiblyBilled }) => possiblyBilled)),
    rows: rows.map(({ personId, day, ...rest }) => ({
      day,
      person: { id: personId, name: names.get(personId) ?? (personId === "" ? "unknown" : personId) },
      ...rest,
    })),
  };
}

function sumOf(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + unitsOf(amount), 0) / unitsPerCredit;
}
