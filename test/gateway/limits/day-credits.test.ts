import fc from "fast-check";
import { Redis } from "ioredis";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createDayCredits, type DayCredits, type Reservation } from "../../../src/gateway/limits/day-credits";
import { memoryLimiter, redisLimiters, type OpenLimiter } from "../../../src/gateway/limits/limiters";
import { createFakeClock } from "../../support/fake-clock";
import { startRedisServer, type RedisServer } from "../../support/redis-server";

let server: RedisServer;
let redis: Redis;

beforeAll(async () => {
  server = await startRedisServer();
  redis = new Redis(server.url);
  await once(redis, "ready");
});
afterAll(async () => {
  redis.disconnect();
  await server.stop();
});

const stores: readonly [string, () => OpenLimiter][] = [
  ["this process", () => memoryLimiter],
  ["Redis", () => redisLimiters(redis)],
];

const evening = Date.UTC(2026, 10, 23, 23, 0);

describe.each(stores)("a day's credits, counted in %s", (_name, openLimiter) => {
  interface Options {
    readonly perPerson?: number;
    readonly perTeam?: number;
    readonly connectionId?: string;
    readonly spentBefore?: (day: string) => Promise<ReadonlyMap<string, number>>;
  }
  function open(limits: Options) {
    const clock = createFakeClock(evening);
    const { perPerson, perTeam, connectionId = randomUUID(), ...more } = limits;
    const credits = createDayCredits({
      ...{ clock, openLimiter: openLimiter(), connectionId, perPerson, perTeam, ...more },
    });
    if (credits === undefined) throw new Error("There is no limit.");
    return { clock, credits };
  }

  /** Sets aside or says why not. */
  async function reserved(credits: DayCredits, personId: string, amount: number): Promise<Reservation | string> {
    const made = await credits.reserve(personId, amount);
    return "sentence" in made ? made.sentence : made;
  }
  const granted = { settle: expect.any(Function) as Reservation["settle"] };

  it("gives a person what is left, and says in a sentence when there is none", async () => {
    const { credits } = open({ perPerson: 1_500 });

    expect(await reserved(credits, "ada", 1_499)).toEqual(granted);
    expect(await reserved(credits, "ada", 2)).toBe(
      "Your daily limit of 1,500 credits is reached; it resets at 00:00 UTC.",
    );
    expect(await reserved(credits, "ada", 1)).toEqual(granted);
    expect(await reserved(credits, "bob", 1_500)).toEqual(granted);
  });

  it("gives the team what is left, whoever of it asks, and takes nothing from a person who gets nothing", async () => {
    const { credits } = open({ perPerson: 8, perTeam: 10 });

    expect(await reserved(credits, "ada", 8)).toEqual(granted);
    expect(await reserved(credits, "bob", 3)).toBe(
      "Your team's daily limit of 10 credits is reached; it resets at 00:00 UTC.",
    );
    expect(await reserved(credits, "bob", 2)).toEqual(granted);
    expect(await reserved(credits, "bob", 1)).toMatch(/team/);
  });

  it("has what was set aside and not spent for others again", async () => {
    const { credits } = open({ perTeam: 10 });
    const made = (await credits.reserve("ada", 10)) as Reservation;

    made.settle(2.5);
    expect(await reserved(credits, "bob", 8)).toMatch(/limit/);
    expect(await reserved(credits, "bob", 7.5)).toEqual(granted);
  });

  it("counts for the team what cost more than was thought", async () => {
    const { credits } = open({ perTeam: 10 });
    const made = (await credits.reserve("ada", 1)) as Reservation;

    made.settle(9);
    expect(await reserved(credits, "bob", 2)).toMatch(/limit/);
    expect(await reserved(credits, "bob", 1)).toEqual(granted);
  });

  it("begins anew at midnight UTC, and what is settled afterwards belongs to the day before", async () => {
    const { clock, credits } = open({ perPerson: 5 });
    const made = (await credits.reserve("ada", 5)) as Reservation;

    await clock.advance(3_600_000);
    expect(await reserved(credits, "ada", 5)).toEqual(granted);
    made.settle(0);
    expect(await reserved(credits, "ada", 1)).toMatch(/limit/);
  });

  it("never lets more be spent than the limit, however many ask at once and whatever it comes to", async () => {
    const ask = fc.record({
      personId: fc.constantFrom("ada", "bob", "cy"),
      most: fc.integer({ min: 1, max: 6 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(ask, { maxLength: 60 }), async (asks) => {
        const { credits } = open({ perPerson: 20, perTeam: 40 });
        const spent = new Map<string, number>();
        await Promise.all(
          asks.map(async ({ personId, most, share }) => {
            const made = await credits.reserve(personId, most);
            if ("sentence" in made) return;
            const cost = Math.floor(most * share);
            spent.set(personId, (spent.get(personId) ?? 0) + cost);
            made.settle(cost);
          }),
        );
        const all = [...spent.values()];
        expect(Math.max(0, ...all)).toBeLessThanOrEqual(20);
        expect(all.reduce((sum, credits) => sum + credits, 0)).toBeLessThanOrEqual(40);
      }),
      { numRuns: 30 },
    );
  });

  it("goes on from what the day had cost before it was started", async () => {
    const asked: string[] = [];
    const spentBefore = (day: string): Promise<ReadonlyMap<string, number>> => {
      asked.push(day);
      return Promise.resolve(
        new Map([
          ["ada", 4],
          ["bob", 3],
        ]),
      );
    };
    const { credits } = open({ perPerson: 5, perTeam: 10, spentBefore });

    expect(await reserved(credits, "ada", 2)).toMatch(/^Your daily/);
    expect(await reserved(credits, "ada", 1)).toEqual(granted);
    expect(await reserved(credits, "cy", 3)).toMatch(/team/);
    expect(asked).toEqual(["2026-11-23"]);
  });

  it("counts for the person, too, what lost replies may have cost besides", async () => {
    const { credits } = open({ perPerson: 4, perTeam: 8 });
    const made = (await credits.reserve("ada", 1)) as Reservation;

    made.settle(1, 1);

    expect(await reserved(credits, "ada", 3)).toMatch(/^Your daily/);
    expect(await reserved(credits, "ada", 2)).toEqual(granted);
    expect(await reserved(credits, "bob", 4)).toEqual(granted);
    expect(await reserved(credits, "cy", 1)).toMatch(/team/);
  });

  it("counts what was spent before once each day, and asks again where it could not be read", async () => {
    let isAway = true;
    const spentBefore = (day: string): Promise<ReadonlyMap<string, number>> =>
      isAway ? Promise.reject(new Error("Away.")) : Promise.resolve(new Map([["ada", day === "2026-11-23" ? 4 : 0]]));
    const { clock, credits } = open({ perPerson: 5, spentBefore });

    await expect(credits.reserve("ada", 1)).rejects.toThrow("Away.");
    isAway = false;
    expect(await reserved(credits, "ada", 1)).toEqual(granted);
    expect(await reserved(credits, "ada", 1)).toMatch(/limit/);
    await clock.advance(3_600_000);
    expect(await reserved(credits, "ada", 5)).toEqual(granted);
    expect(await reserved(credits, "ada", 1)).toMatch(/limit/);
  });
});

test("gateways of one Redis and account count as one, those of another account for themselves", async () => {
  const limits = {
    clock: createFakeClock(evening),
    openLimiter: redisLimiters(redis),
    perPerson: 5,
    perTeam: undefined,
  };
  const connectionId = randomUUID();
  const [one, two] = [1, 2].map(() => createDayCredits({ ...limits, connectionId })) as [DayCredits, DayCredits];
  const other = createDayCredits({ ...limits, connectionId: randomUUID() }) as DayCredits;

  await one.reserve("ada", 5);

  expect(await two.reserve("ada", 1)).toHaveProperty("sentence");
  expect(await other.reserve("ada", 5)).toHaveProperty("settle");
});

test("limits switched on in the middle of a day go on from the books, counted by the first of several gateways only", async () => {
  const limits = { clock: createFakeClock(evening), openLimiter: redisLimiters(redis), perPerson: 5, perTeam: 10 };
  const spentBefore = () => Promise.resolve(new Map([["ada", 2]]));
  const connectionId = randomUUID();
  const open = () => createDayCredits({ ...limits, connectionId, spentBefore }) as DayCredits;
  const [one, two, restarted] = [open(), open(), open()];

  expect(await one.reserve("ada", 1)).toHaveProperty("settle");
  expect(await two.reserve("ada", 1)).toHaveProperty("settle");
  expect(await restarted.reserve("ada", 1)).toHaveProperty("settle");
  expect(await two.reserve("ada", 1)).toHaveProperty("sentence");
});

test("a second limit switched on in the middle of a day goes on from the books as the first does", async () => {
  const limits = { clock: createFakeClock(evening), openLimiter: redisLimiters(redis), connectionId: randomUUID() };
  const open = (perTeam: number | undefined, spent: number) => {
    const spentBefore = () => Promise.resolve(new Map([["ada", spent]]));
    return createDayCredits({ ...limits, perPerson: 9, perTeam, spentBefore }) as DayCredits;
  };
  await open(undefined, 0).reserve("ada", 4);
  const restarted = open(5, 4);

  expect(await restarted.reserve("bob", 1)).toHaveProperty("settle");
  expect(await restarted.reserve("bob", 1)).toHaveProperty("sentence");
  expect(await restarted.reserve("ada", 6)).toHaveProperty("sentence");
});

test("nothing may be spent while the counts are away", async () => {
  const away = new Redis(server.url, { lazyConnect: true, enableOfflineQueue: false });
  const credits = createDayCredits({
    ...{ clock: createFakeClock(evening), openLimiter: redisLimiters(away), connectionId: "a" },
    ...{ perPerson: 5, perTeam: 10 },
  });

  await expect(credits?.reserve("ada", 1)).rejects.toThrow();
  away.disconnect();
});

test("there is nothing to count where nothing is limited", () => {
  const clock = createFakeClock();
  expect(
    createDayCredits({
      clock,
      openLimiter: memoryLimiter,
      connectionId: "a",
      perPerson: undefined,
      perTeam: undefined,
    }),
  ).toBeUndefined();
});
