import type { Identifier } from "../identifier";
import type { RunQuote } from "./bulk-run";
import type { KeyRow } from "./key-column";
import { lookAhead, renews, type QuotingParts } from "./quote-run";
import { notEmpty, type RunFailure } from "./run-failure";
import { noEarlierSittings, type RunJob } from "./run-job";
import type { RunFacts, RunJournal, RunWork } from "./run-journal";
import type { RunRecorder } from "./run-recorder";
import type { RunRequest } from "./run-request";

export interface FreshRun {
  readonly request: RunRequest;
  readonly quote: RunQuote;
  /** Every row of the selection that is not blank. */
  readonly rows: readonly KeyRow[];
  readonly facts: Omit<RunFacts, "rows">;
  readonly onlyFirst: number | undefined;
}

/** Makes the sheet ready for a new run, or says what stands in its way; asks nobody. */
export async function openRun(
  parts: QuotingParts & { readonly journal: RunJournal; readonly recorder: RunRecorder },
  { request, quote, rows, facts, onlyFirst }: FreshRun,
): Promise<RunJob | RunFailure> {
  const { columns, plan, kept } = await lookAhead(parts, request, rows, quote.target);
  const now = plan.counts[request.mode];
  if (now.overwrites > quote.modes[request.mode].overwrites) return notEmpty(now);

  const all = plan.rows[request.mode];
  const own =
    onlyFirst === undefined
      ? all
      : firstToAsk(all, onlyFirst, ({ key }) => {
          const answer = kept.get(key);
          return answer === undefined || renews(request, answer, facts.startedAtMs);
        });
  const work = workOf(request, quote, own, rows.length - all.length);
  const wholeFacts = { ...facts, rows: own.length };
  await parts.journal.begin(wholeFacts, work);
  const prepared = await parts.sheet.prepare(work.key, work.target);
  await parts.recorder.prepared(prepared);
  const { target } = prepared;
  return { facts: wholeFacts, work, columns, target, rows: own, kept, before: noEarlierSittings };
}

/** The first rows whose person would be asked for; where nobody would, the first rows. */
function firstToAsk(
  rows: readonly KeyRow[],
  count: number,
  isToAsk: (identifier: Identifier) => boolean,
): readonly KeyRow[] {
  const toAsk = rows.filter(({ identifier }) => identifier !== undefined && isToAsk(identifier));
  return (toAsk.length > 0 ? toAsk : rows).slice(0, count);
}

function workOf(request: RunRequest, quote: RunQuote, rows: readonly KeyRow[], skipped: number): RunWork {
  const { selection, fields, statusColumn, mode, output, refresh, keepsSinceMs, capCredits } = request;
  return {
    ...{ key: selection.column, hasHeaderRow: selection.hasHeaderRow, target: quote.target, skipped },
    rows: rows.map(({ row, text }) => ({ row, text })),
    ...{ fields, statusColumn, mode, output, refresh, keepsSinceMs, capCredits },
  };
}
