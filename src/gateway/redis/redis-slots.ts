import { randomUUID } from "node:crypto";
import type { Redis } from "ioredis";
import { z } from "zod";
import type { Clock } from "../../core/clock";
import type { EnrichService } from "../../core/service";
import type { Slot, Slots } from "../../core/slots";

export interface RedisSlotsOptions {
  readonly redis: Redis;
  readonly clock: Clock;
  /** Names the account whose limit it is, without saying its key. */
  readonly connectionId: string;
  /** Until a reply's headers say otherwise. Default 15. */
  readonly requestsPerMinute?: number;
  /** Granted only while this row holds this text: nobody sends after the lead has passed to another. */
  readonly fence?: { readonly row: string; readonly text: string };
}

const windowMs = 60_000;
/** A request is counted by the service a little after it has left, on a busy machine a while after. */
const marginMs = 1_500;
/** How long a 429 without any hint holds sending. */
const unhintedHoldMs = 5_000;
/** While Redis is away nothing is granted; it is asked again after so long. */
const awayMs = 1_000;
/** A slot that another gateway gave back is noticed after so long. */
const longestNapMs = 2_000;
const learntLimitMs = 86_400_000;

/**
 * One step, undivided, on Redis's own clock: grants a slot and returns 0, or returns the milliseconds to wait; with it
 * the name of Redis's memory. A gateway that knew another memory tells that this one is new: who sent what in the last
 * minute is forgotten, so nobody sends until that minute is over.
 * KEYS: the moments of the requests sent, the end of a hold, the learnt limit, the memory's name, the fence.
 * ARGV: limit by default, window, own name, the memory's name as known here ("" at first), the fence's text or "",
 * the wait where the fence says something else.
 */
const takeScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local window = tonumber(ARGV[2])
local memory = redis.call('GET', KEYS[4])
if not memory then
  memory = ARGV[3]
  redis.call('SET', KEYS[4], memory)
  if ARGV[4] ~= '' then redis.call('SET', KEYS[2], now + window, 'PX', window) end
end
if ARGV[5] ~= '' and redis.call('GET', KEYS[5]) ~= ARGV[5] then return { tonumber(ARGV[6]), memory } end
local held = tonumber(redis.call('GET', KEYS[2]) or '0')
if held > now then return { held - now, memory } end
local limit = tonumber(redis.call('GET', KEYS[3]) or ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - window)
local sent = redis.call('ZCARD', KEYS[1])
if sent >= limit then
  local blocking = redis.call('ZRANGE', KEYS[1], sent - limit, sent - limit, 'WITHSCORES')
  return { math.max(1, tonumber(blocking[2]) + window - now), memory }
end
redis.call('ZADD', KEYS[1], now, ARGV[3])
redis.call('PEXPIRE', KEYS[1], window)
return { 0, memory }
`;

const taken = z.tuple([z.number(), z.string()]);

/** Holds all sending for ARGV[1] ms from now on, or as long as it was held before, whichever is longer. */
const holdScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local till = now + tonumber(ARGV[1])
if till > tonumber(redis.call('GET', KEYS[1]) or '0') then redis.call('SET', KEYS[1], till, 'PX', ARGV[1]) end
return 0
`;

/**
 * The same where nothing remains although fewer than the limit were sent from here: somebody else uses the account. A
 * window that is full of our own requests says more exactly when the next is free.
 */
const holdUnlessFullScript = `
if redis.call('ZCARD', KEYS[2]) >= tonumber(redis.call('GET', KEYS[3]) or ARGV[2]) then return 0 end
${holdScript}`;

/** A request leaves now: its minute counts from here, not from when its slot was granted. */
const leaveScript = `
local time = redis.call('TIME')
redis.call('ZADD', KEYS[1], 'XX', time[1] * 1000 + math.floor(time[2] / 1000), ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 0
`;

/** Slots, and a service that tells them when a request really leaves: a busy gateway may take a while. */
export interface RedisSlots extends Slots {
  timing(service: EnrichService): EnrichService;
}

/**
 * The account's sliding window, shared by every gateway: together they never send more than its limit in any 60 s.
 * While Redis is away nobody is granted anything.
 */
export function createRedisSlots(options: RedisSlotsOptions): RedisSlots {
  const { redis, clock, connectionId, requestsPerMinute = 15, fence } = options;
  const prefix = `enrich:{${connectionId}}:slots:`;
  const sentKey = `${prefix}sent`;
  const holdKey = `${prefix}hold`;
  const limitKey = `${prefix}limit`;
  const memoryKey = `${prefix}memory`;
  let knownMemory = "";
  /** Slots whose requests have not left; whichever leaves, one more has left. */
  const unused = new Set<string>();
  /** Those who wait here, first come first served. */
  let last: Promise<unknown> = Promise.resolve();

  async function waitMs(name: string): Promise<number> {
    const keys = [sentKey, holdKey, limitKey, memoryKey, fence?.row ?? memoryKey];
    const args = [requestsPerMinute, windowMs + marginMs, name, knownMemory, fence?.text ?? "", awayMs];
    const [ms, memory] = taken.parse(await redis.eval(takeScript, keys.length, ...keys, ...args));
    knownMemory = memory;
    return ms;
  }

  async function take(signal: AbortSignal): Promise<Slot> {
    for (;;) {
      signal.throwIfAborted();
      const name = randomUUID();
      const ms = await waitMs(name).catch(() => awayMs);
      if (ms === 0) return slotOf(name);
      await clock.sleep(Math.min(ms, longestNapMs), signal);
    }
  }

  function slotOf(name: string): Slot {
    unused.add(name);
    const giveBack = (): void => {
      unused.delete(name);
      void tell(redis.zrem(sentKey, name));
    };
    return {
      giveBack,
      done(reply) {
        unused.delete(name);
        const { limit, remaining, resetMs } = reply.rateLimit ?? {};
        if (limit !== undefined && limit >= 1) void tell(redis.set(limitKey, Math.floor(limit), "PX", learntLimitMs));
        if (reply.outcome === "rate_limited") {
          giveBack();
          hold(reply.retryAfterMs ?? resetMs ?? unhintedHoldMs);
        } else if (remaining === 0 && resetMs !== undefined) holdUnlessFull(resetMs);
      },
    };
  }

  function hold(ms: number): void {
    if (ms >= 1) void tell(redis.eval(holdScript, 1, holdKey, Math.ceil(ms)));
  }

  function holdUnlessFull(ms: number): void {
    if (ms >= 1)
      void tell(redis.eval(holdUnlessFullScript, 3, holdKey, sentKey, limitKey, Math.ceil(ms), requestsPerMinute));
  }

  return {
    timing: (service) => ({
      enrich(batch, signal) {
        for (const name of unused) {
          unused.delete(name);
          void tell(redis.eval(leaveScript, 1, sentKey, name, windowMs + marginMs));
          break;
        }
        return service.enrich(batch, signal);
      },
    }),
    acquire(signal) {
      const slot = last.then(() => take(signal));
      last = slot.catch(() => undefined);
      return slot;
    },
  };
}

/** What Redis did not hear errs on the side of sending less: a slot stays taken until its minute is over. */
async function tell(told: Promise<unknown>): Promise<void> {
  await told.catch(() => undefined);
}
