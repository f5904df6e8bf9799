import type { Clock } from "../clock";
import type { Enricher } from "../enricher";
import { createWritable } from "../readable";
import type { RefreshFlags } from "../service";
import type { ActiveRun, BulkRunner, EndedRun, RunProgress, RunQuote, RunState, UnfinishedRun } from "./bulk-run";
import { executeRun, type RunEnd } from "./execute-run";
import { createKeyColumnReader, type KeyRow } from "./key-column";
import { columnsOf, lookAhead, quoteRun, type QuotingParts } from "./quote-run";
import type { Receipt, RunEnding } from "./receipt";
import { notEmpty, sheetRefusal, stopFailure, type RunFailure } from "./run-failure";
import type { RunRequest } from "./run-request";
import { createRunTally } from "./run-tally";
import type { SelectionView } from "./selection-view";
import type { SheetPort } from "./sheet";

/** What bulk runs are made of. */
export interface BulkRunnerParts {
  readonly enricher: Enricher;
  readonly sheet: SheetPort;
  readonly clock: Clock;
  /** Read when a refresh starts. Default: none. */
  readonly refreshFlags?: () => RefreshFlags;
}

/** The run under way. */
interface Started {
  readonly withdraw: AbortController;
  isCancelled: boolean;
  progress: RunProgress;
}

/** How long the selection must rest before it is read: dragging over cells reads once. */
const selectionRestMs = 120;

/** The bulk runner over one sheet and one enricher; it follows the selection from the first on. */
export function createBulkRunner(parts: BulkRunnerParts): BulkRunner {
  const { enricher, sheet, clock, refreshFlags = () => ({}) } = parts;
  const reader = createKeyColumnReader();
  const selection = createWritable<SelectionView | undefined>(undefined);
  const state = createWritable<RunState>({ status: "idle" });
  const unfinished = createWritable<readonly UnfinishedRun[]>([]);
  const receipts = createWritable<readonly Receipt[]>([]);
  let visibleOnly = false;
  let readings = 0;
  let current: Started | undefined;

  async function refreshSelection(): Promise<void> {
    const reading = ++readings;
    const column = await sheet.selection({ visibleOnly });
    if (reading === readings) selection.set(column && reader.view(column, { visibleOnly }));
  }

  async function followSelection(): Promise<void> {
    const reading = ++readings;
    await clock.sleep(selectionRestMs);
    // A refusal here would only be a selection not shown yet; the next change, or the pane's own reading, tells.
    if (reading === readings) await refreshSelection().catch(() => undefined);
  }
  sheet.onSelectionChanged(() => void followSelection());

  const quoting = (): QuotingParts => ({ enricher, sheet, nowMs: clock.now(), requestsPerMinute: undefined });

  /** What stands in the way of writing, found out before anything is asked. */
  async function prepare(request: RunRequest, quote: RunQuote): Promise<readonly KeyRow[] | RunFailure> {
    try {
      const { plan } = await lookAhead(quoting(), request, reader.rows(request.selection), quote.target);
      const now = plan.counts[request.mode];
      if (now.overwrites > quote.modes[request.mode].overwrites) return notEmpty(now);
      await sheet.prepare(request.selection.column, quote.target);
      return plan.rows[request.mode];
    } catch (error) {
      return sheetRefusal(error);
    }
  }

  const active = (status: ActiveRun["status"], progress: RunProgress): ActiveRun => ({
    ...{ status, progress, runId: "", hold: undefined },
    exposure: { requests: 0, people: 0 },
  });

  function receiptOf(request: RunRequest, { people, ...progress }: RunProgress, ending: RunEnding): Receipt {
    return {
      ...{ runId: "", who: "this device", address: request.selection.column.address, ending, people },
      ...{ fields: request.fields.map(({ path }) => path), startedAtMs: progress.startedAtMs, endedAtMs: clock.now() },
      ...{ rowsWritten: progress.done - progress.vanished, credits: progress.creditsUsed, balance: undefined },
      ...{ possiblyBilled: progress.possiblyBilled, isUndone: false, isSandbox: false, canUndo: false },
    };
  }

  async function run(request: RunRequest, quote: RunQuote, started: Started): Promise<EndedRun> {
    const { fields } = columnsOf(request).columns;
    const rows = await prepare(request, quote);
    if ("reason" in rows) return failedRun(request, started.progress, rows);
    const end = await executeRun({
      ...{ enricher, sheet, clock, request, rows, fields, target: quote.target, withdraw: started.withdraw },
      refreshFlags: refreshFlags(),
      onProgress(progress) {
        started.progress = progress;
        state.set(active(started.isCancelled ? "cancelling" : "running", progress));
      },
    });
    return endState(request, end, started.isCancelled);
  }

  function failedRun(request: RunRequest, progress: RunProgress, failure: RunFailure): EndedRun {
    return { status: "failed", progress, receipt: receiptOf(request, progress, "failed"), ...failure };
  }

  function endState(request: RunRequest, { progress, stop, sheetFailure }: RunEnd, isCancelled: boolean): EndedRun {
    if (sheetFailure !== undefined) return failedRun(request, progress, sheetRefusal(sheetFailure.error));
    if (stop !== undefined) return failedRun(request, progress, stopFailure(stop));
    const status = isCancelled && progress.done < progress.rows ? "cancelled" : "done";
    return { status, progress, receipt: receiptOf(request, progress, status) };
  }

  return {
    selection,
    state,
    unfinished,
    receipts,
    refreshSelection,
    setHasHeaderRow(hasHeaderRow) {
      const view = selection.get();
      if (view !== undefined) selection.set(reader.view(view.column, { hasHeaderRow, visibleOnly }));
    },
    setVisibleOnly(isVisibleOnly) {
      visibleOnly = isVisibleOnly;
      void followSelection();
    },
    quote: (request) => quoteRun(quoting(), request, reader.rows(request.selection)),
    async start(request, quote) {
      if (current !== undefined) throw new Error("A run is under way; cancel it or wait until it has ended.");
      const progress = createRunTally(quote.rows, 0).progress({
        ...{ requestsSent: 0, startedAtMs: clock.now(), workedMs: 0 },
      });
      const started: Started = { withdraw: new AbortController(), isCancelled: false, progress };
      current = started;
      state.set(active("running", progress));
      // Free for the next run before the end is told, so that whoever hears of it may start one.
      const end = (ended: RunState): void => {
        current = undefined;
        state.set(ended);
      };
      try {
        end(await run(request, quote, started));
      } catch (error) {
        end(failedRun(request, started.progress, sheetRefusal(error)));
        throw error;
      }
    },
    cancel() {
      if (current === undefined || current.isCancelled) return;
      current.isCancelled = true;
      state.set(active("cancelling", current.progress));
      current.withdraw.abort();
    },
    pause: () => undefined,
    resume: () => undefined,
    resumeUnfinished: () => Promise.reject(new Error("There is no such run.")),
    discardUnfinished: () => Promise.reject(new Error("There is no such run.")),
    refreshRuns: () => Promise.resolve(),
    undo: () => Promise.reject(new Error("There is no such run.")),
    exportReceipts: () => sheet.writeReceipts([]),
    async showCell(row) {
      const column = selection.get()?.column;
      if (column !== undefined) await sheet.selectCell(column.sheetId, row, column.column);
    },
  };
}
