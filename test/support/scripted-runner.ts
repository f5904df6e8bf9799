import { createWritable } from "../../src/core/readable";
import type { BulkRunner, RunProgress, RunQuote, RunState, UnfinishedRun } from "../../src/core/run/bulk-run";
import type { Receipt } from "../../src/core/run/receipt";
import type { RunRequest } from "../../src/core/run/run-request";
import type { SelectionView } from "../../src/core/run/selection-view";
import type { KeyColumn, SelectionNotes } from "../../src/core/run/sheet";

export const plainNotes: SelectionNotes = {
  areas: 1,
  hiddenRows: 0,
  otherColumns: 0,
  mergedCells: 0,
  tableName: undefined,
};

/** A column of 60 people and a few cells that are none. */
export function selectionOf(changed: Partial<SelectionView> = {}, column: Partial<KeyColumn> = {}): SelectionView {
  return {
    column: {
      ...{ address: "People!A1:A63", sheetId: "1", sheetName: "People", column: 0, notes: plainNotes },
      cells: [
        { row: 0, text: "Profile" },
        { row: 1, text: "https://www.linkedin.com/in/mira-solvang-example" },
      ],
      ...column,
    },
    ...{ hasHeaderRow: true, visibleOnly: false },
    count: { urls: 44, emails: 15, blank: 2, invalid: 1, people: 58 },
    invalid: [{ row: 17, text: "call me", reason: "“call me” is not a profile URL or a business e-mail." }],
    ...changed,
  };
}

export function quoteOf(changed: Partial<RunQuote> = {}): RunQuote {
  return {
    ...{ rows: 60, people: 58, known: 4, toAsk: 54, requests: 3, mostCredits: 54, seconds: 6 },
    credits: [{ section: "base", credits: 54 }],
    target: {
      ...{ sheetId: "1", headerRow: 0, keyHeader: "Profile", headers: [], inserts: 0 },
      columns: [5, 6, 7, 8, 9, 10, 11],
    },
    modes: {
      blanks: { rows: 60, overwrites: 0, first: undefined },
      stale: { rows: 0, overwrites: 0, first: undefined },
      overwrite: { rows: 60, overwrites: 12, first: "F4" },
    },
    ...changed,
  };
}

export function progressOf(changed: Partial<RunProgress> = {}): RunProgress {
  return {
    ...{ rows: 60, done: 0, matched: 0, notFound: 0, redacted: 0, invalid: 0, failed: 0, failures: [], vanished: 0 },
    people: { asked: 0, known: 0, matched: 0, notFound: 0, redacted: 0, failed: 0 },
    ...{ skipped: 0, possiblyBilled: 0, creditsUsed: 0, requestsSent: 0, startedAtMs: 0 },
    ...{ ratePerMinute: undefined, secondsLeft: undefined },
    ...changed,
  };
}

export function receiptOf(changed: Partial<Receipt> = {}): Receipt {
  return {
    ...{ runId: "run-1", who: "this device", address: "People!A1:A63", ending: "done" as const },
    fields: ["basic_profile.name", "basic_profile.headline"],
    ...{ startedAtMs: Date.UTC(2026, 10, 23, 14, 5), endedAtMs: Date.UTC(2026, 10, 23, 14, 5, 12) },
    people: { asked: 58, known: 4, matched: 50, notFound: 3, redacted: 1, failed: 0 },
    ...{ rowsWritten: 60, credits: 50, possiblyBilled: 0, balance: 4_150 },
    ...{ isSandbox: false, isUndone: false, canUndo: true },
    ...changed,
  };
}

/** A runner that does nothing by itself: a test sets what it says, and reads what was asked of it. */
export function createScriptedRunner(selected: SelectionView | undefined) {
  const selection = createWritable<SelectionView | undefined>(selected);
  const state = createWritable<RunState>({ status: "idle" });
  const unfinished = createWritable<readonly UnfinishedRun[]>([]);
  const receipts = createWritable<readonly Receipt[]>([]);
  const calls: string[] = [];
  const requests: RunRequest[] = [];
  let quote: (request: RunRequest) => Promise<RunQuote> = () => Promise.resolve(quoteOf());
  let refusal: string | undefined;

  function called(...call: readonly unknown[]): Promise<void> {
    calls.push(call.map((part) => (typeof part === "string" ? part : JSON.stringify(part))).join(" "));
    return refusal === undefined ? Promise.resolve() : Promise.reject(new Error(refusal));
  }

  const runner: BulkRunner = {
    ...{ selection, state, unfinished, receipts },
    refreshSelection: () => Promise.resolve(),
    refreshRuns: () => Promise.resolve(),
    setHasHeaderRow: (hasHeaderRow) => void called("setHasHeaderRow", hasHeaderRow),
    setVisibleOnly: (visibleOnly) => void called("setVisibleOnly", visibleOnly),
    quote(request) {
      requests.push(request);
      return quote(request);
    },
    start: (_request, _quote, options = {}) => called("start", options),
    pause: () => void called("pause"),
    resume: () => void called("resume"),
    cancel: () => void called("cancel"),
    forgetEnd: () => void called("forgetEnd"),
    resumeUnfinished: (runId, options = {}) => called("resumeUnfinished", runId, options),
    discardUnfinished: (runId) => called("discardUnfinished", runId),
    undoSize: () => Promise.resolve({ rows: 60, cells: 180, headers: 3 }),
    async undo(runId) {
      await called("undo", runId);
      return { restored: 418, left: 2, cellsGone: 0 };
    },
    async exportReceipts() {
      await called("exportReceipts");
      return { sheetName: "Enrich receipts" };
    },
    showResults: (runId) => called("showResults", runId),
    showCell: (row) => called("showCell", row),
  };
  return {
    ...{ runner, selection, state, unfinished, receipts, calls, requests },
    answerQuote: (answer: typeof quote) => (quote = answer),
    /** What is asked from now on is refused with this sentence. */
    refuse: (sentence: string | undefined) => (refusal = sentence),
  };
}
