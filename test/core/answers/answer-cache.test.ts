import type { KeptAnswer, Matched } from "../../../src/core/answer";
import { createAnswerCache } from "../../../src/core/answers/answer-cache";
import type { ChangeListener } from "../../../src/core/answer-store";
import { createFakeClock } from "../../support/fake-clock";
import { createMemoryAnswerStore } from "../../support/memory-answer-store";

const dayMs = 86_400_000;

/** One page's cache over a store that other pages share; they are told of nothing unless `tell` is called. */
function pageOver(answers: Map<string, KeptAnswer>) {
  const clock = createFakeClock();
  const deleted: string[] = [];
  const failures: unknown[] = [];
  const listeners: ChangeListener[] = [];
  const store = createMemoryAnswerStore(answers);
  const cache = createAnswerCache(
    {
      clock,
      store: { ...store, watch: (listener) => void listeners.push(listener) },
      onStoreFailure: (cause) => failures.push(cause),
      onDeleted: (keys) => deleted.push(...keys),
    },
    { memoryEntries: 100, memoryBytes: 1_000_000, retentionMs: 180 * dayMs },
  );
  const tell: ChangeListener = (keys) => listeners.forEach((listener) => listener(keys));
  return { cache, clock, store, deleted, failures, tell };
}

function matched(name: string, asOf: number): Matched {
  const candidates = [{ score: 1, data: { crustdata_person_id: 1, basic_profile: { name } } }];
  return { status: "matched", candidates, matchedOn: name, sections: ["basic_profile"], denied: [], asOf };
}

describe("answers shared by two pages", () => {
  it("are seen by a page that had looked before they were bought", async () => {
    const shared = new Map<string, KeptAnswer>();
    const [one, other] = [pageOver(shared), pageOver(shared)];
    expect((await one.cache.read(["ada"])).size).toBe(0);

    other.cache.keep([{ key: "ada", answer: matched("Ada", other.clock.now()) }]);
    await other.cache.written();

    expect((await one.cache.read(["ada"])).get("ada")).toMatchObject({ matchedOn: "Ada" });
  });

  it("are read anew by a page that holds older ones, and given up by it when it is told", async () => {
    const shared = new Map<string, KeptAnswer>();
    const [one, other] = [pageOver(shared), pageOver(shared)];
    one.cache.keep([{ key: "ada", answer: matched("before", one.clock.now()) }]);
    await one.cache.written();
    await other.clock.advance(1_000);
    other.cache.keep([{ key: "ada", answer: matched("after", other.clock.now()) }]);
    await other.cache.written();
    expect(one.cache.peek("ada")).toMatchObject({ matchedOn: "before" });

    one.tell(["ada"]);
    expect(one.cache.peek("ada")).toBeUndefined();
    expect((await one.cache.read(["ada"])).get("ada")).toMatchObject({ matchedOn: "after" });

    one.tell(undefined);
    expect(one.cache.peek("ada")).toBeUndefined();
  });
});

describe("answers beyond their retention", () => {
  it("are no answers, are reported as deleted when somebody wants them, and leave the store", async () => {
    const shared = new Map<string, KeptAnswer>();
    const { cache, clock, deleted } = pageOver(shared);
    shared.set("old", matched("old", clock.now() - 181 * dayMs));
    shared.set("young", matched("young", clock.now() - 179 * dayMs));

    expect([...(await cache.read(["old", "young", "unknown"])).keys()]).toEqual(["young"]);

    expect(deleted).toEqual(["old"]);
    expect([...shared.keys()]).toEqual(["young"]);
  });
});

describe("a store that rejects", () => {
  it("is as one that has nothing: memory answers, and the failure is told", async () => {
    const { cache, clock, store, failures } = pageOver(new Map());
    store.fail(true);

    cache.keep([{ key: "ada", answer: matched("Ada", clock.now()) }]);
    await cache.written();

    expect([...(await cache.read(["ada", "bob"])).keys()]).toEqual(["ada"]);
    expect(failures).toHaveLength(2);
  });
});
