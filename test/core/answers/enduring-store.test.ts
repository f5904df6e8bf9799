import type { KeptAnswer } from "../../../src/core/answer";
import type { AnswerStore } from "../../../src/core/answer-store";
import { createEnduringStore } from "../../../src/core/answers/enduring-store";
import { AnswerStoreError, type StoreHealth } from "../../../src/core/answers/store-health";
import { describeAnswerStore } from "../../contracts/answer-store";
import { createFakeClock } from "../../support/fake-clock";
import { createMemoryAnswerStore } from "../../support/memory-answer-store";

const answer = (asOf: number): KeptAnswer => ({ status: "not_found", asOf });
const entry = (key: string, asOf = 1) => ({ key, answer: answer(asOf) });

function kit(changed: Partial<AnswerStore> = {}) {
  const clock = createFakeClock();
  const kept = new Map<string, KeptAnswer>();
  const inner = createMemoryAnswerStore(kept);
  const health: StoreHealth[] = [];
  const store = createEnduringStore({
    clock,
    store: { ...inner, ...changed },
    onHealth: (latest) => health.push(latest),
  });
  return { clock, kept, inner, health, store };
}

describeAnswerStore("that endures", () => kit().store);

describe("a store that endures", () => {
  it("keeps in this session what the store refused, says so once, and writes it when the store works again", async () => {
    const { clock, kept, inner, health, store } = kit();
    inner.fail(true);

    await store.write([entry("ada")]);
    await store.write([entry("bob")]);
    expect([...(await store.read(["ada", "bob"])).keys()]).toEqual(["ada", "bob"]);
    expect(health).toEqual([{ status: "memory_only", problem: "unavailable" }]);

    inner.fail(false);
    await clock.advance(10_000);
    expect([...kept.keys()]).toEqual(["ada", "bob"]);
    expect(health.at(-1)).toEqual({ status: "working" });
    expect(clock.sleepers).toBe(0);
  });

  it("goes on reading where only writing fails, as on a full disk", async () => {
    let isFull = true;
    const { clock, kept, health, store } = kit({
      write(entries) {
        if (isFull) return Promise.reject(new AnswerStoreError("full", "The disk is full."));
        for (const { key, answer: each } of entries) kept.set(key, each);
        return Promise.resolve();
      },
    });
    kept.set("known", answer(1));
    await store.write([entry("new")]);

    for (let second = 0; second < 30; second += 1) {
      expect([...(await store.read(["known", "new"])).keys()]).toEqual(["known", "new"]);
      await clock.advance(1_000);
    }
    expect(health).toEqual([{ status: "memory_only", problem: "full" }]);

    isFull = false;
    await clock.advance(10_000);
    expect([...kept.keys()]).toEqual(["known", "new"]);
    expect(health.at(-1)).toEqual({ status: "working" });
  });

  it("waits once for a silent store, leaves it alone for a while, and uses it again", async () => {
    const { clock, inner, health, store, kept } = kit();
    inner.hang(true);
    const first = store.read(["ada"]);
    await clock.advance(10_000);
    expect((await first).size).toBe(0);
    const calls = inner.calls.read;

    expect((await store.read(["ada"])).size).toBe(0);
    await store.write([entry("bob")]);
    expect(inner.calls).toEqual({ read: calls, write: 0 });
    expect(health).toEqual([{ status: "memory_only", problem: "unavailable" }]);

    inner.hang(false);
    await clock.advance(10_000);
    expect([...kept.keys()]).toEqual(["bob"]);
    expect(health.at(-1)).toEqual({ status: "working" });
  });

  it("does not write over what another page kept meanwhile", async () => {
    const { clock, kept, inner, store } = kit();
    inner.fail(true);
    await store.write([entry("ada", 1), entry("bob", 5)]);
    kept.set("ada", answer(3));
    kept.set("bob", answer(3));

    inner.fail(false);
    await clock.advance(10_000);

    expect([kept.get("ada")?.asOf, kept.get("bob")?.asOf]).toEqual([3, 5]);
  });

  it("reads ten thousand in portions, and loses one portion only when one fails", async () => {
    const keys = Array.from({ length: 10_000 }, (_, index) => `key:${index}`);
    let portions = 0;
    const { store } = kit({
      read(portion) {
        portions += 1;
        if (portions === 3) return Promise.reject(new Error("unreadable"));
        return Promise.resolve(new Map(portion.map((key) => [key, answer(1)] as const)));
      },
    });

    expect((await store.read(keys)).size).toBe(9_000);
    expect(portions).toBe(10);
  });

  it("writes a burst in portions that reads can go between, the latest of each key", async () => {
    const sizes: number[] = [];
    const { store, kept } = kit({
      write(entries) {
        sizes.push(entries.length);
        for (const { key, answer: each } of entries) kept.set(key, each);
        return Promise.resolve();
      },
    });
    const burst = (asOf: number) => Array.from({ length: 600 }, (_, index) => entry(`key:${index}`, asOf));

    await Promise.all([store.write(burst(1)), store.write(burst(2))]);

    expect(Math.max(...sizes)).toBe(250);
    expect(new Set([...kept.values()].map(({ asOf }) => asOf))).toEqual(new Set([2]));
  });

  it("forgets what was not yet written, too, and rejects where the store could not be cleared", async () => {
    const { clock, kept, inner, store } = kit();
    inner.fail(true);
    await store.write([entry("ada")]);

    await expect(store.clear()).rejects.toThrow("out of order");
    inner.fail(false);
    await clock.advance(60_000);

    expect(kept.size).toBe(0);
    expect((await store.read(["ada"])).size).toBe(0);
  });

  it("leaves forgetting the time that very many answers take, and no more than that", async () => {
    let isSilent = false;
    const { clock, store } = kit({ clear: () => (isSilent ? new Promise(() => undefined) : clock.sleep(60_000)) });

    const slow = store.clear();
    await clock.advance(60_000);
    await slow;

    isSilent = true;
    const silent = expect(store.clear()).rejects.toThrow("did not answer in time");
    await clock.advance(120_000);
    await silent;
  });
});
