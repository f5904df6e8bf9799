import type { Answer } from "../answer";
import type { RefreshFlags } from "../service";
import type { Clock } from "../clock";
import type { Enricher, Lookup, Outcome } from "../enricher";
import { createBlockWriter } from "./block-writer";
import type { RunProgress } from "./bulk-run";
import type { RunRequest } from "./run-request";
import { personOf } from "./people-tally";
import type { FieldColumns } from "./field-columns";
import { inWindow } from "./in-window";
import type { KeyRow } from "./key-column";
import type { Stop } from "./run-failure";
import { asksAgain } from "./quote-run";
import { rowValues, verdictOf } from "./row-values";
import { groupByPerson } from "./run-plan";
import { createRunTally, type RowVerdict } from "./run-tally";
import type { SheetPort, Target, TargetRow } from "./sheet";

/** What one run works with. */
export interface RunParts {
  readonly enricher: Enricher;
  readonly sheet: SheetPort;
  readonly clock: Clock;
  readonly request: RunRequest;
  readonly rows: readonly KeyRow[];
  readonly target: Target;
  readonly fields: FieldColumns;
  /** What a refresh asks of the service beyond fields. */
  readonly refreshFlags: RefreshFlags;
  /** Aborted by a person's cancel, a stop or a sheet's refusal: takes back what was not yet sent. */
  readonly withdraw: AbortController;
  readonly onProgress: (progress: RunProgress) => void;
}

/** How a run ended: by itself, by a stop of the asking, or by the sheet's refusal. */
export interface RunEnd {
  readonly progress: RunProgress;
  readonly stop: Stop | undefined;
  /** What the sheet rejected with, if it did. */
  readonly sheetFailure: { readonly error: unknown } | undefined;
}

interface SettledRow {
  readonly target: TargetRow;
  readonly verdict: RowVerdict;
}

/** People asked for at once: some requests ahead of what can be in flight, so that lanes stay full. */
const windowSize = 500;

/** Asks for every person once and writes rows as answers arrive. Never rejects for a sheet's or a lookup's sake. */
export async function executeRun(parts: RunParts): Promise<RunEnd> {
  const { enricher, sheet, request, fields, rows } = parts;
  const tally = createRunTally(rows.length, 0);
  const startedAtMs = parts.clock.now();
  const requestsBefore = enricher.activity.get().requestsSent;
  const { withdraw } = parts;
  const columns = { fields, withStatus: request.statusColumn, output: request.output };
  // What somebody types while the run goes on is not written over either.
  const onlyIntoBlank = request.mode === "blanks" ? fields.headers.map((_, index) => index) : [];
  let stop: Stop | undefined;
  let sheetFailure: RunEnd["sheetFailure"];

  const progress = (): RunProgress =>
    tally.progress({
      requestsSent: enricher.activity.get().requestsSent - requestsBefore,
      startedAtMs,
      workedMs: parts.clock.now() - startedAtMs,
    });
  const writer = createBlockWriter<SettledRow>({
    clock: parts.clock,
    bytesOf: ({ target }) => JSON.stringify(target).length,
    async write(block) {
      const toWrite = block
        .map(({ target }) => target)
        .filter(({ values }) => values.some((value) => value !== undefined));
      const report =
        toWrite.length > 0
          ? await sheet.write(request.selection.column, parts.target, toWrite, { onlyIntoBlank })
          : undefined;
      const vanished = new Set(report?.vanished);
      for (const { target, verdict } of block) tally.settle(target.row, verdict, vanished.has(target.row));
      parts.onProgress(progress());
    },
    onFailure(error) {
      sheetFailure = { error };
      withdraw.abort();
    },
  });

  function settle(row: KeyRow, answer: Answer | undefined, isKnown: boolean): void {
    const values = rowValues(answer, columns);
    writer.add({ target: { row: row.row, keyText: row.text, values }, verdict: verdictOf(answer, isKnown) });
  }

  for (const row of rows) if (row.identifier === undefined) settle(row, undefined, false);
  await inWindow(groupByPerson(rows, fields.sections), windowSize, async (person) => {
    if (withdraw.signal.aborted) return;
    const outcome = await askOrWithdraw(person.lookup);
    if (outcome === undefined) return;
    tally.addPerson(personOf(person.lookup.identifier.key, outcome));
    const stopped = stopOf(outcome.answer);
    if (stopped === undefined) for (const row of person.rows) settle(row, outcome.answer, outcome.origin === "kept");
    else {
      stop ??= stopped;
      withdraw.abort();
    }
  }).finally(() => writer.drain());
  return { progress: progress(), stop, sheetFailure };

  async function askOrWithdraw(lookup: Lookup): Promise<Outcome | undefined> {
    try {
      const refresh = asksAgain(request);
      const asked = refresh ? { ...lookup, options: { ...lookup.options, ...parts.refreshFlags } } : lookup;
      return await enricher.ask(asked, { priority: "bulk", signal: withdraw.signal, refresh });
    } catch (error) {
      if (withdraw.signal.aborted) return undefined;
      throw error;
    }
  }
}

function stopOf(answer: Answer): Stop | undefined {
  if (answer.status !== "failed") return undefined;
  const { code } = answer;
  return code === "key_refused" || code === "no_key" || code === "credits_used_up" ? code : undefined;
}
