import { randomUUID } from "node:crypto";
import type { BatchReply } from "../../../src/core/service";
import type { Slot, Slots } from "../../../src/core/slots";
import { connectRedis, type RedisConnection } from "../../../src/gateway/redis/redis-connection";
import { createRedisSlots, type RedisSlots } from "../../../src/gateway/redis/redis-slots";
import { createFakeClock } from "../../support/fake-clock";
import { batchOf } from "../../support/running-sandbox";
import { startRedisServer } from "../../support/redis-server";
import { redisForTests } from "../../support/redis-tests";

const server = redisForTests();

const answered: BatchReply = { outcome: "answered", rows: [], creditsUsed: 0 };
const never = new AbortController().signal;

/** Slots of one account as several gateways see it. */
function gateways(count: number, requestsPerMinute: number) {
  const connectionId = randomUUID();
  const clock = createFakeClock();
  const open = (): RedisSlots => createRedisSlots({ redis: server.redis, clock, connectionId, requestsPerMinute });
  return { clock, connectionId, all: Array.from({ length: count }, open) };
}

/** Lets Redis answer whatever was asked of it so far, and what follows from that. */
async function answeredSoFar(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await server.redis.ping();
}

/** Which of these were granted without waiting. */
async function grantedNow(asked: readonly Promise<Slot>[]): Promise<readonly Slot[]> {
  const granted: Slot[] = [];
  for (const slot of asked)
    void slot.then(
      (each) => granted.push(each),
      () => undefined,
    );
  await answeredSoFar();
  return granted;
}

/** As if the minute since the requests sent so far had passed. */
async function passMinute(connectionId: string): Promise<void> {
  const sent = `enrich:{${connectionId}}:slots:sent`;
  for (const name of await server.redis.zrange(sent, "0", "-1")) await server.redis.zincrby(sent, -62_000, name);
}

test("gateways together are granted the account's limit and not one more", async () => {
  const { all } = gateways(3, 7);

  const granted = await grantedNow(all.flatMap((slots) => [1, 2, 3, 4].map(() => slots.acquire(never))));

  expect(granted).toHaveLength(7);
});

test("when the minute is over slots are free again, for whoever waits", async () => {
  const { clock, connectionId, all } = gateways(2, 2);
  const [one, other] = all as [RedisSlots, RedisSlots];
  await Promise.all([one.acquire(never), other.acquire(never)]);
  const waiting = other.acquire(never);
  expect(await grantedNow([waiting])).toHaveLength(0);

  await passMinute(connectionId);
  await clock.advance(2_000);

  expect(await grantedNow([waiting])).toHaveLength(1);
});

test("a slot that was given back is another's", async () => {
  const { all } = gateways(2, 1);
  const [one, other] = all as [RedisSlots, RedisSlots];
  const slot = await one.acquire(never);

  slot.giveBack();

  expect(await grantedNow([other.acquire(never), one.acquire(never)])).toHaveLength(1);
});

test("a 429 holds every gateway for as long as it says", async () => {
  const { connectionId, all } = gateways(2, 100);
  const [one, other] = all as [RedisSlots, RedisSlots];
  const slot = await one.acquire(never);

  slot.done({ outcome: "rate_limited", retryAfterMs: 30_000 });

  expect(await grantedNow([other.acquire(never)])).toHaveLength(0);
  const holdMs = await server.redis.pttl(`enrich:{${connectionId}}:slots:hold`);
  expect(holdMs).toBeGreaterThan(25_000);
  expect(holdMs).toBeLessThanOrEqual(30_000);
});

test("a slot's minute counts from when its request leaves", async () => {
  const { connectionId, all } = gateways(1, 1);
  const [slots] = all as [RedisSlots];
  const sent = `enrich:{${connectionId}}:slots:sent`;
  await slots.acquire(never);
  const [name = ""] = await server.redis.zrange(sent, "0", "-1");
  await server.redis.zincrby(sent, -59_000, name);
  const [before] = await server.redis.time();

  const service = slots.timing({ enrich: () => Promise.resolve(answered) });
  await service.enrich(batchOf([]), never);
  await answeredSoFar();

  expect(Number(await server.redis.zscore(sent, name))).toBeGreaterThanOrEqual(Number(before) * 1000);
  expect(await grantedNow([slots.acquire(never)])).toHaveLength(0);
});

test.each([
  { sent: 1, used: "others", holds: true },
  { sent: 2, used: "these gateways themselves", holds: false },
])(
  "where nothing remains because $used used it up: every gateway waits for the reset: $holds",
  async ({ sent, holds }) => {
    const { connectionId, all } = gateways(1, 2);
    const [slots] = all as [RedisSlots];
    for (let each = 1; each < sent; each++) await slots.acquire(never);
    const slot = await slots.acquire(never);

    slot.done({ ...answered, rateLimit: { limit: 2, remaining: 0, resetMs: 30_000 } });
    await answeredSoFar();

    expect((await server.redis.pttl(`enrich:{${connectionId}}:slots:hold`)) > 25_000).toBe(holds);
  },
);

test("a shorter hold does not shorten a longer one", async () => {
  const { connectionId, all } = gateways(1, 100);
  const [slots] = all as [RedisSlots];
  const [first, second] = [await slots.acquire(never), await slots.acquire(never)];

  first.done({ outcome: "rate_limited", retryAfterMs: 30_000 });
  second.done({ outcome: "rate_limited", retryAfterMs: 1_000 });
  await server.redis.ping();

  expect(await server.redis.pttl(`enrich:{${connectionId}}:slots:hold`)).toBeGreaterThan(25_000);
});

test("the limit that a reply's headers tell is every gateway's", async () => {
  const { all } = gateways(2, 15);
  const [one, other] = all as [RedisSlots, RedisSlots];
  const slot = await one.acquire(never);

  slot.done({ ...answered, rateLimit: { limit: 2, remaining: 1, resetMs: 1 } });

  expect(await grantedNow([other.acquire(never), other.acquire(never)])).toHaveLength(1);
});

test("while Redis is away nothing is granted, and it goes on when Redis is back", async () => {
  const away = await startRedisServer();
  const toAway = connectRedis(away.url);
  await toAway.whenReady();
  const clock = createFakeClock();
  const slots = createRedisSlots({ redis: toAway.redis, clock, connectionId: "one", requestsPerMinute: 5 });
  await away.kill();
  const waiting = slots.acquire(never);
  await clock.advance(600_000);
  expect(await grantedNow([waiting])).toHaveLength(0);

  const back = new Promise((resolve) => toAway.redis.once("ready", resolve));
  await away.start();
  await back;
  await clock.advance(1_000);

  await expect(waiting).resolves.toBeDefined();
  toAway.close();
  await away.stop();
});

test("when Redis comes back without its memory nobody sends until the minute it forgot is over", async () => {
  const forgetful = await startRedisServer();
  const [one, other] = [connectRedis(forgetful.url), connectRedis(forgetful.url)];
  const ready = () =>
    Promise.all([one, other].map(({ redis }) => new Promise((resolve) => redis.once("ready", resolve))));
  await ready();
  const clock = createFakeClock();
  const open = ({ redis }: RedisConnection): Slots =>
    createRedisSlots({ redis, clock, connectionId: "one", requestsPerMinute: 1 });
  const [first, second] = [open(one), open(other)];
  await first.acquire(never);

  const back = ready();
  await forgetful.restart();
  await back;

  expect(await grantedNow([first.acquire(never), second.acquire(never)])).toHaveLength(0);
  expect(await one.redis.pttl("enrich:{one}:slots:hold")).toBeGreaterThan(55_000);
  one.close();
  other.close();
  await forgetful.stop();
});

test("whoever withdraws while waiting takes nobody's slot", async () => {
  const { all } = gateways(1, 1);
  const [slots] = all as [RedisSlots];
  const slot = await slots.acquire(never);
  const withdrawal = new AbortController();
  const waiting = slots.acquire(withdrawal.signal);
  const next = slots.acquire(never);

  withdrawal.abort(new Error("Withdrawn."));
  slot.giveBack();

  await expect(waiting).rejects.toThrow("Withdrawn.");
  await expect(next).resolves.toBeDefined();
});
