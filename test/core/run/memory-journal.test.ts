import { createMemoryJournal } from "../../../src/core/run/create-memory-journal";
import { createSturdyJournal } from "../../../src/core/run/create-sturdy-journal";
import { describeRunJournal } from "../../contracts/run-journal";

describeRunJournal("in memory", createMemoryJournal);
describeRunJournal("in memory, where the usual one is out of order", (limits) => {
  const refuse = (): Promise<never> => Promise.reject(new Error("Out of order."));
  const usual = createMemoryJournal(limits);
  return createSturdyJournal({ ...usual, begin: refuse, list: refuse }, createMemoryJournal(limits));
});
