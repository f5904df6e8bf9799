import { usageCsv } from "../../../src/gateway/usage/usage-csv";
import { injectionCorpus } from "../../support/injection-corpus";

/** What makes a spreadsheet calculate, in the plain and the full-width form, also behind blanks and marks. */
const calculates = /^[\s\p{C}]*[=+\-@＝＋－＠]/u;

function personCell(name: string): string {
  const row = { day: "2026-11-23", workbook: "", section: "base", credits: 1, possiblyBilled: 0 };
  const period = { from: "2026-11-23", to: "2026-11-23", total: 1, possiblyBilled: 0 };
  const csv = usageCsv({ ...period, rows: [{ ...row, person: { id: "token:ada", name } }] });
  const [, quoted] = /\n"2026-11-23","((?:[^"]|"")*)","token:ada","","base",1,0\r\n$/u.exec(csv) ?? [];
  return quoted?.replaceAll('""', '"') ?? "";
}

test.each([...injectionCorpus, "\u2060＝1"])("whoever is called %j is text in the CSV of the gateway", (name) => {
  const cell = personCell(name);

  // On one line, whatever stands in it.
  expect(cell.endsWith(name.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " "))).toBe(true);
  expect(cell).not.toMatch(calculates);
});
