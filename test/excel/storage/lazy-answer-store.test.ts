import { createLazyAnswerStore } from "../../../src/excel/storage/lazy-answer-store";
import { describeAnswerStore } from "../../contracts/answer-store";
import { createMemoryAnswerStore } from "../../support/memory-answer-store";

describeAnswerStore("loaded late", () => createLazyAnswerStore(async () => Promise.resolve(createMemoryAnswerStore())));

describe("the answer store that is loaded late", () => {
  it("loads once, however many ask", async () => {
    const load = jest.fn(() => Promise.resolve(createMemoryAnswerStore()));
    const store = createLazyAnswerStore(load);
    expect(load).not.toHaveBeenCalled();

    await Promise.all([store.read(["ada"]), store.read(["bob"]), store.clear()]);

    expect(load).toHaveBeenCalledTimes(1);
  });

  it("rejects where it cannot be loaded, and is loaded by a later call", async () => {
    const load = jest.fn(() => Promise.resolve(createMemoryAnswerStore()));
    load.mockRejectedValueOnce(new Error("Loading chunk storage failed."));
    const store = createLazyAnswerStore(load);

    await expect(store.read(["ada"])).rejects.toThrow("storage");

    expect((await store.read(["ada"])).size).toBe(0);
  });
});
