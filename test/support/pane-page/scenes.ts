import type { StoreProblem } from "../../../src/core/answers/store-health";
import type { ConnectionState } from "../../../src/core/connection";
import type { RunFailureReason } from "../../../src/core/run/bulk-run";
import { accountOf, readyAs } from "../fake-connection";
import type { SignInResult, SignInWanted } from "../../../src/core/sign-in";
import type { createPaneSpending } from "../pane-spending";
import type { createScriptedRunner } from "../scripted-runner";
import { plainNotes, progressOf, quoteOf, receiptOf, selectionOf } from "../scripted-runner";

type PaneSpendingKit = ReturnType<typeof createPaneSpending>;
export type ScriptedRunner = ReturnType<typeof createScriptedRunner>;

/** A state of the pane, as somebody would meet it. */
export interface Scene {
  readonly connection: ConnectionState;
  /** Who signed in last. */
  readonly signedIn?: string;
  /** How signing in ends, once it is begun. Default: it goes on. */
  readonly signInEnds?: SignInResult;
  /** Default: a Microsoft account. */
  readonly wanted?: SignInWanted;
  readonly arrange: (scripted: ScriptedRunner, spending: PaneSpendingKit) => void;
  /** What is pressed before the picture is taken, by name. */
  readonly press?: readonly string[];
  /** Why answers are not kept on this device. Default: they are. */
  readonly storeProblem?: StoreProblem;
  /** Answers that were to be forgotten are still there. Default false. */
  readonly isUndeleted?: boolean;
  /** Typed into the search for fields. */
  readonly search?: string;
  /** What must be in the middle of the picture, by the name of its region. */
  readonly show?: string;
}

const half = progressOf({
  ...{ rows: 2_000, done: 512, matched: 470, notFound: 31, redacted: 2, invalid: 9, creditsUsed: 452 },
  people: { asked: 503, known: 18, matched: 452, notFound: 31, redacted: 2, failed: 0 },
  ...{ requestsSent: 21, ratePerMinute: 374, secondsLeft: 239 },
});
const whole = progressOf({
  ...{ rows: 60, done: 60, matched: 56, notFound: 3, redacted: 1, creditsUsed: 50 },
  people: { asked: 58, known: 4, matched: 50, notFound: 3, redacted: 1, failed: 0 },
});
const receipts = [
  receiptOf(),
  receiptOf({ runId: "run-0", startedAtMs: Date.UTC(2026, 10, 22, 9, 30), rowsWritten: 2_000, credits: 1_804 }),
];
const cell = (text: string) =>
  selectionOf(
    {
      hasHeaderRow: false,
      count: { urls: 0, emails: 0, blank: text === "" ? 1 : 0, invalid: text === "" ? 0 : 1, people: 0 },
      invalid: text === "" ? [] : [{ row: 0, text, reason: `“${text}” is not a profile URL or a business e-mail.` }],
    },
    { address: "People!A1", cells: [{ row: 0, text }] },
  );

function failed(reason: RunFailureReason, detail: string): Scene["arrange"] {
  return ({ state, unfinished }) => {
    const receipt = receiptOf({ runId: "run-2", ending: "failed" });
    const { address, fields, who, runId } = receipt;
    unfinished.set([
      {
        ...{ address, fields, who, runId },
        startedAtMs: 0,
        notedAtMs: 0,
        rows: 2_000,
        done: isColleagues(reason) ? 0 : 512,
      },
    ]);
    if (isColleagues(reason) || reason === "cap_reached") unfinished.set([]);
    const progress = isColleagues(reason) ? progressOf({ rows: 2_000 }) : half;
    state.set({ status: "failed", progress, receipt, reason, detail });
  };
}

const isColleagues = (reason: RunFailureReason): boolean => reason.startsWith("lease_");

/** Every state that the pane's pictures and its tests go through. */
export const scenes: Readonly<Record<string, Scene>> = {
  "nothing-selected": { connection: readyAs("sandbox"), arrange: ({ selection }) => selection.set(undefined) },
  "one-cell": { connection: readyAs("sandbox"), arrange: ({ selection }) => selection.set(cell("Profile")) },
  "empty-sheet": { connection: readyAs("sandbox"), arrange: ({ selection }) => selection.set(cell("")) },
  selected: { connection: readyAs("sandbox"), arrange: () => undefined },
  "selection-notes": {
    connection: readyAs("team"),
    arrange: ({ selection }) =>
      selection.set(
        selectionOf(
          {},
          { notes: { areas: 3, hiddenRows: 12, otherColumns: 2, mergedCells: 4, tableName: "Candidates" } },
        ),
      ),
    press: ["1 cell is not an identifier"],
  },
  search: { connection: readyAs("team"), arrange: () => undefined, search: "school" },
  "did-you-mean": { connection: readyAs("team"), arrange: () => undefined, search: "headlin_e", show: "Fields" },
  sections: {
    connection: readyAs("team"),
    arrange: () => undefined,
    press: ["Browse all", "contact"],
    show: "Fields",
  },
  "saved-sets": { connection: readyAs("team"), arrange: () => undefined, press: ["Save this choice"], show: "Fields" },
  quote: {
    connection: readyAs("team"),
    arrange: ({ answerQuote }) =>
      answerQuote(() =>
        Promise.resolve(
          quoteOf({
            ...{
              rows: 4_000,
              people: 3_871,
              known: 410,
              toAsk: 3_461,
              requests: 140,
              mostCredits: 6_922,
              seconds: 542,
            },
            credits: [
              { section: "base", credits: 3_461 },
              { section: "contact.business_emails", credits: 3_461 },
            ],
          }),
        ),
      ),
    show: "Quote",
  },
  overwrite: {
    connection: readyAs("team"),
    arrange: () => undefined,
    press: ["Overwrite: 60 rows", "Columns and cap"],
    show: "Quote",
  },
  running: {
    connection: readyAs("team"),
    arrange: ({ state }) =>
      state.set({
        ...{ status: "running", runId: "run-2", progress: half, hold: undefined },
        exposure: { requests: 2, people: 50 },
      }),
  },
  paused: {
    connection: readyAs("sandbox"),
    arrange: ({ state }) =>
      state.set({
        ...{ status: "paused", runId: "run-2", progress: half, hold: undefined },
        exposure: { requests: 0, people: 0 },
      }),
  },
  pausing: {
    connection: readyAs("team"),
    arrange: ({ state }) =>
      state.set({
        ...{ status: "pausing", runId: "run-2", progress: half, hold: undefined },
        exposure: { requests: 4, people: 100 },
      }),
  },
  waiting: {
    connection: readyAs("team"),
    arrange: ({ state }) =>
      state.set({
        ...{ status: "running", runId: "run-2", progress: half, hold: "offline" },
        exposure: { requests: 0, people: 0 },
      }),
  },
  done: {
    connection: readyAs("sandbox"),
    arrange({ state, receipts: kept, answerQuote }) {
      kept.set(receipts);
      state.set({ status: "done", progress: whole, receipt: receiptOf() });
      const none = { rows: 0, people: 0, known: 0, toAsk: 0, requests: 0, mostCredits: 0, seconds: 0, credits: [] };
      answerQuote(() =>
        Promise.resolve(
          quoteOf({ ...none, modes: { ...quoteOf().modes, blanks: { rows: 0, overwrites: 0, first: undefined } } }),
        ),
      );
    },
  },
  failures: {
    connection: readyAs("team"),
    arrange: ({ state }) =>
      state.set({
        ...{ status: "done", receipt: receiptOf() },
        progress: progressOf({
          ...{ rows: 60, done: 60, matched: 20, failed: 40, creditsUsed: 20, possiblyBilled: 25 },
          failures: [
            { code: "no_answer_in_time", rows: 25 },
            { code: "emails_not_supported", rows: 15 },
          ],
        }),
      }),
  },
  receipts: {
    connection: readyAs("team"),
    arrange: ({ receipts: kept }) => kept.set(receipts),
    press: ["Undo this run"],
    show: "Receipts",
  },
  stopped: {
    connection: readyAs("team"),
    arrange: failed("protected_sheet", "This sheet is protected. Unprotect it, then try again."),
  },
  "cap-reached": {
    connection: readyAs("team"),
    arrange: failed("cap_reached", "The run stopped before its cap of 500 credits."),
  },
  "daily-limit": {
    connection: readyAs("team"),
    arrange: failed("daily_limit", "Your team's daily limit of 2,000 credits is reached; it resets at 00:00 UTC."),
  },
  colleague: {
    connection: readyAs("team"),
    arrange: failed("lease_held", "Anna Berg is filling this column (People!A1:A2001)."),
  },
  "colleague-gone": {
    connection: readyAs("team"),
    arrange: failed(
      "lease_abandoned",
      "Anna Berg began to fill this column and has not been heard of for a minute (People!A1:A2001).",
    ),
  },
  offline: {
    connection: { status: "unavailable", detail: "The server does not answer. Check the connection." },
    arrange: failed("offline", "There was no connection for an hour."),
  },
  "after-a-crash": {
    connection: readyAs("team"),
    arrange: ({ unfinished }) =>
      unfinished.set([
        {
          ...{ runId: "run-2", who: "this device", address: "People!A1:A2001", fields: ["basic_profile.name"] },
          ...{ startedAtMs: Date.UTC(2026, 10, 23, 13, 40), notedAtMs: 0, rows: 2_000, done: 512 },
        },
      ]),
  },
  approval: {
    connection: readyAs("team"),
    arrange: (_scripted, { ask, policy }) => {
      policy.set({ ...policy.get(), dayCap: 150 });
      void ask(200);
    },
  },
  spending: {
    connection: readyAs("team"),
    arrange: (_scripted, { policy }) => policy.set({ ...policy.get(), dayCap: 150 }),
    press: ["Spending"],
  },
  "approval-waits": {
    connection: readyAs("sandbox"),
    arrange: (_scripted, { ask }) => void ask(4_812),
    show: "Quote",
  },
  "store-full": { connection: readyAs("team"), storeProblem: "full", arrange: () => undefined },
  "not-deleted": { connection: readyAs("team"), isUndeleted: true, arrange: () => undefined },
  "signed-out": { connection: { status: "signed_out" }, arrange: () => undefined, show: "Connection" },
  "sign-in-ended": {
    ...{ connection: { status: "signed_out" }, signedIn: "Ada Lovelace" },
    arrange: () => undefined,
    show: "Connection",
  },
  "signing-in": {
    connection: { status: "signed_out" },
    arrange: () => undefined,
    press: ["Sign in"],
    show: "Connection",
  },
  "sign-in-failed": {
    connection: { status: "signed_out" },
    signInEnds: { outcome: "not_signed_in", problem: "not_assigned", code: "AADSTS50105" },
    arrange: () => undefined,
    press: ["Sign in"],
    show: "Connection",
  },
  "not-allowed": {
    ...{ connection: { status: "not_allowed" }, signedIn: "Guest Without Permission" },
    arrange: () => undefined,
    show: "Connection",
  },
  "signed-in": {
    connection: {
      ...{ status: "ready", kind: "team" },
      account: { ...accountOf("team"), caller: { id: "entra:ada", name: "Ada Lovelace" } },
    },
    arrange: () => undefined,
    show: "Connection",
  },
  "token-wanted": {
    ...{ connection: { status: "signed_out" }, wanted: { kind: "token" } },
    arrange: () => undefined,
    show: "Connection",
  },
  "token-in-use": {
    connection: {
      ...{ status: "ready", kind: "team" },
      account: { ...accountOf("team"), caller: { id: "token:1a2b3c4d", name: "Ada Lovelace" } },
    },
    arrange: () => undefined,
    press: ["Forget token and data"],
    show: "Connection",
  },
  "no-key": { connection: { status: "no_key" }, arrange: () => undefined },
  key: {
    connection: { status: "ready", kind: "personal", account: accountOf("personal") },
    arrange: () => undefined,
    press: ["Forget key and data"],
    show: "Connection",
  },
  "visible-only": {
    connection: readyAs("team"),
    arrange: ({ selection }) =>
      selection.set(selectionOf({ visibleOnly: true }, { notes: { ...plainNotes, hiddenRows: 12 } })),
  },
};
