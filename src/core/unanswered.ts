import type { ActivityTally } from "./activity-tally";
import type { Admission } from "./admission";
import type { Failed, FailureCode } from "./answer";
import type { AnswerCache } from "./answers/answer-cache";
import type { Billing } from "./billing";
import type { Delivery } from "./delivery";
import type { Denials } from "./denials";
import type { FailureMemory } from "./failure-memory";
import { isStopCode, type HaltCode } from "./flights";
import type { Lanes } from "./lanes";
import { takeOn, type PendingLookup } from "./pending-lookup";
import type { PendingPeople } from "./pending-people";
import type { SectionFacts } from "./sections";
import type { StandingRefusals } from "./standing-refusals";
import type { WaitingRoom } from "./waiting-room";

/** What becomes of those whose request brought them no answer. */
export interface Unanswered {
  /** Not sent any more: whoever withdrew meanwhile may go, whoever came meanwhile joins. */
  putBack(lookups: readonly PendingLookup[]): void;
  /** A refusal that would meet everyone who waits, or every e-mail: they get it unasked. */
  halt(code: HaltCode, lookups: readonly PendingLookup[]): void;
  /** Our own code failed after sending: nobody is left waiting, and nobody is asked for again unseen. */
  strand(lookups: readonly PendingLookup[], error: unknown): void;
}

export interface UnansweredParts {
  readonly facts: SectionFacts;
  readonly cache: Pick<AnswerCache, "peek">;
  readonly denials: Pick<Denials, "addTo">;
  readonly failures: FailureMemory;
  readonly lanes: Lanes;
  readonly room: WaitingRoom;
  readonly delivery: Delivery;
  readonly admission: Admission;
  readonly people: PendingPeople;
  readonly billing: Billing;
  readonly tally: ActivityTally;
  readonly refusals: StandingRefusals;
  readonly failed: (code: FailureCode, key: string) => Failed;
  readonly onDefect: (error: unknown) => void;
}

export function createUnanswered(parts: UnansweredParts): Unanswered {
  const { facts, cache, denials, failures, lanes, room, delivery, admission, people, billing, tally } = parts;
  const { refusals, failed, onDefect } = parts;

  /** It waits again as before it was sent, for those who still want it. */
  function reopen(lookup: PendingLookup): void {
    const { identifier } = lookup;
    lookup.isInFlight = false;
    lookup.queuedAtMs = Math.min(lookup.queuedAtMs, 0);
    for (const waiter of lookup.waiters) {
      if (!waiter.isSent) takeOn(lookup, waiter, cache.peek(identifier.key), facts);
      waiter.isSent = false;
      if (room.withdrawLate(waiter)) {
        lookup.waiters.delete(waiter);
        people.narrow(lookup);
      }
    }
    const kept = cache.peek(identifier.key);
    if (kept !== undefined) {
      delivery.serveKept(lookup, denials.addTo(kept));
      people.narrow(lookup);
    }
    const refusal = refusals.of(identifier);
    if (refusal !== undefined) people.settle(lookup, refusal);
    else if (lookup.waiters.size === 0) people.drop(lookup);
  }

  return {
    putBack(lookups) {
      lookups.forEach(reopen);
      tally.count({ inFlight: tally.now.inFlight - lookups.length });
      lanes.putBack(lookups.filter((lookup) => lookup.waiters.size > 0 && admission.admits(lookup)));
    },
    halt(code, lookups) {
      refusals.note(code);
      const queued = people.all().filter(({ isInFlight }) => !isInFlight);
      for (const lookup of [...lookups, ...queued]) {
        const { key, kind } = lookup.identifier;
        if (code === "emails_not_supported" && kind !== "email") continue;
        const failure = failed(code, key);
        if (!isStopCode(code)) failures.remember(key, failure);
        people.settle(lookup, failure);
      }
      tally.count({ inFlight: tally.now.inFlight - lookups.length });
    },
    strand(lookups, error) {
      onDefect(error);
      for (const lookup of lookups) {
        const { key } = lookup.identifier;
        if (people.get(key) !== lookup || !lookup.isInFlight) continue;
        billing.noteLost(lookup);
        const failure: Failed = { ...failed("contract_changed", key), possiblyBilled: true };
        failures.remember(key, failure);
        people.settle(lookup, failure);
      }
      tally.count({ inFlight: people.all().filter(({ isInFlight }) => isInFlight).length });
    },
  };
}
