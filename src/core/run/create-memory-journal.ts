import {
  runsKeptWhole,
  type JournalBlock,
  type JournaledRun,
  type JournalEntry,
  type JournalLimits,
  type RunJournal,
} from "./run-journal";

/** A journal that lives as long as the page: for where the browser keeps nothing. */
export function createMemoryJournal({ now, retentionMs }: JournalLimits): RunJournal {
  const runs = new Map<string, JournaledRun>();

  function change(runId: string, changes: (run: JournaledRun) => Partial<JournaledRun>): Promise<void> {
    const run = runs.get(runId);
    if (run === undefined) return Promise.reject(new Error("This run was never begun."));
    runs.set(runId, { ...run, ...changes(run), notedAtMs: now() });
    return Promise.resolve();
  }

  function newestFirst(workbookId: string): readonly JournaledRun[] {
    return [...runs.values()]
      .filter(({ facts }) => facts.workbookId === workbookId)
      .sort((one, other) => other.facts.startedAtMs - one.facts.startedAtMs);
  }

  function prune(workbookId: string): void {
    for (const [runId, { facts }] of runs) if (facts.startedAtMs < now() - retentionMs()) runs.delete(runId);
    for (const run of newestFirst(workbookId).slice(runsKeptWhole)) runs.set(run.facts.runId, receiptOnly(run));
  }

  return {
    begin(facts, work) {
      runs.set(facts.runId, {
        ...{ facts, work, prepared: undefined, people: [], blocks: [], receipt: undefined },
        ...{ isOpen: true, notedAtMs: now(), rowsDone: 0 },
      });
      prune(facts.workbookId);
      return Promise.resolve();
    },
    notePrepared: (runId, prepared) => change(runId, () => ({ prepared })),
    notePeople: (runId, people) => change(runId, (run) => ({ people: [...run.people, ...people] })),
    noteBlock: (runId, block) =>
      change(runId, (run) => {
        const blocks = withBlock(run.blocks, block);
        return { blocks, rowsDone: rowsDoneIn(blocks) };
      }),
    end: (runId, receipt, isOpen) => change(runId, () => ({ receipt, isOpen })),
    read: (runId) => Promise.resolve(runs.get(runId)),
    list(workbookId) {
      prune(workbookId);
      return Promise.resolve(newestFirst(workbookId).map(entryOf));
    },
    forget(connectionId) {
      for (const [runId, { facts }] of runs) if (facts.connectionId === connectionId) runs.delete(runId);
      return Promise.resolve();
    },
  };
}

function withBlock(blocks: readonly JournalBlock[], block: JournalBlock): readonly JournalBlock[] {
  const others = blocks.filter(({ index }) => index !== block.index);
  return [...others, block].sort((one, other) => one.index - other.index);
}

function rowsDoneIn(blocks: readonly JournalBlock[]): number {
  const written = blocks.filter(({ state }) => state === "written");
  return new Set(written.flatMap(({ rows }) => rows.map(({ row }) => row))).size;
}

/** What stays of a run that can neither be resumed nor undone any more. */
function receiptOnly(run: JournaledRun): JournaledRun {
  const receipt = run.receipt && { ...run.receipt, canUndo: false };
  return { ...run, receipt, isOpen: false, work: undefined, prepared: undefined, people: [], blocks: [] };
}

function entryOf({ facts, receipt, isOpen, notedAtMs, rowsDone }: JournaledRun): JournalEntry {
  return { facts, receipt, isOpen, notedAtMs, rowsDone };
}
