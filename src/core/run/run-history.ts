import { createWritable, type Readable } from "../readable";
import type { UnfinishedRun } from "./bulk-run";
import type { Receipt } from "./receipt";
import { interruptedReceipt, receiptsIn } from "./receipt-of";
import type { JournaledRun, JournalEntry, RunJournal, RunWork } from "./run-journal";
import type { RunPresence } from "./run-presence";

/** The runs of this workbook, as the journal knows them. */
export interface RunHistory {
  readonly unfinished: Readable<readonly UnfinishedRun[]>;
  readonly receipts: Readable<readonly Receipt[]>;
  /** Reads the journal anew; a journal out of order shows nothing. */
  refresh(): Promise<void>;
  /** Rejects with a sentence where no more than its receipt is kept of the run. */
  whole(runId: string): Promise<JournaledRun & { readonly work: RunWork }>;
  /** The rest of the run is left undone. */
  close(runId: string): Promise<void>;
  markUndone(run: JournaledRun): Promise<void>;
}

export interface RunHistoryParts {
  readonly journal: RunJournal;
  readonly presence: RunPresence;
  readonly workbookId: () => string;
  /** The run of this window that is neither unfinished nor past. */
  readonly underWay: () => string | undefined;
  /** Whether this very window has claimed the run. */
  readonly isOwn: (runId: string) => boolean;
}

export function createRunHistory({ journal, presence, workbookId, underWay, isOwn }: RunHistoryParts): RunHistory {
  const unfinished = createWritable<readonly UnfinishedRun[]>([]);
  const receipts = createWritable<readonly Receipt[]>([]);

  /** Runs of other windows whose end is waited for. */
  const awaited = new Set<string>();

  async function refresh(): Promise<void> {
    // Before the entries: a run that ends between the two is told of as it ended.
    const claimed = await presence.claimed();
    const entries = await journal.list(workbookId()).catch(() => []);
    const isElsewhere = (runId: string): boolean => claimed.has(runId) && !isOwn(runId);
    const past = entries.filter(({ facts: { runId } }) => runId !== underWay() && !isElsewhere(runId));
    for (const { facts } of entries) if (isElsewhere(facts.runId)) void refreshOnceFree(facts.runId);
    unfinished.set(past.filter(({ isOpen }) => isOpen).map(unfinishedOf));
    receipts.set(receiptsIn(past));
  }

  async function refreshOnceFree(runId: string): Promise<void> {
    if (awaited.has(runId)) return;
    awaited.add(runId);
    await presence.whenFree(runId);
    awaited.delete(runId);
    await refresh();
  }

  async function whole(runId: string): Promise<JournaledRun & { readonly work: RunWork }> {
    const run = await journal.read(runId);
    if (run?.work === undefined) throw new Error("Nothing but the receipt of this run is kept on this device.");
    return { ...run, work: run.work };
  }

  return {
    unfinished,
    receipts,
    refresh,
    whole,
    async close(runId) {
      const run = await journal.read(runId);
      if (run !== undefined) await journal.end(runId, run.receipt ?? interruptedReceipt(run), false);
      await refresh();
    },
    async markUndone(run) {
      const receipt = run.receipt ?? interruptedReceipt(run);
      await journal.end(run.facts.runId, { ...receipt, isUndone: true, canUndo: false }, false);
      await refresh();
    },
  };
}

function unfinishedOf({ facts, notedAtMs, rowsDone }: JournalEntry): UnfinishedRun {
  const { runId, who, address, fields, startedAtMs, rows } = facts;
  return { runId, who, address, fields, startedAtMs, rows, notedAtMs, done: Math.min(rows, rowsDone) };
}
