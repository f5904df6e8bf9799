import type { Day } from "./days";
import { labelsOf } from "./labels";
import { creditsOf, keyOf, rowsByKey, sumOf, type Grouping, type UsageRow } from "./usage";

/** All rows that have one person, day, workbook or section in common. */
export interface Group {
  readonly key: string;
  /** As it is shown; no two groups of one table have the same. */
  readonly label: string;
  readonly credits: number;
  readonly possiblyBilled: number;
  /** Of all credits of the table, from 0 to 1. */
  readonly share: number;
  readonly people: number;
  readonly days: number;
  /** Those that were named. */
  readonly workbooks: number;
  readonly lastDay: Day;
}

/** The rows by what they have in common: as many groups as there are keys, their credits adding up to all. */
export function groupsOf(rows: readonly UsageRow[], grouping: Grouping): readonly Group[] {
  const total = creditsOf(rows);
  const labelOf = labelsOf(rows, grouping);
  return [...rowsByKey(rows, (row) => keyOf(row, grouping))].map(([key, own]) => {
    const credits = creditsOf(own);
    const counted = (by: Grouping): number => new Set(own.map((row) => keyOf(row, by))).size;
    const named = own.filter(({ workbook }) => workbook !== "");
    return {
      ...{ key, label: labelOf(key), credits, share: total > 0 ? credits / total : 0 },
      possiblyBilled: sumOf(own.map((row) => row.possiblyBilled)),
      ...{
        people: counted("person"),
        days: counted("day"),
        workbooks: new Set(named.map(({ workbook }) => workbook)).size,
      },
      lastDay: own.reduce((last, { day }) => (day > last ? day : last), ""),
    };
  });
}
