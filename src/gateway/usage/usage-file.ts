import { open } from "lmdb";
import type { UsageLedger, UsageRow } from "./usage-ledger";

type Place = [day: string, personId: string, workbook: string, section: string];

/** Parts of a credit that are told apart; whole numbers add up without rounding. */
const unitsPerCredit = 1_000_000;

/** The ledger in a file of `folder`, which is created where it is missing. */
export function openUsageFile(folder: string): UsageLedger {
  const file = open<unknown, Place>({ path: `${folder}/usage.lmdb`, encoding: "json", maxDbs: 2 });
  const credits = file.openDB<number, Place>({ name: "credits", encoding: "json" });
  const people = file.openDB<string, string>({ name: "people", encoding: "json" });

  return {
    async add(rows) {
      await credits.transaction(() => {
        for (const row of rows) {
          const place: Place = [row.day, row.personId, row.workbook, row.section];
          credits.putSync(place, (credits.get(place) ?? 0) + Math.round(row.credits * unitsPerCredit));
        }
      });
    },
    read({ from, to }) {
      // One key more than the last: a longer one of the same day sorts before it.
      const range = credits.getRange({ start: [from, "", "", ""], end: [`${to}\uffff`, "", "", ""] });
      const rows: UsageRow[] = [];
      for (const { key, value } of range) {
        const [day, personId, workbook, section] = key;
        rows.push({ day, personId, workbook, section, credits: value / unitsPerCredit });
      }
      return Promise.resolve(rows);
    },
    async name(personId, name) {
      if (people.get(personId) !== name) await people.put(personId, name);
    },
    names: () => Promise.resolve(new Map([...people.getRange()].map(({ key, value }) => [key, value]))),
    async deleteBefore(day) {
      const old = [...credits.getKeys({ end: [day, "", "", ""] })];
      await credits.batch(() => {
        for (const place of old) void credits.remove(place);
      });
    },
    close: () => file.close(),
  };
}
