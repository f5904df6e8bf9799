import type { UsageReply } from "./usage-reply";

/** Excel reads a CSV file as UTF-8 only where it begins with this. */
const byteOrderMark = "\ufeff";
const heading = ["day", "person", "person id", "workbook", "section", "credits", "possibly billed"];

/** The same rows as CSV (RFC 4180) for Excel; no name in it can become a formula. */
export function usageCsv({ rows }: UsageReply): string {
  const lines = rows.map(({ day, person, workbook, section, credits, possiblyBilled }) => [
    ...[day, person.name, person.id, workbook, section].map(textCell),
    String(credits),
    String(possiblyBilled),
  ]);
  return byteOrderMark + [heading, ...lines].map((cells) => `${cells.join(",")}\r\n`).join("");
}

/** Spreadsheets take what begins so for a formula, also after blanks and marks not to be seen; an apostrophe makes it text. */
const startsFormula = /^(?:[\t\r\n\0]|[\s\p{C}'"]*[=+\-@|%\uff1d\uff0b\uff0d\uff20])/u;

function textCell(text: string): string {
  const safe = startsFormula.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
