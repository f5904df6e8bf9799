import type { Page } from "playwright-core";
import type { DriverCell } from "../../src/workbench/driver";

/** Who stands in the identifiers of a made-up sheet, in this order again and again. */
export interface PeopleMix {
  readonly matched: number;
  readonly notFound: number;
  readonly malformed: number;
}

/** Identifiers that the sandbox answers as the mix says, mixed evenly; `slug` tells the people of one test from another's. */
export function mixedIdentifiers({ matched, notFound, malformed }: PeopleMix, slug: string): string[] {
  const count = matched + notFound + malformed;
  const kinds = Array.from({ length: count }, (_, row) => (row * matched) % count < matched);
  let others = 0;
  return kinds.map((isMatched, row) => {
    if (isMatched) return profileUrl(`known-${slug}${letters(row)}`);
    others += 1;
    const isMalformed = (others * malformed) % (notFound + malformed) < malformed;
    return isMalformed ? `not a person ${letters(row)}` : profileUrl(`nobody-${slug}${letters(row)}`);
  });
}

/** `count` people who are always found, each of another name. */
export function knownPeople(count: number, slug: string): string[] {
  return mixedIdentifiers({ matched: count, notFound: 0, malformed: 0 }, slug);
}

/** Empties the sheet, puts identifiers into A and a formula beside each; resolves when all have settled. */
export async function fillPeople(page: Page, identifiers: readonly string[]): Promise<void> {
  await page.evaluate(async (people) => {
    const { workbench } = window;
    await workbench.deleteColumns(1, 20);
    await workbench.setCells("A1", [["Who", "basic_profile.name"]]);
    if (people.length === 0) return;
    await workbench.setCells(
      "A2",
      people.map((person) => [person]),
    );
    await workbench.setCells("B2", [["=ENRICH.PERSON($A2,B$1)"]]);
    await workbench.fillDown(`B2:B${people.length + 1}`);
    await workbench.settled();
  }, identifiers);
}

/** What a sheet shows of its people. */
export interface PeopleReading {
  /** Formulas of the add-in, and those of them that show an error. */
  readonly formulas: number;
  readonly errors: number;
  /** Rows whose value does not belong to the person on its left, in words. */
  readonly misplaced: readonly string[];
}

/** Reads a sheet, by default the one that is shown, and looks whether each value stands beside whom it belongs to. */
export async function readPeople(page: Page, sheet?: string): Promise<PeopleReading> {
  const address = `${sheet === undefined ? "" : `'${sheet}'!`}A1:F1400`;
  // As one text: the browser's driver takes a second for as many objects.
  const json = await page.evaluate(async (where) => {
    await window.workbench.settled();
    const cells = await window.workbench.getCells(where);
    return JSON.stringify(cells.filter((row) => row.some(({ formula }) => formula.startsWith("=ENRICH."))));
  }, address);
  const rows = JSON.parse(json) as DriverCell[][];
  const shown = rows.map((row) => {
    const at = row.findIndex(({ formula }) => formula.startsWith("=ENRICH."));
    const who = row.slice(0, at).find(({ type }) => type === "text")?.text ?? "";
    return { who, cell: row[at] };
  });
  return {
    formulas: shown.length,
    errors: shown.filter(({ cell }) => cell?.type === "error").length,
    misplaced: shown
      .filter(({ who, cell }) => !belongsTo(who, cell))
      .map(({ who, cell }) => `${who}: ${cell?.text ?? ""} ${cell?.message ?? ""}`),
  };
}

function belongsTo(who: string, cell: DriverCell | undefined): boolean {
  if (cell === undefined) return false;
  const slug = /\/in\/(.+)$/.exec(who)?.[1];
  if (slug === undefined) return cell.text === "#VALUE!" && cell.message?.includes(who) === true;
  if (slug.startsWith("nobody")) return cell.text === "#N/A" && cell.message === "No match. 0 credits.";
  return cell.text === nameOf(slug);
}

/** The sandbox names made-up people by the words of their slugs. */
export function nameOf(slug: string): string {
  return slug
    .split("-")
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join(" ");
}

/** The same by a profile's URL. */
export const nameAt = (url: string): string => nameOf(url.slice(url.lastIndexOf("/") + 1));

const profileUrl = (slug: string): string => `https://www.linkedin.com/in/${slug}`;

/** A number as letters: the sandbox leaves digits out of names. */
function letters(index: number): string {
  return Array.from(String(index + 1000), (digit) => "abcdefghij"[Number(digit)]).join("");
}
