import { parseIdentifier } from "../identifier";
import { keyRow, type KeyRow } from "./key-column";
import { columnsOf, keptAnswers, type QuotingParts } from "./quote-run";
import { groupByPerson } from "./run-plan";
import type { EarlierSittings, RunJob } from "./run-job";
import type { JournaledRun, JournalRow, RunWork } from "./run-journal";
import type { RunRecorder } from "./run-recorder";
import type { PreparedTarget, SheetPort, TargetCells } from "./sheet";

/**
 * What is left of a run, by what was noted and by what the sheet shows now: a row is done where it was written and still
 * stands there. Whatever was noted as intended only is written again, and who failed is asked again.
 */
export async function reopenRun(
  parts: QuotingParts & { readonly recorder: RunRecorder },
  run: JournaledRun & { readonly work: RunWork },
): Promise<RunJob> {
  const { work, facts } = run;
  const { columns } = columnsOf(work);
  const { target } = run.prepared ?? (await prepareAgain(parts, work));
  const cells = await parts.sheet.cells(work.key, target, work.rows);
  const noted = latestRows(run);
  const isLost = lostPeople(run);
  const standing = cells.flatMap((now) => {
    const row = noted.get(now.row);
    return row !== undefined && stands(row, now) && !isToAskAgain(row, isLost) ? [row] : [];
  });
  const done = new Set(standing.map(({ row }) => row));
  const rows: readonly KeyRow[] = work.rows.filter(({ row }) => !done.has(row)).map(keyRow);
  const lookups = groupByPerson(rows, columns.fields.sections).map(({ lookup }) => lookup);
  const kept = await keptAnswers(parts.enricher, lookups);
  const before: EarlierSittings = {
    isResumed: true,
    rows: standing,
    people: run.people,
    nextBlock: (run.blocks.at(-1)?.index ?? -1) + 1,
  };
  return { facts, work, columns, target, rows, kept, before };
}

/** The page went away before the headers were noted: where they stand they are found again. */
async function prepareAgain(
  { sheet, recorder }: { readonly sheet: SheetPort; readonly recorder: RunRecorder },
  { key, hasHeaderRow, target: { headers, inserts } }: RunWork,
): Promise<PreparedTarget> {
  const placement = inserts > 0 ? "insert" : "free";
  const prepared = await sheet.prepare(key, await sheet.planTarget(key, headers, { hasHeaderRow, placement }));
  await recorder.prepared(prepared);
  return prepared;
}

function latestRows({ blocks }: JournaledRun): ReadonlyMap<number, JournalRow> {
  const written = blocks.filter(({ state }) => state === "written");
  return new Map(written.flatMap(({ rows }) => rows.map((row) => [row.row, row] as const)));
}

/** Whether nobody answered for this row, and asking again cannot be billed twice. */
function isToAskAgain({ verdict, keyText }: JournalRow, isLost: (keyText: string) => boolean): boolean {
  return verdict.status === "failed" && !isLost(keyText);
}

/** Those of whom a reply was lost for good: they were asked twice, and may have been billed. */
function lostPeople({ people }: JournaledRun): (keyText: string) => boolean {
  const lost = people.filter(({ status, possiblyBilled }) => status === "failed" && possiblyBilled);
  const keys = new Set(lost.map(({ key }) => key));
  return (keyText) => {
    const reading = parseIdentifier(keyText);
    return reading.status === "identifier" && keys.has(reading.identifier.key);
  };
}

/** Excel may have lost what it had not saved; and a row that was gone may be back. */
function stands({ values, isVanished }: JournalRow, { rowNow, cells }: TargetCells): boolean {
  if (rowNow === undefined) return isVanished;
  if (isVanished) return false;
  const wrote = values.flatMap((value, index) => (value === undefined || value === "" ? [] : [index]));
  return wrote.length === 0 || wrote.some((index) => cells[index] !== undefined);
}
