import fc from "fast-check";
import { csvOf } from "../../src/core/csv";
import { columnsOf, inOrder } from "../../src/usage-page/columns";
import { rowsFile, tableFile } from "../../src/usage-page/csv-files";
import { groupsOf } from "../../src/usage-page/groups";
import { injectionCorpus } from "../support/injection-corpus";
import { november, teamUsage, usageOf, usageRow } from "../support/usage-months";

/** A reader by the book (RFC 4180), so that the writer is not checked by itself. */
function parsed(text: string): readonly (readonly string[])[] {
  const lines: string[][] = [];
  let rest = text.replace(/^\ufeff/u, "");
  const line: string[] = [];
  while (rest !== "") {
    const [all, quoted, plain = "", end] = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/u.exec(rest) ?? [];
    if (all === undefined) throw new Error(`Not CSV: ${rest.slice(0, 40)}`);
    line.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === "\r\n") lines.push(line.splice(0));
    rest = rest.slice(all.length);
  }
  return lines;
}

/** What makes a spreadsheet calculate, in the plain and the full-width form, also behind blanks and marks. */
const calculates = /^[\s\p{C}]*[=+\-@＝＋－＠]/u;

describe("a CSV file", () => {
  it.each(injectionCorpus.map((text) => [text.slice(0, 60), text] as const))(
    "holds %j as text, in one cell",
    (...given) => {
      const [, text] = given;
      const [line] = parsed(csvOf([["before", text, "after"]]));

      expect(line).toHaveLength(3);
      expect(line?.[1]).not.toMatch(calculates);
      expect(csvOf([[text]]).match(/[\r\n]/gu)).toHaveLength(2);
    },
  );

  it.each(["=1+1", "+1", "-1", "@SUM(1)", "\tx", "\rx"])("%j begins with an apostrophe", (text) => {
    expect(parsed(csvOf([[text]]))[0]?.[0]).toMatch(/^'/u);
  });

  it("gives every harmless text and number back as it was", () => {
    const harmless = fc
      .string({ unit: "grapheme" })
      .filter((text) => !/^[\s'"]*[=+\-@|%＝＋－＠]|\p{C}|\u2028|\u2029/u.test(text));
    fc.assert(
      fc.property(fc.array(fc.tuple(harmless, fc.double({ min: 0, noNaN: true }))), (lines) => {
        expect(parsed(csvOf(lines))).toEqual(lines.map(([text, number]) => [text, String(number)]));
      }),
    );
  });

  it("never holds more lines than rows, nor a formula, whatever people are called", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" }), { minLength: 1 }), (names) => {
        const lines = parsed(csvOf(names.map((name) => [name])));

        expect(lines).toHaveLength(names.length);
        for (const [cell] of lines) expect(cell).not.toMatch(calculates);
      }),
    );
  });

  it("begins with the mark by which Excel knows UTF-8", () => {
    expect(csvOf([["Žofie"]]).charCodeAt(0)).toBe(0xfeff);
  });
});

describe("the files of the page", () => {
  it("hold the table as it is shown: columns, order, all lines", () => {
    const groups = inOrder(groupsOf(teamUsage().rows, "person"), { column: "label", direction: "ascending" });

    const file = tableFile(groups, { columns: columnsOf("person", groups), grouping: "person", period: november });

    const [head, ...lines] = parsed(file.text);
    expect(file.name).toBe("enrich-usage-2026-11-01-to-2026-11-23-by-person.csv");
    expect(head).toEqual(["Person", "Credits", "Share", "Workbooks", "Days", "Last day"]);
    expect(lines.map(([name]) => name)).toEqual(groups.map(({ label }) => label));
  });

  it("hold all rows, whose credits add up to the total in full precision", () => {
    const usage = usageOf([
      usageRow({ credits: 0.333333, person: "=HYPERLINK(1)" }),
      usageRow({ workbook: "a1b2c3d4e5", possiblyBilled: 2 }),
    ]);

    const [head, ...lines] = parsed(rowsFile(usage).text);

    expect(head).toEqual([
      "Day (UTC)",
      "Person",
      "Person id",
      "Workbook",
      "Workbook hash",
      "Section",
      "Credits",
      "Possibly billed",
    ]);
    expect(lines).toEqual([
      ["2026-11-23", "'=HYPERLINK(1)", "token:hyperlin", "No workbook named", "", "base", "0.333333", "0"],
      ["2026-11-23", "Ada Lovelace", "token:adalovel", "Workbook a1b2c3", "a1b2c3d4e5", "base", "1", "2"],
    ]);
  });

  it("name no person and no workbook in their names", () => {
    expect(rowsFile(teamUsage()).name).toBe("enrich-usage-2026-11-01-to-2026-11-23-all-rows.csv");
  });
});
