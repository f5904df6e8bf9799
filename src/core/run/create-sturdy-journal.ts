import type { RunJournal } from "./run-journal";

/** A journal that notes a run elsewhere where the usual place refuses to begin it: a run needs notes to be undone. */
export function createSturdyJournal(usual: RunJournal, spare: RunJournal): RunJournal {
  const spared = new Set<string>();
  const of = (runId: string): RunJournal => (spared.has(runId) ? spare : usual);
  return {
    async begin(facts, work) {
      try {
        await usual.begin(facts, work);
      } catch {
        spared.add(facts.runId);
        await spare.begin(facts, work);
      }
    },
    notePrepared: (runId, prepared) => of(runId).notePrepared(runId, prepared),
    notePeople: (runId, people) => of(runId).notePeople(runId, people),
    noteBlock: (runId, block) => of(runId).noteBlock(runId, block),
    end: (runId, receipt, isOpen) => of(runId).end(runId, receipt, isOpen),
    read: (runId) => of(runId).read(runId),
    async list(workbookId) {
      const [kept, here] = await Promise.all([usual.list(workbookId).catch(() => []), spare.list(workbookId)]);
      return [...here, ...kept].sort((one, other) => other.facts.startedAtMs - one.facts.startedAtMs);
    },
    async forget(connectionId) {
      await spare.forget(connectionId);
      await usual.forget(connectionId);
    },
  };
}
