import { createWritable } from "../readable";
import type { BulkRunner, RunState, StartOptions, UndoReport } from "./bulk-run";
import { conductRun, type ConductedRun, type Opening } from "./conduct-run";
import { createMemoryJournal } from "./create-memory-journal";
import { createSturdyJournal } from "./create-sturdy-journal";
import { followSelection } from "./follow-selection";
import { createKeyColumnReader } from "./key-column";
import { quoteRun, type QuotingParts } from "./quote-run";
import { receiptRows } from "./receipt-of";
import { reopenRun } from "./resume-run";
import { sheetRefusal, type RunFailure } from "./run-failure";
import { createRunHistory } from "./run-history";
import type { RunFacts } from "./run-journal";
import { onSheetNow } from "./run-on-sheet";
import { alone, nowhere, unnamed, type BulkRunnerParts, type RunPlace } from "./run-parts";
import type { RunRequest } from "./run-request";
import { openRun } from "./start-run";
import { SheetError } from "./sheet";
import { undoRun, undoSizeOf } from "./undo-run";

const isElsewhere = "This run goes on in another window of this workbook. Wait until it has ended there.";
const isRunning = "A run is under way; cancel it or wait until it has ended.";

/** The bulk runner over one sheet and one enricher; it follows the selection from the first on. */
export function createBulkRunner(parts: BulkRunnerParts): BulkRunner {
  const { enricher, sheet, clock, random = () => 0, presence = alone } = parts;
  const reader = createKeyColumnReader();
  const selection = followSelection(sheet, clock, reader);
  const state = createWritable<RunState>({ status: "idle" });
  const spare = createMemoryJournal({ now: () => clock.now(), retentionMs: () => Infinity });
  const journal = parts.journal === undefined ? spare : createSturdyJournal(parts.journal, spare);
  let current: ConductedRun | undefined;

  const place = (): RunPlace => parts.place?.() ?? nowhere;
  const claimedHere = new Set<string>();
  const history = createRunHistory({
    ...{ journal, presence },
    workbookId: () => place().workbookId,
    underWay: () => current?.runId,
    isOwn: (runId) => claimedHere.has(runId),
  });
  const quoting = (): QuotingParts => ({
    ...{ enricher, sheet, nowMs: clock.now(), requestsPerMinute: place().requestsPerMinute },
  });

  function factsOf({ selection: { column }, fields }: RunRequest, rows: number): RunFacts {
    const startedAtMs = clock.now();
    const { workbookId, connectionId, isSandbox } = place();
    return {
      runId: `${startedAtMs.toString(36)}-${Math.floor(random() * 36 ** 6).toString(36)}`,
      ...{ workbookId, connectionId, isSandbox, startedAtMs, rows, address: column.address },
      ...{ who: parts.who?.() ?? unnamed, fields: fields.map(({ path }) => path) },
    };
  }

  /** Does what no two windows may do with one run at once; rejects where another is busy with it. */
  async function aloneWith<Result>(runId: string, work: () => Promise<Result>): Promise<Result> {
    const leave = await presence.claim(runId);
    if (leave === undefined) {
      await history.refresh();
      throw new Error(isElsewhere);
    }
    claimedHere.add(runId);
    try {
      return await work();
    } finally {
      claimedHere.delete(runId);
      leave();
    }
  }

  async function conduct(opening: Opening): Promise<void> {
    if (current !== undefined) throw new Error(isRunning);
    const run = conductRun({ ...parts, journal }, opening, () => {
      if (current === run) state.set(run.now);
    });
    current = run;
    state.set(run.now);
    await run.run((ended) => {
      // Free for the next run before the end is told, so that whoever hears of it may start one.
      current = undefined;
      state.set(ended);
    });
    await history.refresh();
  }

  /** What the sheet refuses before a run has begun is how the run ended, not a defect. */
  async function orRefusal<Job>(work: () => Promise<Job>): Promise<Job | RunFailure> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof SheetError) return sheetRefusal(error);
      throw error;
    }
  }

  return {
    ...{ selection: selection.view, state, unfinished: history.unfinished, receipts: history.receipts },
    refreshSelection: () => selection.refresh(),
    setHasHeaderRow: (hasHeaderRow) => selection.setHasHeaderRow(hasHeaderRow),
    setVisibleOnly: (visibleOnly) => selection.setVisibleOnly(visibleOnly),
    quote: (request) => quoteRun(quoting(), request, reader.rows(request.selection)),
    async start(request, quote, { onlyFirst, takeOverLease = false }: StartOptions = {}) {
      const rows = reader.rows(request.selection);
      const facts = factsOf(request, Math.min(quote.rows, onlyFirst ?? Infinity));
      const fresh = { request, quote, rows, facts, onlyFirst };
      const opening: Opening = {
        ...{ facts, key: request.selection.column, takesOver: takeOverLease, isResumed: false },
        open: (recorder) => orRefusal(() => openRun({ ...quoting(), journal, recorder }, fresh)),
      };
      await aloneWith(facts.runId, () => conduct(opening));
    },
    pause: () => current?.pause(),
    resume: () => current?.resume(),
    cancel: () => current?.cancel(),
    forgetEnd() {
      const { status } = state.get();
      if (status === "done" || status === "cancelled") state.set({ status: "idle" });
    },
    async resumeUnfinished(runId, { takeOverLease = false } = {}) {
      if (current !== undefined) throw new Error(isRunning);
      await aloneWith(runId, async () => {
        const run = await onSheetNow(sheet, await history.whole(runId));
        const isOther = run.facts.connectionId !== place().connectionId;
        await conduct({
          ...{ facts: run.facts, key: run.work.key, takesOver: takeOverLease, isResumed: true },
          open: (recorder) =>
            isOther ? Promise.resolve(startedElsewhere) : orRefusal(() => reopenRun({ ...quoting(), recorder }, run)),
        });
      });
    },
    discardUnfinished: (runId) => aloneWith(runId, () => history.close(runId)),
    refreshRuns: () => history.refresh(),
    undoSize: async (runId) => undoSizeOf(await history.whole(runId)),
    async undo(runId) {
      if (current !== undefined) throw new Error(isRunning);
      return aloneWith(runId, async () => {
        const run = await onSheetNow(sheet, await history.whole(runId));
        const putBack = (): Promise<UndoReport> => undoRun(sheet, run);
        const report = await (sheet.asOneUndoStep?.(putBack) ?? putBack());
        await history.markUndone(run);
        const told = state.get();
        if ("receipt" in told && told.receipt.runId === runId) state.set({ status: "idle" });
        return report;
      });
    },
    exportReceipts: () => sheet.writeReceipts(receiptRows(history.receipts.get())),
    async showResults(runId) {
      const { work, prepared } = await history.whole(runId);
      const { sheetId, headerRow, columns } = prepared?.target ?? work.target;
      const [column = work.key.column] = columns;
      await sheet.selectCell(sheetId, headerRow ?? work.key.cells[0]?.row ?? 0, column);
    },
    async showCell(row) {
      const column = selection.view.get()?.column;
      if (column !== undefined) await sheet.selectCell(column.sheetId, row, column.column);
    },
  };
}

const startedElsewhere: RunFailure = {
  reason: "connection_changed",
  detail: "This run was started with another key or server.",
};
