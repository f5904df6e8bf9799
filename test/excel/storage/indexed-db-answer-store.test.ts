import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import type { KeptAnswer } from "../../../src/core/answer";
import { createIndexedDbAnswerStore } from "../../../src/excel/storage/indexed-db-answer-store";
import { describeAnswerStore } from "../../contracts/answer-store";
import { createFakeClock } from "../../support/fake-clock";

const notFound: KeptAnswer = { status: "not_found", asOf: 1 };
const clock = createFakeClock();
const someName = "enrich-answers:sandbox";

function freshStore() {
  const indexedDB = new IDBFactory();
  return { indexedDB, store: createIndexedDbAnswerStore({ indexedDB: () => indexedDB, name: someName, clock }) };
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

    const next = createIndexedDbAnswerStore({ indexedDB: () => indexedDB, name: someName, clock });

    expect((await next.read(["ada"])).get("ada")).toEqual(notFound);
  });

  it("keeps the connections' answers apart", async () => {
    const { indexedDB, store } = freshStore();
    const other = createIndexedDbAnswerStore({ indexedDB: () => indexedDB, name: "enrich-answers:team", clock });
    await store.write([{ key: "ada", answer: notFound }]);

    await other.clear();

    expect((await other.read(["ada"])).size).toBe(0);
    expect((await store.read(["ada"])).size).toBe(1);
  });

  it("forgets very many answers in short transactions, so that nobody waits for all of them", async () => {
    const { indexedDB, store } = freshStore();
    const first = await openRaw(indexedDB, 1);
    const bare = first.transaction("answers", "readwrite").objectStore("answers");
    for (let person = 0; person < 600; person++) bare.put(notFound, `first:${person}`);
    first.close();
    const keys = Array.from({ length: 1_200 }, (_, person) => `key:${person}`);
    await store.write(keys.map((key) => ({ key, answer: notFound })));
    const order: string[] = [];

    const clearing = store.clear().then(() => order.push("all are gone"));
    const reading = store.read(["key:999"]).then((found) => order.push(`${found.size} read`));
    await Promise.all([clearing, reading]);

    expect(order).toEqual(["1 read", "all are gone"]);
    expect((await store.read([...keys, "first:0", "first:599"])).size).toBe(0);
  });

  it("takes what it does not understand, and whatever belongs to another person, for nothing", async () => {
    const { indexedDB, store } = freshStore();
    await store.write([{ key: "good", answer: notFound }]);
    const raw = await openRaw(indexedDB, 2);
    const people = raw.transaction("people", "readwrite").objectStore("people");
    const whole = {
      status: "matched",
      candidates: [{ score: 1, data: {} }],
      asOf: 1,
      matchedOn: "",
      sections: [],
      denied: [],
    };
    const answers: Readonly<Record<string, unknown>> = {
      emptied: { ...whole, candidates: [] },
      scoreless: { ...whole, candidates: [{ data: {} }] },
      nobody: { ...whole, candidates: [{ score: 1, data: null }] },
      sectionless: { ...whole, sections: undefined },
      numbered: { ...whole, denied: [7] },
      typed: { ...whole, matchType: 7 },
      newer: { status: "from the future", asOf: 1 },
      ageless: { status: "not_found", asOf: "yesterday" },
      scored: { status: "not_found", asOf: 1, minScore: "high" },
      listed: [whole],
    };
    const records = [
      ...Object.entries(answers).map(([key, answer]) => ({ key, asOf: 1, answer })),
      { key: "bare", status: "not_found", asOf: 1 },
      { key: "text", asOf: 1, answer: JSON.stringify(whole) },
    ];
    records.forEach((record) => people.put(record));
    people.put({ key: "whole", asOf: 1, answer: whole });
    raw.close();

    expect([...(await store.read([...records.map(({ key }) => key), "good", "whole"])).keys()]).toEqual([
      "good",
      "whole",
    ]);
  });

  it("opens again after a failure", async () => {
    const { indexedDB, store } = freshStore();
    jest.spyOn(indexedDB, "open").mockImplementationOnce(() => {
      throw new Error("blocked");
    });

    await expect(store.read(["ada"])).rejects.toMatchObject({ problem: "unavailable" });

    expect((await store.read(["ada"])).size).toBe(0);
  });

  it("rejects where the browser has none", async () => {
    const store = createIndexedDbAnswerStore({ indexedDB: () => undefined, name: someName, clock });

    await expect(store.read(["ada"])).rejects.toThrow("IndexedDB");
  });
});
