import { open } from "lmdb";
import { LRUCache } from "lru-cache";
import { unitsOf, unitsPerCredit, type UsageLedger, type UsageRow } from "./usage-ledger";

type Place = [day: string, personId: string, workbook: string, section: string];
/** In parts of a credit. */
type Amounts = [credits: number, possiblyBilled: number];

/** Batches of late: one whose writing failed is added again soon. */
const rememberedBatches = 1_000;

/** The ledger in a file of `folder`, which is created where it is missing. */
export function openUsageFile(folder: string): UsageLedger {
  const file = open<unknown, Place>({ path: `${folder}/usage.lmdb`, encoding: "json", maxDbs: 2 });
  const amounts = file.openDB<Amounts, Place>({ name: "credits", encoding: "json" });
  const people = file.openDB<string, string>({ name: "people", encoding: "json" });
  const written = new LRUCache<string, true>({ max: rememberedBatches });

  return {
    async add(rows, batch) {
      if (written.has(batch)) return;
      await amounts.transaction(() => {
        for (const row of rows) {
          const place: Place = [row.day, row.personId, row.workbook, row.section];
          const [credits, lost] = amounts.get(place) ?? [0, 0];
          amounts.putSync(place, [credits + unitsOf(row.credits), lost + unitsOf(row.possiblyBilled)]);
        }
      });
      written.set(batch, true);
    },
    read({ from, to }) {
      // One key more than the last: a longer one of the same day sorts before it.
      const range = amounts.getRange({ start: [from, "", "", ""], end: [`${to}\uffff`, "", "", ""] });
      const rows: UsageRow[] = [];
      for (const { key, value } of range) {
        const [day, personId, workbook, section] = key;
        const [credits, possiblyBilled] = value.map((units) => units / unitsPerCredit);
        rows.push({ day, personId, workbook, section, credits: credits ?? 0, possiblyBilled: possiblyBilled ?? 0 });
      }
      return Promise.resolve(rows);
    },
    async name(personId, name) {
      if (people.get(personId) !== name) await people.put(personId, name);
    },
    names: () => Promise.resolve(new Map([...people.getRange()].map(({ key, value }) => [key, value]))),
    async deleteBefore(day) {
      await amounts.transaction(() => {
        for (const place of [...amounts.getKeys({ end: [day, "", "", ""] })]) amounts.removeSync(place);
        const left = new Set([...amounts.getKeys()].map(([, personId]) => personId));
        for (const personId of [...people.getKeys()]) if (!left.has(personId)) people.removeSync(personId);
      });
    },
    close: () => file.close(),
  };
}
