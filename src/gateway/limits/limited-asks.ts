import type { FailureCode } from "../../core/answer";
import { catalogueFacts } from "../../core/catalogue-facts";
import type { Clock } from "../../core/clock";
import type { AskOptions, Enricher, Lookup, Outcome } from "../../core/enricher";
import { listPrice } from "../../core/sections";
import type { DayCredits, LimitReached, Reservation } from "./day-credits";

export interface LimitedAsksOptions {
  readonly enricher: Pick<Enricher, "ask" | "kept" | "peek">;
  readonly clock: Clock;
  /** Default: people may spend what the account has. */
  readonly credits?: DayCredits | undefined;
  /** Lookups that may wait at once. Default 20,000. */
  readonly mostWaiting?: number;
  /** Of these, one person's. Default 12,000: a column of 10,000 people and what else is on the sheet. */
  readonly mostWaitingOfPerson?: number;
}

/** A lookup that one person waits for: asked for again, it neither counts nor is reserved a second time. */
interface Waiting {
  readonly personId: string;
  asks: number;
  reservation: Promise<Reservation | LimitReached> | undefined;
  reservedCredits: number;
  spentCredits: number;
  /** Of lost replies: the most they can have cost. */
  uncertainCredits: number;
}

/** Sent back with the refusal of a lookup for which there is no room. */
const noRoom = "Too many lookups wait already: ask again in a while.";

/**
 * Asks within the limits of a gateway: what is known is answered whatever the limits; what would be one too many to
 * wait is `still_queued` with a sentence, what a day's credits have no room for is `daily_limit`, and nobody is asked.
 */
export function createLimitedAsks(options: LimitedAsksOptions): Pick<Enricher, "ask" | "kept"> {
  const { enricher, clock, credits, mostWaiting = 20_000, mostWaitingOfPerson = 12_000 } = options;
  const waiting = new Map<string, Waiting>();
  const ofPerson = new Map<string, number>();
  let refreshes = 0;

  /** Of what is paid for once; two refreshes of one person may both be. */
  function keyOf({ identifier, sections, options: wants }: Lookup, personId: string, isRefresh: boolean): string {
    return JSON.stringify([personId, identifier.key, sections, wants, isRefresh && ++refreshes]);
  }

  function enter(key: string, personId: string): Waiting | undefined {
    const known = waiting.get(key);
    if (known !== undefined) {
      known.asks++;
      return known;
    }
    const own = ofPerson.get(personId) ?? 0;
    if (waiting.size >= mostWaiting || own >= mostWaitingOfPerson) return undefined;
    ofPerson.set(personId, own + 1);
    const entry: Waiting = {
      ...{ personId, asks: 1, reservation: undefined },
      ...{ reservedCredits: 0, spentCredits: 0, uncertainCredits: 0 },
    };
    waiting.set(key, entry);
    return entry;
  }

  function leave(key: string, entry: Waiting): void {
    entry.asks--;
    if (entry.asks > 0) return;
    waiting.delete(key);
    const others = (ofPerson.get(entry.personId) ?? 1) - 1;
    if (others > 0) ofPerson.set(entry.personId, others);
    else ofPerson.delete(entry.personId);
    entry.reservation
      ?.then((made) => {
        if ("settle" in made) made.settle(entry.spentCredits, entry.uncertainCredits);
      })
      // Nothing was set aside.
      .catch(() => undefined);
  }

  function failed(code: FailureCode, detail?: string): Outcome {
    const answer = { status: "failed", code, possiblyBilled: false, asOf: clock.now() } as const;
    return { answer: detail === undefined ? answer : { ...answer, detail }, credits: 0, origin: "asked" };
  }

  async function known(lookup: Lookup, { refresh = false }: AskOptions): Promise<Outcome | undefined> {
    const kept = refresh ? undefined : await enricher.kept(lookup);
    return kept && { answer: kept, credits: 0, origin: "kept" };
  }

  /** What stands between a lookup and its spending, if anything does. */
  async function obstacle(lookup: Lookup, entry: Waiting): Promise<Outcome | undefined> {
    if (credits === undefined) return undefined;
    entry.reservedCredits = listPrice(lookup.sections, catalogueFacts);
    entry.reservation ??= credits.reserve(entry.personId, entry.reservedCredits);
    try {
      const made = await entry.reservation;
      return "sentence" in made ? failed("daily_limit", made.sentence) : undefined;
    } catch {
      return failed("service_unavailable");
    }
  }

  async function askWithin(lookup: Lookup, asked: AskOptions, entry: Waiting): Promise<Outcome> {
    const free = credits === undefined ? undefined : await known(lookup, asked);
    const settled = free ?? (await obstacle(lookup, entry));
    if (settled !== undefined) return settled;
    const askedAtMs = clock.now();
    const outcome = await enricher.ask(lookup, asked);
    entry.spentCredits += outcome.credits;
    if (wasLost(outcome, askedAtMs)) entry.uncertainCredits += entry.reservedCredits;
    return outcome;
  }

  /** A reply to this very ask was lost: whoever joined it has lost nothing, nor has who is told of it again later. */
  function wasLost({ answer, joined, possiblyBilled }: Outcome, askedAtMs: number): boolean {
    if (joined === true) return false;
    return possiblyBilled === true || (answer.status === "failed" && answer.possiblyBilled && answer.asOf >= askedAtMs);
  }

  return {
    kept: (lookup) => enricher.kept(lookup),
    async ask(lookup, asked = {}) {
      asked.signal?.throwIfAborted();
      const near = asked.refresh === true ? undefined : enricher.peek(lookup);
      if (near !== undefined) return { answer: near, credits: 0, origin: "kept" };
      const personId = asked.asker?.personId ?? "";
      const key = keyOf(lookup, personId, asked.refresh === true);
      const entry = enter(key, personId);
      if (entry === undefined) return (await known(lookup, asked)) ?? failed("still_queued", noRoom);
      try {
        return await askWithin(lookup, asked, entry);
      } finally {
        leave(key, entry);
      }
    },
  };
}
