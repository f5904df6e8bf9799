import type { Redis } from "ioredis";
import type { Clock } from "../../core/clock";
import { createWritable, type Readable } from "../../core/readable";

/** Which of the gateways packs requests for one connection. */
export interface Leadership {
  /** This gateway's own name among the others. */
  readonly me: string;
  /** The leader's name; `undefined` while none is known, for instance because Redis is away. */
  readonly leader: Readable<string | undefined>;
  /** Gives the lead back, if it is ours, so that another takes it at once. */
  close(): Promise<void>;
}

export interface LeadershipOptions {
  readonly redis: Redis;
  readonly clock: Clock;
  /** The row that holds the leader's name. */
  readonly row: string;
  /** Different for every process. */
  readonly me: string;
}

const leaseMs = 5_000;
const renewMs = 1_500;
/** While Redis is away it is looked for more often: nobody can be asked for until it is back. */
const awayMs = 200;

/** Takes or renews the lead if nobody else has it; returns who has. */
const leadScript = `
local leader = redis.call('GET', KEYS[1])
if leader and leader ~= ARGV[1] then return leader end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return ARGV[1]
`;

const giveBackScript = `
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 0
`;

/** Stands for the lead from now on, and tells who has it. */
export function standForLead({ redis, clock, row, me }: LeadershipOptions): Leadership {
  const leader = createWritable<string | undefined>(undefined);
  const closing = new AbortController();
  let knownUntilMs = -Infinity;

  /** Resolves to how long to wait until the next look. */
  async function look(): Promise<number> {
    const askedAtMs = clock.now();
    try {
      const name = String(await redis.eval(leadScript, 1, row, me, leaseMs));
      if (closing.signal.aborted) return 0;
      // Reckoned from before the question, so that our own lease never seems longer than Redis holds it.
      knownUntilMs = askedAtMs + leaseMs;
      leader.set(name);
      return renewMs;
    } catch {
      // Redis is away: what it said last holds as long as a lease does.
      if (clock.now() >= knownUntilMs) leader.set(undefined);
      return awayMs;
    }
  }

  async function watch(): Promise<void> {
    while (!closing.signal.aborted) {
      await clock.sleep(await look(), closing.signal).catch(() => undefined);
    }
  }
  const watching = watch();

  return {
    me,
    leader,
    async close() {
      closing.abort();
      await watching;
      leader.set(undefined);
      // Where Redis does not hear it, the lease ends by itself.
      await redis.eval(giveBackScript, 1, row, me).catch(() => undefined);
    },
  };
}
