import { csvOf } from "../core/csv";
import type { Column } from "./columns";
import type { Period } from "./days";
import type { Group } from "./groups";
import { labelsOf } from "./labels";
import type { Grouping, Usage } from "./usage";

/** A file to hand to the browser. */
export interface CsvFile {
  readonly name: string;
  readonly text: string;
}

/** The table as it stands: its columns, its order, all its lines, numbers in full. */
export function tableFile(
  groups: readonly Group[],
  { columns, grouping, period }: { columns: readonly Column[]; grouping: Grouping; period: Period },
): CsvFile {
  const lines = groups.map((group) => columns.map((column) => column.value(group)));
  return { name: fileName(period, `by-${grouping}`), text: csvOf([columns.map(({ title }) => title), ...lines]) };
}

/** Every row of the ledger of these days. */
export function rowsFile({ rows, period }: Usage): CsvFile {
  const workbookLabel = labelsOf(rows, "workbook");
  const lines = rows.map(({ day, person, workbook, section, credits, possiblyBilled }) => [
    ...[day, person.name, person.id, workbookLabel(workbook), workbook, section],
    ...[credits, possiblyBilled],
  ]);
  const heads = [
    "Day (UTC)",
    "Person",
    "Person id",
    "Workbook",
    "Workbook hash",
    "Section",
    "Credits",
    "Possibly billed",
  ];
  return { name: fileName(period, "all-rows"), text: csvOf([heads, ...lines]) };
}

function fileName({ from, to }: Period, what: string): string {
  return `enrich-usage-${from}-to-${to}-${what}.csv`;
}
