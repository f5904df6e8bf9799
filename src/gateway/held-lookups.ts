import { LRUCache } from "lru-cache";
import type { KeptAnswer } from "../core/answer";
import type { Clock } from "../core/clock";
import type { AskOptions, Enricher, Lookup, Outcome } from "../core/enricher";
import { isWithin } from "../core/sections";

/** One lookup of one request: it outlives the request by a while, so that asking again joins it. */
export interface HeldLookup {
  readonly outcome: Promise<Outcome>;
  /** Credits to report with the row: its own, and those of an earlier ask whose reply could not carry them. */
  deliver(outcome: Outcome): number;
  /** The reply goes out without this row: what it costs is told to whoever asks for the person again. */
  abandon(): void;
}

/** How somebody asks, as opposed to for whom. */
export interface HoldOptions extends Omit<AskOptions, "signal"> {
  /** Whose turn it is. */
  readonly caller: string;
  /** The page that asks: when it repeats a refresh whose reply could not carry it, it gets what it has bought. */
  readonly page: string;
}

export interface HeldLookups {
  hold(lookup: Lookup, options: HoldOptions): HeldLookup;
  /** What is kept of the person, whatever of it: nobody is asked. */
  kept(lookup: Lookup): Promise<KeptAnswer | undefined>;
}

export interface HeldLookupsOptions {
  readonly enricher: Pick<Enricher, "ask" | "kept">;
  readonly clock: Clock;
  /** How long a lookup stays queued, and its credits stay to be told, after its request has ended; default 60,000. */
  readonly rejoinMs?: number;
}

const maxRemembered = 20_000;

/** A refresh whose reply could not carry it. */
interface Undelivered {
  readonly lookup: Lookup;
  readonly outcome: Promise<Outcome>;
  /** Takes it out of the queue, and whoever asked for it again. */
  readonly withdrawal: AbortController;
  /** It has been asked for again: it stays queued. */
  readonly stay: () => void;
}

/** Lookups that stay queued for a while after their request went away, each with the credits nobody was told of. */
export function createHeldLookups({ enricher, clock, rejoinMs = 60_000 }: HeldLookupsOptions): HeldLookups {
  const lasting = { max: maxRemembered, ttl: rejoinMs, ttlResolution: 0, perf: clock };
  const owed = new LRUCache<string, number>({ ...lasting, updateAgeOnGet: true });
  /** By page and person: refreshes that were asked for and not handed out. */
  const undelivered = new LRUCache<string, Undelivered>(lasting);

  function owe(key: string, credits: number): void {
    if (credits > 0) owed.set(key, (owed.get(key) ?? 0) + credits);
  }

  /** By person: asks left behind by their requests, until their credits are owed. */
  const leftBehind = new Map<string, Promise<unknown>>();

  function leaveBehind(key: string, owed: Promise<unknown>): void {
    const all = Promise.all([leftBehind.get(key), owed]).finally(() => {
      if (leftBehind.get(key) === all) leftBehind.delete(key);
    });
    leftBehind.set(key, all);
  }

  /** The answer may be kept before whoever bought it has heard of it: its credits are told with it all the same. */
  async function withEarlier(key: string, outcome: Promise<Outcome>): Promise<Outcome> {
    const earlier = leftBehind.get(key);
    if (earlier === undefined) return outcome;
    const own = await outcome;
    await earlier;
    return own;
  }

  /** Somebody asks for the person: its credits stay to be told as long again. */
  function keepOwed(key: string): void {
    owed.get(key);
  }

  function collect(key: string): number {
    const credits = owed.get(key) ?? 0;
    owed.delete(key);
    return credits;
  }

  /** What a refresh has bought is not bought again because the reply had no room for it. */
  async function askAgain(before: Undelivered, lookup: Lookup, options: AskOptions): Promise<Outcome> {
    before.stay();
    const earlier = await before.outcome.catch(() => undefined);
    options.signal?.throwIfAborted();
    const isBought = earlier !== undefined && earlier.answer.status !== "failed";
    return enricher.ask(isBought ? withoutFlags(lookup) : lookup, { ...options, refresh: !isBought });
  }

  return {
    kept: (lookup) => enricher.kept({ ...lookup, sections: [] }),
    hold(lookup, { page, ...options }) {
      const { key } = lookup.identifier;
      keepOwed(key);
      const refreshing = `${page} ${key}`;
      const earlier = options.refresh === true ? undelivered.get(refreshing) : undefined;
      const isLeft = earlier?.withdrawal.signal.aborted === false && isPartOf(lookup, earlier.lookup);
      const before = isLeft ? earlier : undefined;
      const withdrawal = before?.withdrawal ?? new AbortController();
      const asked = { ...options, signal: withdrawal.signal };
      const outcome = withEarlier(key, before ? askAgain(before, lookup, asked) : enricher.ask(lookup, asked));
      return {
        outcome,
        deliver({ credits }) {
          undelivered.delete(refreshing);
          return credits + collect(key);
        },
        abandon() {
          keepOwed(key);
          const ended = new AbortController();
          const stay = (): void => ended.abort();
          if (options.refresh === true) undelivered.set(refreshing, { lookup, outcome, withdrawal, stay });
          const owed = outcome
            .then(({ credits }) => owe(key, credits))
            // Withdrawn before it was sent: it cost nothing, and nobody waits.
            .catch(() => undefined)
            .finally(stay);
          leaveBehind(key, owed);
          clock.sleep(rejoinMs, ended.signal).then(
            () => withdrawal.abort(new Error("Nobody asked for it again.")),
            () => undefined,
          );
        },
      };
    },
  };
}

function isPartOf(lookup: Lookup, whole: Lookup): boolean {
  return lookup.sections.every((section) => whole.sections.some((bought) => isWithin(section, bought)));
}

/** What makes the service fetch a person anew makes no sense of what has just been fetched. */
function withoutFlags({ options = {}, ...lookup }: Lookup): Lookup {
  const { minScore } = options;
  return { ...lookup, options: minScore === undefined ? {} : { minScore } };
}
