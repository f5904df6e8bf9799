import type { UsageBooks } from "../usage/usage-books";

/** What each person has spent on a UTC day as the books say it; what may have been billed counts. */
export async function spentBefore(books: Pick<UsageBooks, "read">, day: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await books.read({ from: day, to: day });
  const spent = new Map<string, number>();
  for (const { personId, credits, possiblyBilled } of rows) {
    spent.set(personId, (spent.get(personId) ?? 0) + credits + possiblyBilled);
  }
  return spent;
}
