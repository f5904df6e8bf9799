import type { Receipt } from "../../src/core/run/receipt";
import type { JournalBlock, JournalLimits, RunFacts, RunJournal, RunWork } from "../../src/core/run/run-journal";
import type { KeyColumn } from "../../src/core/run/sheet";

const notes = { areas: 1, hiddenRows: 0, otherColumns: 0, mergedCells: 0, tableName: undefined };
const key: KeyColumn = { address: "People!A1:A3", sheetId: "1", sheetName: "People", column: 0, cells: [], notes };
const target = { sheetId: "1", headerRow: 0, keyHeader: "Profile", columns: [1], headers: ["name"], inserts: 0 };
const work: RunWork = {
  ...{ key, hasHeaderRow: true, rows: [{ row: 1, text: "ada" }], skipped: 0, statusColumn: false, mode: "blanks" },
  ...{ fields: [{ path: "name", columns: 1 }], output: "values", refresh: false, capCredits: undefined, target },
};

export function factsOf(changes: Partial<RunFacts> = {}): RunFacts {
  return {
    ...{ runId: "one", workbookId: "book", connectionId: "sandbox", who: "Ada", isSandbox: true, startedAtMs: 1_000 },
    ...{ address: key.address, fields: ["name"], rows: 1, ...changes },
  };
}

function blockOf(state: JournalBlock["state"], index = 0): JournalBlock {
  const before = [{ formula: "=1+1", numberFormat: "0" }];
  const verdict = { status: "matched", isKnown: false } as const;
  return { index, state, rows: [{ row: 1, keyText: "ada", values: ["Ada"], before, verdict, isVanished: false }] };
}

const receipt: Receipt = {
  ...{ runId: "one", who: "Ada", address: key.address, fields: ["name"], startedAtMs: 1_000, endedAtMs: 2_000 },
  ...{ ending: "done", people: { asked: 1, known: 0, matched: 1, notFound: 0, redacted: 0, failed: 0 } },
  ...{ rowsWritten: 1, credits: 1, possiblyBilled: 0, balance: undefined, isSandbox: true, isUndone: false },
  canUndo: true,
};

/** What every journal promises. `open` opens a new, empty one. */
export function describeRunJournal(name: string, open: (limits: JournalLimits) => RunJournal): void {
  const opened = (limits: Partial<JournalLimits> = {}): RunJournal =>
    open({ now: () => 5_000, retentionMs: () => Infinity, ...limits });

  describe(`the run journal ${name}`, () => {
    it("reads back everything that was noted of a run", async () => {
      const journal = opened();
      const ada = {
        key: "ada",
        status: "matched",
        isKnown: false,
        code: undefined,
        credits: 1,
        possiblyBilled: false,
      } as const;
      const prepared = { target, headersBefore: [{ formula: "", numberFormat: "General" }] };

      await journal.begin(factsOf(), work);
      await journal.notePrepared("one", prepared);
      await journal.notePeople("one", [ada]);
      await journal.notePeople("one", [{ ...ada, key: "bob" }]);
      await journal.noteBlock("one", blockOf("intended"));
      await journal.noteBlock("one", blockOf("intended", 1));
      await journal.noteBlock("one", blockOf("written"));

      expect(await journal.read("one")).toEqual({
        ...{ facts: factsOf(), work, prepared, people: [ada, { ...ada, key: "bob" }] },
        blocks: [blockOf("written"), blockOf("intended", 1)],
        ...{ receipt: undefined, isOpen: true, notedAtMs: 5_000, rowsDone: 1 },
      });
    });

    it("lists the runs of one workbook, newest first, open until they have ended", async () => {
      const journal = opened();
      await journal.begin(factsOf(), work);
      await journal.begin(factsOf({ runId: "two", startedAtMs: 2_000 }), work);
      await journal.begin(factsOf({ runId: "three", workbookId: "other" }), work);

      await journal.end("one", receipt, false);

      expect((await journal.list("book")).map(({ facts, isOpen }) => [facts.runId, isOpen])).toEqual([
        ["two", true],
        ["one", false],
      ]);
      expect((await journal.list("book"))[1]?.receipt).toEqual(receipt);
    });

    it("keeps of runs long past the receipt only", async () => {
      const journal = opened();
      for (let run = 0; run < 11; run += 1) {
        const runId = `run-${String(run)}`;
        await journal.begin(factsOf({ runId, startedAtMs: run }), work);
        await journal.noteBlock(runId, blockOf("written"));
        await journal.end(runId, { ...receipt, runId }, true);
      }

      await journal.list("book");

      expect(await journal.read("run-0")).toMatchObject({ work: undefined, blocks: [], isOpen: false });
      expect((await journal.read("run-0"))?.receipt).toMatchObject({ credits: 1, canUndo: false });
      expect(await journal.read("run-1")).toMatchObject({ work, isOpen: true });
    });

    it("drops what is older than the retention time, whatever the workbook", async () => {
      const journal = opened({ now: () => 10_000, retentionMs: () => 5_000 });
      await journal.begin(factsOf({ runId: "old", workbookId: "other", startedAtMs: 4_000 }), work);

      await journal.begin(factsOf({ runId: "new", startedAtMs: 9_000 }), work);

      expect(await journal.read("old")).toBeUndefined();
      expect(await journal.read("new")).toBeDefined();
    });

    it("forgets a connection whole, and no other", async () => {
      const journal = opened();
      await journal.begin(factsOf(), work);
      await journal.noteBlock("one", blockOf("written"));
      await journal.begin(factsOf({ runId: "two", connectionId: "team" }), work);

      await journal.forget("sandbox");

      expect(await journal.read("one")).toBeUndefined();
      expect(await journal.read("two")).toBeDefined();
    });

    it("refuses notes of a run that was never begun", async () => {
      const journal = opened();

      await expect(journal.noteBlock("none", blockOf("written"))).rejects.toThrow("never begun");
      await expect(journal.end("none", receipt, false)).rejects.toThrow("never begun");
      expect(await journal.read("none")).toBeUndefined();
    });
  });
}
