import { csvOf } from "../../core/csv";
import type { UsageReply } from "./usage-reply";

const heading = ["day", "person", "person id", "workbook", "section", "credits", "possibly billed"];

/** The same rows as CSV for Excel. */
export function usageCsv({ rows }: UsageReply): string {
  const lines = rows.map(({ day, person, workbook, section, credits, possiblyBilled }) => [
    ...[day, person.name, person.id, workbook, section],
    ...[credits, possiblyBilled],
  ]);
  return csvOf([heading, ...lines]);
}
