import type { KeptAnswer } from "../answer";
import type { Enricher, Lookup, LookupQuote } from "../enricher";
import { isStale } from "../freshness";
import type { RunQuote } from "./bulk-run";
import { createFieldColumns } from "./field-columns";
import { planFill, type FillPlan, type RowBeside } from "./fill-modes";
import type { KeyRow } from "./key-column";
import { statusHeader, type RunColumns } from "./row-values";
import { groupByPerson } from "./run-plan";
import type { RunRequest } from "./run-request";
import type { SheetPort, Target } from "./sheet";

export interface QuotingParts {
  readonly enricher: Pick<Enricher, "quote" | "kept">;
  readonly sheet: SheetPort;
  readonly nowMs: number;
  /** Of the account in use, where it tells. */
  readonly requestsPerMinute: number | undefined;
}

/** What a run would do with the rows of a selection as the sheet and the kept answers are now. */
export interface RunOutlook {
  readonly columns: RunColumns;
  readonly plan: FillPlan;
  /** What is kept for their people, by `Identifier.key`. */
  readonly kept: ReadonlyMap<string, KeptAnswer>;
}

/** The columns of a request; throws a sentence where a field makes none. */
export function columnsOf({ fields, statusColumn, output }: Pick<RunRequest, "fields" | "statusColumn" | "output">) {
  const columns: RunColumns = { fields: createFieldColumns(fields), withStatus: statusColumn, output };
  return { columns, headers: [...columns.fields.headers, ...(statusColumn ? [statusHeader] : [])] };
}

/** Whether everybody is asked again: a refresh, or the renewal of what is stale. */
export function asksAgain({ refresh, mode }: Pick<RunRequest, "refresh" | "mode">): boolean {
  return refresh || mode === "stale";
}

/** Whether a run that starts then asks for somebody of whom this is kept; a try that has just asked for them is enough. */
export function renews(
  { keepsSinceMs, ...run }: Pick<RunRequest, "refresh" | "mode" | "keepsSinceMs">,
  kept: KeptAnswer | undefined,
  startedAtMs: number,
): boolean {
  return asksAgain(run) && (kept?.asOf ?? -Infinity) < (keepsSinceMs ?? startedAtMs);
}

/** Looks at the sheet and at what is kept; asks nobody. */
export async function lookAhead(
  parts: QuotingParts,
  request: RunRequest,
  rows: readonly KeyRow[],
  target: Target,
): Promise<RunOutlook> {
  const { columns } = columnsOf(request);
  const people = groupByPerson(rows, columns.fields.sections).map(({ lookup }) => lookup);
  const cells = rows.map(({ row, text }) => ({ row, text }));
  const [beside, kept] = await Promise.all([
    parts.sheet.cells(request.selection.column, target, cells),
    keptAnswers(parts.enricher, people),
  ]);
  const besideRows = rows.flatMap((row, index): RowBeside[] => {
    const found = beside[index];
    if (found === undefined) return [];
    const answer = row.identifier && kept.get(row.identifier.key);
    const isOld = answer !== undefined && isStale(answer, parts.nowMs);
    return [{ row, cells: found, kept: answer, isStale: isOld }];
  });
  return { columns, plan: planFill(columns, target, besideRows), kept };
}

/** What the run would do and the most it could cost; asks nobody. */
export async function quoteRun(parts: QuotingParts, request: RunRequest, rows: readonly KeyRow[]): Promise<RunQuote> {
  const { column, hasHeaderRow } = request.selection;
  const target = await parts.sheet.planTarget(column, columnsOf(request).headers, {
    hasHeaderRow,
    placement: request.placement,
  });
  const { columns, plan, kept } = await lookAhead(parts, request, rows, target);
  const toFill = plan.rows[request.mode];
  const lookups = groupByPerson(toFill, columns.fields.sections).map(({ lookup }) => lookup);
  const cost = await quoted(parts.enricher, lookups, request, kept);
  return {
    rows: toFill.length,
    ...cost,
    seconds: secondsFor(cost.requests, parts.requestsPerMinute),
    target,
    modes: plan.counts,
  };
}

/** A refresh does not pay again for whom a try of it has just asked. */
async function quoted(
  enricher: Pick<Enricher, "quote">,
  lookups: readonly Lookup[],
  request: RunRequest,
  kept: ReadonlyMap<string, KeptAnswer>,
): Promise<LookupQuote> {
  if (!asksAgain(request)) return enricher.quote(lookups);
  const toAsk = lookups.filter(({ identifier }) => renews(request, kept.get(identifier.key), Infinity));
  const cost = await enricher.quote(toAsk, { refresh: true });
  const spared = lookups.length - toAsk.length;
  return { ...cost, people: cost.people + spared, known: cost.known + spared };
}

/** The kept answers that cover these lookups, by `Identifier.key`; asks nobody. */
export async function keptAnswers(
  enricher: Pick<Enricher, "kept">,
  lookups: readonly Lookup[],
): Promise<ReadonlyMap<string, KeptAnswer>> {
  const found = await Promise.all(
    lookups.map(async (lookup) => [lookup.identifier.key, await enricher.kept(lookup)] as const),
  );
  return new Map(found.flatMap(([key, answer]) => (answer === undefined ? [] : [[key, answer] as const])));
}

/** A request and its answer, roughly, in seconds. */
const secondsPerRequest = 2;

/** A minute's requests leave at once, the next minute's a minute later. */
function secondsFor(requests: number, requestsPerMinute: number | undefined): number | undefined {
  if (requests === 0) return 0;
  if (requestsPerMinute === undefined || requestsPerMinute < 1) return undefined;
  return Math.floor((requests - 1) / requestsPerMinute) * 60 + secondsPerRequest;
}
