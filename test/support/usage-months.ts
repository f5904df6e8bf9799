import { daysOf, type Period } from "../../src/usage-page/days";
import { creditsOf, type Usage, type UsageRow } from "../../src/usage-page/usage";

/** One row of a ledger, with what a test does not care about filled in. */
export function usageRow(row: Partial<Omit<UsageRow, "person">> & { readonly person?: string } = {}): UsageRow {
  const { person = "Ada Lovelace", ...rest } = row;
  const id = `token:${person
    .toLowerCase()
    .replaceAll(/[^a-z]/gu, "")
    .slice(0, 8)}`;
  return {
    day: "2026-11-23",
    workbook: "",
    section: "base",
    credits: 1,
    possiblyBilled: 0,
    ...rest,
    person: { id, name: person },
  };
}

/** What a gateway would tell of these rows. */
export function usageOf(rows: readonly UsageRow[], period: Period = november): Usage {
  return { period, rows, total: creditsOf(rows) };
}

export const november: Period = { from: "2026-11-01", to: "2026-11-23" };

const team = [
  ...["Ada Lovelace", "Grace Hopper", "Alan Turing", "Katherine Johnson", "Edsger Dijkstra", "Barbara Liskov"],
  ...["Donald Knuth", "Margaret Hamilton", "Tony Hoare", "Frances Allen", "John McCarthy"],
];
const hashes = ["a1b2c3d4e5f60718", "0f9e8d7c6b5a4938", "77aa88bb99cc00dd", ""];

/** A team's month as it could be: weekdays busy, weekends idle, two who ask for most; the same at every call. */
export function teamUsage(period: Period = november): Usage {
  const rows = daysOf(period).flatMap((day, index) => {
    const isWeekend = [0, 6].includes(new Date(day).getUTCDay());
    return team.flatMap((person, place): UsageRow[] => {
      const weight = (index * 7 + place * 13) % 11;
      if (isWeekend || weight > 7) return [];
      const base = usageRow({
        day,
        person,
        workbook: hashes[place % 4] ?? "",
        credits: Math.ceil((weight * 40) / (place + 1)) + 1,
      });
      return place % 3 === 0 ? [base, { ...base, section: "contact.business_emails", credits: weight + 0.5 }] : [base];
    });
  });
  return usageOf(rows, period);
}
