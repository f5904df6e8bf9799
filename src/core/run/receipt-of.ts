import type { RunProgress } from "./bulk-run";
import { createPeopleTally } from "./people-tally";
import type { Receipt } from "./receipt";
import type { JournalEntry, JournaledRun, RunFacts } from "./run-journal";
import type { CellValue } from "../cell-value";

/** The receipt of a run that ends now. */
export function receiptOf(
  facts: Omit<RunFacts, "rows">,
  progress: RunProgress,
  end: Pick<Receipt, "ending" | "endedAtMs" | "balance" | "rowsWritten" | "canUndo">,
): Receipt {
  const { runId, who, address, fields, startedAtMs, isSandbox } = facts;
  const { people, creditsUsed: credits, possiblyBilled } = progress;
  return {
    ...{ runId, who, address, fields, startedAtMs, isSandbox, people, credits, possiblyBilled },
    ...{ isUndone: false, ...end },
  };
}

/** The receipt of a run whose page went away, from what was noted of it. */
export function interruptedReceipt({ facts, people, rowsDone, notedAtMs }: JournaledRun): Receipt {
  const tally = createPeopleTally();
  for (const person of people) tally.add(person);
  const { runId, who, address, fields, startedAtMs, isSandbox } = facts;
  return {
    ...{ runId, who, address, fields, startedAtMs, isSandbox, endedAtMs: notedAtMs, ending: "interrupted" },
    ...{ people: tally.count, credits: tally.credits, possiblyBilled: tally.possiblyBilled, rowsWritten: rowsDone },
    ...{ balance: undefined, isUndone: false, canUndo: rowsDone > 0 },
  };
}

const headers = [
  ...["Run", "Who", "Column", "Fields", "Started (UTC)", "Ended (UTC)", "Ending", "People asked", "Already known"],
  ...["Matched", "Not found", "Redacted", "Failed", "Rows written", "Credits", "Possibly billed", "Credits left"],
  ...["Invented people", "Undone"],
];

/** Receipts as the rows of a sheet, headers first. */
export function receiptRows(receipts: readonly Receipt[]): readonly (readonly CellValue[])[] {
  return [
    headers,
    ...receipts.map(({ people, ...receipt }): readonly CellValue[] => [
      ...[receipt.runId, receipt.who, receipt.address, receipt.fields.join(", ")],
      ...[timeText(receipt.startedAtMs), timeText(receipt.endedAtMs), receipt.ending, people.asked, people.known],
      ...[people.matched, people.notFound, people.redacted, people.failed, receipt.rowsWritten, receipt.credits],
      ...[receipt.possiblyBilled, receipt.balance ?? "", receipt.isSandbox, receipt.isUndone],
    ]),
  ];
}

/** Such as `2026-11-23 13:24:17`. */
function timeText(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 19).replace("T", " ");
}

/** The receipts of entries that have one. */
export function receiptsIn(entries: readonly JournalEntry[]): readonly Receipt[] {
  return entries.flatMap(({ receipt }) => (receipt === undefined ? [] : [receipt]));
}
