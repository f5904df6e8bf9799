/** A line of a file, cell by cell. */
export type CsvLine = readonly (string | number)[];

/** Excel reads a file without this mark in the code page of the machine. */
const byteOrderMark = "\ufeff";

/**
 * A CSV file (RFC 4180, UTF-8) that a spreadsheet opens as what it says: no text of it becomes a formula, one line is
 * one row.
 */
export function csvOf(lines: readonly CsvLine[]): string {
  return byteOrderMark + lines.map((line) => `${line.map(cellOf).join(",")}\r\n`).join("");
}

function cellOf(value: string | number): string {
  if (typeof value === "number") return String(value);
  return `"${defused(value).replaceAll('"', '""')}"`;
}

/** Also where a program drops blanks or marks that cannot be seen, or reads full-width signs as plain ones. */
const startsFormula = /^(?:[\t\r\n\0]|[\s\p{C}'"]*[=+\-@|%＝＋－＠])/u;

/** The text on one line; an apostrophe before what a spreadsheet may take for a formula. */
function defused(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ");
  return startsFormula.test(text) ? `'${line}` : line;
}
