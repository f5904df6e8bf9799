import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import type { KeptAnswer } from "../../../src/core/answer";
import { createIndexedDbAnswerStore } from "../../../src/excel/storage/indexed-db-answer-store";
import { describeAnswerStore } from "../../contracts/answer-store";

const notFound: KeptAnswer = { status: "not_found", asOf: 1 };
const someName = "enrich-answers:sandbox";

function freshStore() {
  const indexedDB = new IDBFactory();
  return { indexedDB, store: createIndexedDbAnswerStore({ indexedDB, name: someName }) };
}

/** What another version of the add-in, or someone with the browser's tools, left there. */
function openRaw(indexedDB: IDBFactory, version: number): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(someName, version);
    request.onupgradeneeded = ({ oldVersion }) => {
      if (oldVersion < 1) request.result.createObjectStore("answers");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("not opened"));
  });
}

describeAnswerStore("in IndexedDB", () => freshStore().store);

describe("the answer store in IndexedDB", () => {
  it("keeps answers for the next page", async () => {
    const { indexedDB, store } = freshStore();
    await store.write([{ key: "ada", answer: notFound }]);

    const next = createIndexedDbAnswerStore({ indexedDB, name: someName });

    expect((await next.read(["ada"])).get("ada")).toEqual(notFound);
  });

  it("keeps the connections' answers apart", async () => {
    const { indexedDB, store } = freshStore();
    const other = createIndexedDbAnswerStore({ indexedDB, name: "enrich-answers:team" });
    await store.write([{ key: "ada", answer: notFound }]);

    await other.clear();

    expect((await other.read(["ada"])).size).toBe(0);
    expect((await store.read(["ada"])).size).toBe(1);
  });

  it("takes what it does not understand for nothing", async () => {
    const { indexedDB, store } = freshStore();
    const raw = await openRaw(indexedDB, 1);
    const answers = raw.transaction("answers", "readwrite").objectStore("answers");
    answers.put({ status: "matched", candidates: [], asOf: 1 }, "emptied");
    answers.put({ status: "from the future", asOf: 1 }, "newer");
    answers.put("text", "foreign");
    raw.close();

    expect((await store.read(["emptied", "newer", "foreign"])).size).toBe(0);
  });

  it("gives way to a newer version of the add-in, and rejects from then on", async () => {
    const { indexedDB, store } = freshStore();
    await store.write([{ key: "ada", answer: notFound }]);

    const newer = await openRaw(indexedDB, 2);

    expect(newer.version).toBe(2);
    await expect(store.read(["ada"])).rejects.toThrow();
  });

  it("opens again after a failure", async () => {
    const { indexedDB, store } = freshStore();
    jest.spyOn(indexedDB, "open").mockImplementationOnce(() => {
      throw new Error("blocked");
    });

    await expect(store.read(["ada"])).rejects.toThrow("blocked");

    expect((await store.read(["ada"])).size).toBe(0);
  });

  it("rejects where the browser has none", async () => {
    const store = createIndexedDbAnswerStore({ indexedDB: undefined, name: someName });

    await expect(store.read(["ada"])).rejects.toThrow("IndexedDB");
  });
});
