import type { KeptAnswer } from "./answer";
import type { AnswerCache } from "./answers/answer-cache";
import { covers, mergeAnswers } from "./answers/coverage";
import type { FailureMemory } from "./failure-memory";
import type { Landing } from "./landings";
import type { LostReplies } from "./lost-replies";
import type { PendingLookup, Waiter } from "./pending-lookup";
import type { SectionFacts } from "./sections";
import type { WaitingRoom } from "./waiting-room";

export interface DeliveryParts {
  readonly cache: AnswerCache;
  readonly failures: FailureMemory;
  readonly room: WaitingRoom;
  readonly facts: SectionFacts;
  /** Keys of those whose reply was lost. */
  readonly lost: LostReplies;
}

/** Those whom an answer did not serve, since they came after its request had left and want more. */
export interface Unserved {
  readonly waiter: Waiter;
  readonly kept: KeptAnswer;
}

/** Brings answers to those who wait and into the cache. */
export interface Delivery {
  /** After a request; resolves to those who must be asked for again. */
  land(landings: readonly Landing[]): Promise<readonly Unserved[]>;
  /** What a gateway keeps is kept here as well, and serves whom it can, free of charge. */
  take(landings: readonly Landing[]): Promise<void>;
  /** What is kept serves whom it can, free of charge: they leave the lookup. A refresh is never answered so. */
  serveKept(lookup: PendingLookup, kept: KeptAnswer): void;
}

export function createDelivery({ cache, failures, room, facts, lost }: DeliveryParts): Delivery {
  function fail({ lookup, answer, credits }: Landing): void {
    if (answer.status !== "failed") return;
    const { key } = lookup.identifier;
    const failure = { ...answer, possiblyBilled: answer.possiblyBilled || lost.has(key) };
    failures.remember(key, failure);
    let due = credits;
    let isJoiner = false;
    for (const waiter of lookup.waiters) {
      room.settle(waiter, failure, { credits: due, wasAsked: true, isJoiner });
      due = 0;
      isJoiner = true;
    }
  }

  /** The first who asked pays; those who joined get it free. */
  function serve({ lookup, credits }: Landing, kept: KeptAnswer): readonly Unserved[] {
    const { key } = lookup.identifier;
    failures.forget(key);
    const wasLost = lost.delete(key);
    const unserved: Unserved[] = [];
    let due = credits;
    let isJoiner = false;
    for (const waiter of lookup.waiters) {
      if (waiter.isSent || isServedBy(kept, waiter, facts)) {
        room.settle(waiter, kept, { credits: due, wasAsked: true, wasLost, isJoiner });
        due = 0;
        isJoiner = true;
      } else unserved.push({ waiter, kept });
    }
    return unserved;
  }

  function serveKept(lookup: PendingLookup, kept: KeptAnswer): void {
    const served = [...lookup.waiters].filter((waiter) => !waiter.refresh && covers(kept, waiter, facts));
    if (served.length === 0) return;
    const { key } = lookup.identifier;
    failures.forget(key);
    const wasLost = lost.delete(key);
    for (const waiter of served) {
      lookup.waiters.delete(waiter);
      room.settle(waiter, kept, { wasLost });
    }
  }

  /** Into the cache; what is kept of each from now on, in order, but for failures. */
  async function keep(landings: readonly Landing[]): Promise<readonly (KeptAnswer | undefined)[]> {
    const keys = landings.flatMap(({ lookup, answer }) => (answer.status === "failed" ? [] : [lookup.identifier.key]));
    // Read again: another workbook may have bought more of the same people meanwhile.
    const before = keys.length > 0 ? await cache.read(keys) : new Map<string, KeptAnswer>();
    const merged = landings.map(({ lookup, answer, sections }) => {
      if (answer.status === "failed") return undefined;
      const isRefresh = [...lookup.waiters].some(({ isSent, refresh }) => isSent && refresh);
      const { key } = lookup.identifier;
      return { key, answer: mergeAnswers(before.get(key), answer, { sections, isRefresh }) };
    });
    cache.keep(merged.flatMap((entry) => entry ?? []));
    return merged.map((entry) => entry?.answer);
  }

  return {
    serveKept,
    async land(landings) {
      const kept = await keep(landings);
      return landings.flatMap((landing, index) => {
        const answer = kept[index];
        if (answer !== undefined) return serve(landing, answer);
        fail(landing);
        return [];
      });
    },
    async take(landings) {
      const kept = await keep(landings);
      landings.forEach(({ lookup }, index) => {
        const answer = kept[index];
        if (answer !== undefined) serveKept(lookup, answer);
      });
    },
  };
}

/** A refresh with flags wants a request of its own; any other is served by what has just come. */
function isServedBy(kept: KeptAnswer, waiter: Waiter, facts: SectionFacts): boolean {
  const { forceFetch = false, enrichRealtime = false } = waiter.options;
  return !forceFetch && !enrichRealtime && covers(kept, waiter, facts);
}
