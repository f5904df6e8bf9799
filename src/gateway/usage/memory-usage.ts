import { LRUCache } from "lru-cache";
import { unitsOf, unitsPerCredit, type UsageLedger, type UsageRow } from "./usage-ledger";

/** Batches of late: one whose writing failed is added again soon. */
const rememberedBatches = 1_000;

/** A ledger that ends with the process: for invented people, whose credits are no money. */
export function createMemoryUsage(): UsageLedger {
  /** In parts of a credit. */
  const rows = new Map<string, UsageRow>();
  const names = new Map<string, string>();
  const written = new LRUCache<string, true>({ max: rememberedBatches });
  const placeOf = (row: UsageRow): string => [row.day, row.personId, row.workbook, row.section].join("\0");

  return {
    add(added, batch) {
      if (written.has(batch)) return Promise.resolve();
      written.set(batch, true);
      for (const row of added) {
        const place = placeOf(row);
        const { credits, possiblyBilled } = rows.get(place) ?? { credits: 0, possiblyBilled: 0 };
        const sums = {
          credits: credits + unitsOf(row.credits),
          possiblyBilled: possiblyBilled + unitsOf(row.possiblyBilled),
        };
        rows.set(place, { ...row, ...sums });
      }
      return Promise.resolve();
    },
    read({ from, to }) {
      const places = [...rows.keys()].sort().flatMap((place) => rows.get(place) ?? []);
      const period = places.filter(({ day }) => day >= from && day <= to);
      return Promise.resolve(
        period.map((row) => ({
          ...row,
          credits: row.credits / unitsPerCredit,
          possiblyBilled: row.possiblyBilled / unitsPerCredit,
        })),
      );
    },
    name(personId, name) {
      names.set(personId, name);
      return Promise.resolve();
    },
    names: () => Promise.resolve(new Map(names)),
    deleteBefore(day) {
      for (const [place, row] of rows) if (row.day < day) rows.delete(place);
      const left = new Set([...rows.values()].map(({ personId }) => personId));
      for (const personId of names.keys()) if (!left.has(personId)) names.delete(personId);
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}
