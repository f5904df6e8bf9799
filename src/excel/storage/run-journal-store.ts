import type { IDBPTransaction } from "idb";
import {
  runsKeptWhole,
  type JournalBlock,
  type JournalEntry,
  type JournalLimits,
  type RunJournal,
} from "../../core/run/run-journal";
import {
  createRunDatabase,
  runStores,
  type RunDatabaseOptions,
  type RunSchema,
  type RunStores,
  type StoredWork,
} from "./run-database";

type Writing = IDBPTransaction<RunSchema, RunStores, "readwrite">;

/** Runs in the browser's own database: one transaction for each note, so that a note is whole or not there. */
export function createRunJournalStore(options: RunDatabaseOptions & JournalLimits): RunJournal {
  const { now, retentionMs } = options;
  const open = createRunDatabase(options);

  async function write(work: (transaction: Writing) => Promise<void>): Promise<void> {
    const transaction = (await open()).transaction(runStores, "readwrite");
    try {
      await work(transaction);
    } catch (error) {
      // What was begun is taken back; a transaction that ended by itself says so here.
      await Promise.resolve()
        .then(() => transaction.abort())
        .catch(() => undefined);
      await transaction.done.catch(() => undefined);
      throw error;
    }
    await transaction.done;
  }

  function change(
    runId: string,
    work: (transaction: Writing, entry: JournalEntry) => Promise<Partial<JournalEntry>>,
  ): Promise<void> {
    return write(async (transaction) => {
      const entries = transaction.objectStore("entries");
      const entry = await entries.get(runId);
      if (entry === undefined) throw new Error("This run was never begun.");
      await entries.put({ ...entry, ...(await work(transaction, entry)), notedAtMs: now() }, runId);
    });
  }

  async function prune(transaction: Writing, workbookId: string): Promise<void> {
    const all = await entriesIn(transaction);
    const old = all.filter(({ facts }) => facts.startedAtMs < now() - retentionMs());
    for (const { facts } of old) await drop(transaction, facts.runId);
    const mine = newestFirst(
      all.filter((entry) => !old.includes(entry)),
      workbookId,
    );
    for (const entry of mine.slice(runsKeptWhole)) {
      await dropNotes(transaction, entry.facts.runId);
      const receipt = entry.receipt && { ...entry.receipt, canUndo: false };
      await transaction.objectStore("entries").put({ ...entry, receipt, isOpen: false }, entry.facts.runId);
    }
  }

  return {
    begin: (facts, work) =>
      write(async (transaction) => {
        const entry: JournalEntry = { facts, receipt: undefined, isOpen: true, notedAtMs: now(), rowsDone: 0 };
        const noted: StoredWork = { work, prepared: undefined };
        await transaction.objectStore("entries").put(entry, facts.runId);
        await transaction.objectStore("works").put(noted, facts.runId);
        await prune(transaction, facts.workbookId);
      }),
    notePrepared: (runId, prepared) =>
      change(runId, async (transaction) => {
        const works = transaction.objectStore("works");
        const noted = await works.get(runId);
        if (noted !== undefined) await works.put({ ...noted, prepared }, runId);
        return {};
      }),
    notePeople: (runId, people) =>
      change(runId, async (transaction) => {
        const store = transaction.objectStore("people");
        await store.put(people, [runId, await store.count(notesOf(runId))]);
        return {};
      }),
    noteBlock: (runId, block) =>
      change(runId, async (transaction, { rowsDone }) => {
        const blocks = transaction.objectStore("blocks");
        const before = await blocks.get([runId, block.index]);
        await blocks.put(block, [runId, block.index]);
        return { rowsDone: rowsDone + rowsWrittenIn(block) - rowsWrittenIn(before) };
      }),
    end: (runId, receipt, isOpen) => change(runId, () => Promise.resolve({ receipt, isOpen })),
    async read(runId) {
      const transaction = (await open()).transaction(runStores);
      const [entry, noted, people, blocks] = await Promise.all([
        transaction.objectStore("entries").get(runId),
        transaction.objectStore("works").get(runId),
        transaction.objectStore("people").getAll(notesOf(runId)),
        transaction.objectStore("blocks").getAll(notesOf(runId)),
        transaction.done,
      ]);
      return entry && { ...entry, work: noted?.work, prepared: noted?.prepared, people: people.flat(), blocks };
    },
    async list(workbookId) {
      await write((transaction) => prune(transaction, workbookId));
      const transaction = (await open()).transaction("entries");
      const all = await transaction.store.getAll();
      await transaction.done;
      return newestFirst(all, workbookId);
    },
    async forget(connectionId) {
      // Without a database nothing was ever noted in it.
      if (options.indexedDB() === undefined) return;
      await write(async (transaction) => {
        const all = await entriesIn(transaction);
        for (const { facts } of all) if (facts.connectionId === connectionId) await drop(transaction, facts.runId);
      });
    },
  };
}

function entriesIn(transaction: Writing): Promise<readonly JournalEntry[]> {
  return transaction.objectStore("entries").getAll();
}

function newestFirst(entries: readonly JournalEntry[], workbookId: string): readonly JournalEntry[] {
  return entries
    .filter(({ facts }) => facts.workbookId === workbookId)
    .sort((one, other) => other.facts.startedAtMs - one.facts.startedAtMs);
}

/** The keys of a run's people or blocks: its id and a number. */
function notesOf(runId: string): IDBKeyRange {
  return IDBKeyRange.bound([runId], [runId, []]);
}

function rowsWrittenIn(block: JournalBlock | undefined): number {
  return block?.state === "written" ? block.rows.length : 0;
}

async function drop(transaction: Writing, runId: string): Promise<void> {
  await transaction.objectStore("entries").delete(runId);
  await dropNotes(transaction, runId);
}

async function dropNotes(transaction: Writing, runId: string): Promise<void> {
  await transaction.objectStore("works").delete(runId);
  await transaction.objectStore("people").delete(notesOf(runId));
  await transaction.objectStore("blocks").delete(notesOf(runId));
}
