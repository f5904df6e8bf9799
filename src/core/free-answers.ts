import type { ActivityTally } from "./activity-tally";
import type { AnswerCache } from "./answers/answer-cache";
import type { Delivery } from "./delivery";
import type { Denials } from "./denials";
import type { EnricherParts } from "./enricher-parts";
import { createKeptElsewhere, type KeptElsewhereSettings } from "./kept-elsewhere";
import type { Lanes } from "./lanes";
import type { PendingLookup } from "./pending-lookup";
import type { PendingPeople } from "./pending-people";
import type { SectionFacts } from "./sections";

/** Answers that somebody else has paid for, looked for just before money would be spent or a yes be asked for. */
export interface FreeAnswers {
  /** Answers those whom a gateway keeps; the others go on waiting. */
  fromGateway(lookups: readonly PendingLookup[]): Promise<void>;
  /** The next batch, once the store has been read again for all of it: another workbook may have bought them. */
  compose(): Promise<readonly PendingLookup[]>;
}

export interface FreeAnswersParts extends Pick<EnricherParts, "clock" | "keptQuestion" | "store"> {
  readonly facts: SectionFacts;
  readonly closing: AbortSignal;
  readonly cache: AnswerCache;
  readonly delivery: Delivery;
  readonly people: PendingPeople;
  readonly lanes: Lanes;
  readonly tally: ActivityTally;
  readonly denials: Pick<Denials, "addTo">;
  readonly onDefect: (error: unknown) => void;
}

export function createFreeAnswers(parts: FreeAnswersParts, settings: KeptElsewhereSettings): FreeAnswers {
  const { clock, keptQuestion: question, store, cache, delivery, people, lanes, tally, denials, onDefect } = parts;
  const askGateway = question && createKeptElsewhere({ ...parts, question }, settings);

  function isWaiting(lookup: PendingLookup): boolean {
    return people.get(lookup.identifier.key) === lookup;
  }

  async function readAgain(lookups: readonly PendingLookup[]): Promise<void> {
    const found = await cache.read(lookups.map(({ identifier }) => identifier.key)).catch(onDefect);
    for (const lookup of lookups.filter(isWaiting)) {
      const kept = found?.get(lookup.identifier.key);
      if (kept === undefined) continue;
      delivery.serveKept(lookup, denials.addTo(kept));
      people.recount(lookup);
    }
    tally.count();
  }

  return {
    async fromGateway(lookups) {
      const landings = (await askGateway?.(lookups)) ?? [];
      await delivery.take(landings);
      const waiting = landings.map(({ lookup }) => lookup).filter(isWaiting);
      waiting.forEach((lookup) => people.recount(lookup));
      const answered = waiting.filter(({ waiters }) => waiters.size === 0);
      tally.count({ keptElsewhere: tally.now.keptElsewhere + answered.length });
    },
    async compose() {
      const seen = new Set<PendingLookup>();
      for (;;) {
        people.tidy();
        const unseen = lanes.next(clock.now()).filter((lookup) => !lookup.refresh && !seen.has(lookup));
        if (store === undefined || unseen.length === 0) return lanes.take(clock.now());
        await readAgain(unseen);
        unseen.forEach((lookup) => seen.add(lookup));
      }
    },
  };
}
