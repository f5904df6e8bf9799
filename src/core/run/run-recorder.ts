import type { Receipt } from "./receipt";
import type { JournalBlock, JournalPerson, RunJournal } from "./run-journal";
import type { PreparedTarget } from "./sheet";

/**
 * Notes one run, one note after the other. A journal out of order does not stop a run: rows that were not noted cannot
 * be undone, and a resumed run writes them again for free.
 */
export interface RunRecorder {
  prepared(prepared: PreparedTarget): Promise<void>;
  /** Gathers what comes while an earlier note is being made. */
  person(person: JournalPerson): void;
  block(block: JournalBlock): Promise<void>;
  end(receipt: Receipt, isOpen: boolean): Promise<void>;
  /** Everything so far was noted. */
  readonly isWhole: boolean;
}

export function createRunRecorder(journal: RunJournal, runId: string): RunRecorder {
  let isWhole = true;
  let people: JournalPerson[] = [];
  let last = Promise.resolve();

  function note(work: () => Promise<void>): Promise<void> {
    last = last.then(work).catch(() => {
      isWhole = false;
    });
    return last;
  }

  async function notePeople(): Promise<void> {
    const gathered = people;
    people = [];
    if (gathered.length > 0) await journal.notePeople(runId, gathered);
  }

  return {
    prepared: (prepared) => note(() => journal.notePrepared(runId, prepared)),
    person(person) {
      people.push(person);
      if (people.length === 1) void note(notePeople);
    },
    block: (block) => note(() => journal.noteBlock(runId, block)),
    end: (receipt, isOpen) => note(() => journal.end(runId, { ...receipt, canUndo: isWhole }, isOpen)),
    get isWhole() {
      return isWhole;
    },
  };
}
