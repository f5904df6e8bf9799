import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { createEnduringStore } from "../../../src/core/answers/enduring-store";
import type { StoreHealth } from "../../../src/core/answers/store-health";
import { createIndexedDbAnswerStore } from "../../../src/excel/storage/indexed-db-answer-store";
import { createDeviceStorage } from "../../../src/excel/storage/device-storage";
import { createUndeleted } from "../../../src/excel/storage/undeleted";
import { createMemoryStorage } from "../../support/memory-storage";
import { createFaultyIndexedDb, type DatabaseFault } from "../../support/faulty-indexed-db";
import { createSteppedClock, type SteppedClock } from "../../support/stepped-clock";
import version1 from "./version-1.json";

const name = "enrich-answers:personal";
const dayMs = 86_400_000;
/** As JSON has them: a key and its answer. */
const records = version1.records as unknown as readonly (readonly [string, object])[];
const keysOf1 = records.map(([key]) => key);
const entry = (key: string, asOf = 1) => ({ key, answer: { status: "not_found" as const, asOf } });

function storeOver(indexedDB: IDBFactory, clock = createSteppedClock()) {
  const health: StoreHealth[] = [];
  const deleted: string[] = [];
  const inner = createIndexedDbAnswerStore({
    ...{ indexedDB: () => indexedDB, name, clock },
    onDeleted: (keys) => deleted.push(...keys),
  });
  const store = createEnduringStore({ clock, store: inner, onHealth: (latest) => health.push(latest) });
  const read = async (...keys: string[]) => [...(await clock.until(store.read(keys))).keys()];
  return { clock, inner, store, health, deleted, read, write: (key: string) => clock.until(store.write([entry(key)])) };
}

/** A minute goes by, with time for the database, which no clock moves. */
async function settle(clock: SteppedClock): Promise<void> {
  for (let second = 0; second < 60; second += 1) await clock.advance(1_000);
}

function openRaw(
  indexedDB: IDBFactory,
  version: number,
  upgrade?: (database: IDBDatabase) => void,
): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => upgrade?.(request.result);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("not opened"));
  });
}

/** A database as version 1 left it. */
async function version1Database(): Promise<{ indexedDB: IDBFactory; open: IDBDatabase }> {
  const indexedDB = new IDBFactory();
  const open = await openRaw(indexedDB, 1, (database) => database.createObjectStore(version1.objectStore));
  const transaction = open.transaction(version1.objectStore, "readwrite");
  for (const [key, answer] of records) transaction.objectStore(version1.objectStore).put(answer, key);
  await new Promise((resolve) => (transaction.oncomplete = resolve));
  return { indexedDB, open };
}

describe("what version 1 kept", () => {
  it("is readable to the last field, before and after it was moved", async () => {
    const { indexedDB, open } = await version1Database();
    open.close();
    const { inner, health } = storeOver(indexedDB);

    const before = await inner.read(keysOf1);
    while ((await inner.tidy(0, 3)) > 0);
    const after = await inner.read(keysOf1);

    expect([...before]).toEqual(records);
    expect([...after]).toEqual(records);
    const raw = await openRaw(indexedDB, 2);
    const left = raw.transaction("answers").objectStore("answers").count();
    await new Promise((resolve) => (left.onsuccess = resolve));
    expect(left.result).toBe(0);
    expect(health).toEqual([]);
  });

  it("does not come back over a newer answer, nor after it was forgotten", async () => {
    const { indexedDB, open } = await version1Database();
    open.close();
    const { inner } = storeOver(indexedDB);
    await inner.write([entry("url:known-ada", 5)]);
    await inner.remove(["url:known-bob"]);

    while ((await inner.tidy(0, 100)) > 0);

    expect((await inner.read(["url:known-ada", "url:known-bob"])).get("url:known-ada")).toEqual(
      entry("url:known-ada", 5).answer,
    );
    await inner.clear();
    expect((await inner.read(keysOf1)).size).toBe(0);
  });
});

describe("windows with different versions of the add-in", () => {
  it("give way to each other: an older one closes, and goes on in memory without destroying anything", async () => {
    const indexedDB = new IDBFactory();
    const { clock, read, write, health } = storeOver(indexedDB);
    await write("before");

    const newer = await clock.until(openRaw(indexedDB, 3));
    await write("after");

    expect(await read("before", "after")).toEqual(["after"]);
    expect(health.at(-1)).toEqual({ status: "memory_only", problem: "newer_version" });
    const kept = newer.transaction("people").objectStore("people").getAllKeys();
    await new Promise((resolve) => (kept.onsuccess = resolve));
    expect(kept.result).toEqual(["before"]);
  });

  it("do not hang on one that holds its version open, and use the database as soon as it lets go", async () => {
    const { indexedDB, open } = await version1Database();
    const { clock, read, write, health } = storeOver(indexedDB);

    expect(await read("url:known-ada")).toEqual([]);
    await write("meanwhile");
    expect(health).toEqual([{ status: "memory_only", problem: "blocked" }]);

    open.close();
    await settle(clock);

    expect(health.at(-1)).toEqual({ status: "working" });
    expect(await read("url:known-ada", "meanwhile")).toEqual(["url:known-ada", "meanwhile"]);
    expect([...(await storeOver(indexedDB, clock).inner.read(["meanwhile"])).keys()]).toEqual(["meanwhile"]);
  });

  it("share what they keep, also of people looked for before", async () => {
    const indexedDB = new IDBFactory();
    const [one, other] = [storeOver(indexedDB), storeOver(indexedDB)];
    expect(await one.read("ada")).toEqual([]);

    await other.write("ada");

    expect(await one.read("ada")).toEqual(["ada"]);
  });
});

describe("a browser that fails", () => {
  it.each<[DatabaseFault, string]>([
    ["opens never", "unavailable"],
    ["opening fails", "unavailable"],
    ["throws", "unavailable"],
  ])("(%s) costs no answer of this session, and gets them all when it works again", async (fault, problem) => {
    const { indexedDB, set } = createFaultyIndexedDb();
    const { clock, read, write, health } = storeOver(indexedDB);
    set(fault);
    await write("ada");
    expect(await read("ada", "bob")).toEqual(["ada"]);
    expect(health).toEqual([{ status: "memory_only", problem }]);

    if (fault === "opens never") return;
    set(undefined);
    await settle(clock);

    expect(health.at(-1)).toEqual({ status: "working" });
    expect([...(await storeOver(indexedDB, clock).inner.read(["ada"])).keys()]).toEqual(["ada"]);
  });

  it("with a full disk reads on, and keeps the new answers when there is space", async () => {
    const { indexedDB, set } = createFaultyIndexedDb();
    const { clock, read, write, health } = storeOver(indexedDB);
    await write("before");
    set("disk is full");

    await write("new");
    expect(await read("before", "new")).toEqual(["before", "new"]);
    expect(health).toEqual([{ status: "memory_only", problem: "full" }]);

    set(undefined);
    await settle(clock);
    expect([...(await storeOver(indexedDB, clock).inner.read(["new"])).keys()]).toEqual(["new"]);
    expect(health.at(-1)).toEqual({ status: "working" });
  });

  it("that closed the database unsaid is asked to open it again, unnoticed", async () => {
    const { indexedDB, set } = createFaultyIndexedDb();
    const { read, write, health } = storeOver(indexedDB);
    await write("ada");
    set("closes unsaid");

    expect(await read("ada")).toEqual(["ada"]);
    expect(health).toEqual([]);
  });
});

describe("answers beyond their retention", () => {
  it("are deleted in portions, the young ones stay, and who wants an old one is told", async () => {
    const { inner, deleted, clock } = storeOver(new IDBFactory());
    const now = clock.now();
    await inner.write(Array.from({ length: 25 }, (_, index) => entry(`old:${index}`, now - 181 * dayMs)));
    await inner.write([entry("young", now)]);

    const portions = [];
    for (let count = -1; count !== 0; portions.push(count)) count = await inner.tidy(now - 180 * dayMs, 10);
    expect(portions).toEqual([10, 10, 5, 0]);
    expect(deleted).toEqual([]);

    expect([...(await inner.read(["old:3", "young", "never"])).keys()]).toEqual(["young"]);
    expect(deleted).toEqual(["old:3"]);

    await inner.write([entry("old:3", now)]);
    expect((await inner.read(["old:3"])).size).toBe(1);
    expect(deleted).toEqual(["old:3"]);
  });
});

describe("forgotten answers that the browser does not delete", () => {
  it("are remembered on this device, said to be there, and gone as soon as a later try works", async () => {
    const browser = createMemoryStorage();
    const storage = createDeviceStorage({ storage: () => browser, partitionKey: () => undefined });
    let refuses = true;
    const cleared: string[] = [];
    const clear = (id: string): Promise<void> =>
      refuses ? Promise.reject(new Error("refused")) : Promise.resolve(void cleared.push(id));
    const undeleted = createUndeleted(storage, clear);

    await undeleted.remove("personal-1");
    expect(undeleted.isAny.get()).toBe(true);

    refuses = false;
    const nextPage = createUndeleted(storage, clear);
    expect(nextPage.isAny.get()).toBe(true);
    await nextPage.removeAll();
    expect([cleared, nextPage.isAny.get(), browser.entries.size]).toEqual([["personal-1"], false, 0]);
  });
});
