import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { createRunJournalStore } from "../../../src/excel/storage/run-journal-store";
import { describeRunJournal, factsOf } from "../../contracts/run-journal";

const name = (): string => "enrich-runs";

describeRunJournal("in IndexedDB", (limits) => {
  const factory = new IDBFactory();
  return createRunJournalStore({ ...limits, indexedDB: () => factory, name });
});

it("rejects where the browser offers no database, so that runs are noted elsewhere", async () => {
  const limits = { now: () => 0, retentionMs: () => Infinity };
  const journal = createRunJournalStore({ ...limits, indexedDB: () => undefined, name });

  await expect(journal.read(factsOf().runId)).rejects.toThrow("no IndexedDB");
});
