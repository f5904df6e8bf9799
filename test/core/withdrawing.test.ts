import type { BatchReply } from "../../src/core/service";
import { enricherKit, lookupOf } from "../support/enricher-kit";
import { url, urls } from "../support/identifiers";

const gone = new Error("The cell is gone.");

describe("withdrawing", () => {
  it("before asking rejects at once and asks nobody", async () => {
    const { enricher, clock, batches } = enricherKit();

    await expect(enricher.ask(lookupOf(url("ada")), { signal: AbortSignal.abort(gone) })).rejects.toBe(gone);
    await clock.runAll();

    expect(batches).toHaveLength(0);
  });

  it("while the store is read or the lane waits takes the lookup out", async () => {
    const { enricher, clock, batches } = enricherKit();
    const early = new AbortController();
    const late = new AbortController();

    const asks = [early, late].map(({ signal }, index) => enricher.ask(lookupOf(url(`p${index}`)), { signal }));
    const settled = Promise.allSettled(asks);
    early.abort(gone);
    await clock.advance(50);
    late.abort(gone);
    await clock.runAll();

    expect(await settled).toEqual([1, 2].map(() => ({ status: "rejected", reason: gone })));
    expect(batches).toHaveLength(0);
    expect(enricher.activity.get().waiting).toBe(0);
  });

  it("by one of two who wait leaves the other's answer alone", async () => {
    const { enricher, clock, batches } = enricherKit();
    const mine = new AbortController();

    const one = Promise.allSettled([enricher.ask(lookupOf(url("ada")), { signal: mine.signal })]);
    const other = enricher.ask(lookupOf(url("ada")));
    await clock.advance(10);
    mine.abort(gone);
    await clock.runAll();

    expect(await one).toMatchObject([{ status: "rejected" }]);
    expect(await other).toMatchObject({ answer: { status: "matched" }, credits: 1 });
    expect(batches).toHaveLength(1);
  });

  it("what made it dear makes it cheap again", async () => {
    const { enricher, clock, batches } = enricherKit();
    const dear = new AbortController();

    void enricher.ask(lookupOf(url("ada")));
    const withdrawn = Promise.allSettled([
      enricher.ask(lookupOf(url("ada"), ["contact.phone_numbers"]), { signal: dear.signal }),
    ]);
    await clock.advance(10);
    dear.abort(gone);
    await clock.runAll();
    await withdrawn;

    expect(batches[0]?.sections).not.toContain("contact.phone_numbers");
  });

  it("once it was sent is too late: it is finished, answered and kept", async () => {
    const { enricher, clock, batches } = enricherKit({ latencyMs: 1_000 });
    const mine = new AbortController();

    const ask = enricher.ask(lookupOf(url("ada")), { signal: mine.signal });
    await clock.advance(500);
    mine.abort(gone);
    await clock.runAll();

    expect(await ask).toMatchObject({ answer: { status: "matched" }, credits: 1 });
    expect(await enricher.kept(lookupOf(url("ada")))).toMatchObject({ status: "matched" });
    expect(batches).toHaveLength(1);
  });

  it("once it was sent counts again when the request must be repeated", async () => {
    const { enricher, clock, batches, script } = enricherKit({ latencyMs: 1_000 });
    script((): BatchReply => ({ outcome: "rate_limited", retryAfterMs: 30_000 }));
    const mine = new AbortController();

    const ask = Promise.allSettled([enricher.ask(lookupOf(url("ada")), { signal: mine.signal })]);
    await clock.advance(500);
    mine.abort(gone);
    await clock.runAll();

    expect(await ask).toEqual([{ status: "rejected", reason: gone }]);
    expect(batches).toHaveLength(1);
    expect(enricher.activity.get()).toMatchObject({ waiting: 0, inFlight: 0 });
  });

  it("of wants that came while a request was under way asks for them no more", async () => {
    const { enricher, clock, batches } = enricherKit({ latencyMs: 1_000 });
    const mine = new AbortController();

    void enricher.ask(lookupOf(url("ada")));
    await clock.advance(500);
    const more = Promise.allSettled([
      enricher.ask(lookupOf(url("ada"), ["contact.phone_numbers"]), { signal: mine.signal }),
    ]);
    await clock.advance(100);
    mine.abort(gone);
    await clock.runAll();

    expect(await more).toEqual([{ status: "rejected", reason: gone }]);
    expect(batches).toHaveLength(1);
  });

  it("after the answer changes nothing", async () => {
    const { enricher, clock } = enricherKit();
    const mine = new AbortController();
    const ask = enricher.ask(lookupOf(url("ada")), { signal: mine.signal });
    await clock.runAll();

    mine.abort(gone);

    expect(await ask).toMatchObject({ answer: { status: "matched" } });
  });

  it("10,000 lookups under one signal is quick", async () => {
    const { enricher, clock, batches } = enricherKit({ atOnce: 0 });
    const run = new AbortController();

    const asks = Promise.allSettled(
      urls(10_000).map((identifier) => enricher.ask(lookupOf(identifier), { signal: run.signal, priority: "bulk" })),
    );
    await clock.advance(1_000);
    expect(enricher.activity.get().waiting).toBe(10_000);
    run.abort(gone);

    expect(new Set((await asks).map(({ status }) => status))).toEqual(new Set(["rejected"]));
    expect(enricher.activity.get().waiting).toBe(0);
    expect(batches).toHaveLength(0);
  });

  it("forgets its timers, so that nothing keeps a page or a test alive", async () => {
    const { enricher, clock } = enricherKit();
    const ask = enricher.ask(lookupOf(url("ada")));
    await clock.advance(200);
    await ask;

    expect(clock.sleepers).toBe(0);
  });
});
