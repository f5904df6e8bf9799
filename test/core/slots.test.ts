import { createRateLimiter } from "../../src/core/rate-limit";
import type { BatchReply, RateLimitReading } from "../../src/core/service";
import { createConcurrencyLimit, type Slot, type Slots } from "../../src/core/slots";
import { createFakeClock, type FakeClock } from "../support/fake-clock";

function answered(rateLimit?: RateLimitReading): BatchReply {
  return { outcome: "answered", rows: [], creditsUsed: 0, ...(rateLimit && { rateLimit }) };
}

const random = (): number => 0.5;
const never = new AbortController().signal;

/** Takes as many slots as it gets, and writes down when. */
function taker(slots: Slots, clock: FakeClock, count: number): { slots: Slot[]; seconds: number[] } {
  const startMs = clock.now();
  const taken: { slots: Slot[]; seconds: number[] } = { slots: [], seconds: [] };
  for (let index = 0; index < count; index++) {
    void slots.acquire(never).then((slot) => {
      taken.slots.push(slot);
      taken.seconds.push((clock.now() - startMs) / 1_000);
    });
  }
  return taken;
}

describe("the rate limiter", () => {
  it("counts what left before it began", async () => {
    const clock = createFakeClock();
    const sentBefore = Array.from({ length: 15 }, (_, index) => clock.now() - 50_000 + index);

    const taken = taker(createRateLimiter({ clock, random }, { sentBefore }), clock, 1);
    await clock.runAll();

    expect(taken.seconds).toEqual([10.5]);
  });

  it("grants 15 in any minute until it knows better, and a little later", async () => {
    const clock = createFakeClock();
    const taken = taker(createRateLimiter({ clock, random }), clock, 31);

    await clock.runAll();

    expect(new Set(taken.seconds.slice(0, 15))).toEqual(new Set([0]));
    expect(new Set(taken.seconds.slice(15, 30))).toEqual(new Set([60.5]));
    expect(taken.seconds.slice(30)).toEqual([121]);
  });

  it("learns the limit from replies, up and down", async () => {
    const clock = createFakeClock();
    const slots = createRateLimiter({ clock, random }, { requestsPerMinute: 1 });
    const taken = taker(slots, clock, 6);
    await clock.advance(0);

    taken.slots[0]?.done(answered({ limit: 3, remaining: 2, resetMs: 60_000 }));
    await clock.advance(0);
    expect(taken.seconds).toEqual([0, 0, 0]);

    taken.slots[1]?.done(answered({ limit: 2, remaining: 0, resetMs: 10_000 }));
    await clock.advance(59_000);
    expect(taken.seconds).toHaveLength(3);
    await clock.advance(2_000);
    expect(taken.seconds).toEqual([0, 0, 0, 60.5, 60.5]);
  });

  it("waits for the reset where others have used up the account's limit", async () => {
    const clock = createFakeClock();
    const slots = createRateLimiter({ clock, random });
    const taken = taker(slots, clock, 1);
    await clock.advance(0);

    taken.slots[0]?.done(answered({ limit: 15, remaining: 0, resetMs: 42_000 }));
    const next = taker(slots, clock, 1);
    await clock.runAll();

    expect(next.seconds).toEqual([42]);
  });

  it("goes by its own times where its own requests have used up the limit: a reset is rounded up", async () => {
    const clock = createFakeClock();
    const slots = createRateLimiter({ clock, random }, { requestsPerMinute: 2 });
    const taken = taker(slots, clock, 3);
    await clock.advance(0);

    taken.slots[1]?.done(answered({ limit: 2, remaining: 0, resetMs: 62_000 }));
    await clock.runAll();

    expect(taken.seconds).toEqual([0, 0, 60.5]);
  });

  it.each<[string, BatchReply, number]>([
    ["Retry-After", { outcome: "rate_limited", retryAfterMs: 7_000, rateLimit: reading(30_000) }, 7.5],
    ["the reset", { outcome: "rate_limited", retryAfterMs: undefined, rateLimit: reading(30_000) }, 30.5],
    ["five seconds without a hint", { outcome: "rate_limited", retryAfterMs: undefined }, 5.5],
  ])("holds everything after a 429 for %s, and a jitter", async (_, reply, seconds) => {
    const clock = createFakeClock();
    const slots = createRateLimiter({ clock, random });
    const taken = taker(slots, clock, 1);
    await clock.advance(0);

    taken.slots[0]?.done(reply);
    const next = taker(slots, clock, 2);
    await clock.runAll();

    expect(next.seconds).toEqual([seconds, seconds]);
  });

  it("takes back a slot that nothing was sent with", async () => {
    const clock = createFakeClock();
    const slots = createRateLimiter({ clock, random }, { requestsPerMinute: 1 });
    const taken = taker(slots, clock, 2);
    await clock.advance(0);

    taken.slots[0]?.giveBack();
    await clock.advance(0);

    expect(taken.seconds).toEqual([0, 0]);
  });
});

describe("the concurrency limit", () => {
  it("has so many requests under way and no more, first come first served", async () => {
    const clock = createFakeClock();
    const taken = taker(createConcurrencyLimit(4, { clock, random }), clock, 6);
    await clock.runAll();
    expect(taken.slots).toHaveLength(4);

    taken.slots[2]?.done(answered());
    taken.slots[0]?.giveBack();
    await clock.runAll();

    expect(taken.slots).toHaveLength(6);
  });

  it("holds all sending after a 429", async () => {
    const clock = createFakeClock();
    const taken = taker(createConcurrencyLimit(1, { clock, random }), clock, 2);
    await clock.advance(0);

    taken.slots[0]?.done({ outcome: "rate_limited", retryAfterMs: 25_000 });
    await clock.runAll();

    expect(taken.seconds).toEqual([0, 25.5]);
  });

  it("lets those who give up go, and serves the next", async () => {
    const clock = createFakeClock();
    const slots = createConcurrencyLimit(1, { clock, random });
    const taken = taker(slots, clock, 1);
    const impatient = new AbortController();
    const gone = Promise.allSettled([slots.acquire(impatient.signal)]);
    const next = taker(slots, clock, 1);
    await clock.advance(0);

    impatient.abort("too long");
    taken.slots[0]?.done(answered());
    await clock.advance(0);

    expect(await gone).toEqual([{ status: "rejected", reason: "too long" }]);
    expect(next.seconds).toEqual([0]);
    await expect(slots.acquire(AbortSignal.abort("late"))).rejects.toBe("late");
  });
});

function reading(resetMs: number): RateLimitReading {
  return { limit: 15, remaining: 0, resetMs };
}
