import type { Admission } from "./admission";
import type { Answer, KeptAnswer } from "./answer";
import type { Clock } from "./clock";
import type { Lanes } from "./lanes";
import { createPendingLookup, takeOn, type PendingLookup, type Waiter } from "./pending-lookup";
import type { SectionFacts } from "./sections";
import type { WaitingRoom } from "./waiting-room";

/** The people somebody waits for, each once; whoever is not sent yet is in a lane or waits to be admitted to one. */
export interface PendingPeople {
  readonly size: number;
  get(key: string): PendingLookup | undefined;
  all(): readonly PendingLookup[];
  /** One more waits for a person; what is wanted of somebody in a request under way is looked at when it has landed. */
  add(waiter: Waiter, kept: KeptAnswer | undefined): void;
  /** These wait no more, unless they are in a request under way. */
  remove(waiters: readonly Waiter[]): void;
  /** Fewer wait for the person than before: what they want is counted anew when the next batch is composed. */
  narrow(lookup: PendingLookup): void;
  /** Counts anew what was narrowed. */
  tidy(): void;
  /** Some may have been served: counts anew what the others want, and lets go of the person if nobody is left. */
  recount(lookup: PendingLookup): void;
  /** The same answer for everyone who waits for the person. */
  settle(lookup: PendingLookup, answer: Answer): void;
  drop(lookup: PendingLookup): void;
}

export interface PendingPeopleParts {
  readonly clock: Clock;
  readonly facts: SectionFacts;
  readonly room: WaitingRoom;
  readonly lanes: Lanes;
  readonly admission: Admission;
  /** What is kept in memory. */
  readonly peek: (key: string) => KeptAnswer | undefined;
}

export function createPendingPeople(parts: PendingPeopleParts): PendingPeople {
  const { clock, facts, room, lanes, admission } = parts;
  const people = new Map<string, PendingLookup>();
  const narrowed = new Set<PendingLookup>();

  function place(lookup: PendingLookup): void {
    if (admission.admits(lookup)) lanes.place(lookup, clock.now());
    else lanes.remove(lookup);
  }

  function drop(lookup: PendingLookup): void {
    lanes.remove(lookup);
    admission.leave(lookup);
    narrowed.delete(lookup);
    people.delete(lookup.identifier.key);
  }

  function recount(lookup: PendingLookup): void {
    narrowed.delete(lookup);
    if (lookup.waiters.size === 0) {
      drop(lookup);
      return;
    }
    lookup.wants = [];
    lookup.priority = "bulk";
    lookup.refresh = false;
    for (const waiter of lookup.waiters) takeOn(lookup, waiter, parts.peek(lookup.identifier.key), facts);
    place(lookup);
  }

  return {
    get size() {
      return people.size;
    },
    get: (key) => people.get(key),
    all: () => [...people.values()],
    add(waiter, kept) {
      const { key } = waiter.identifier;
      const lookup = people.get(key) ?? createPendingLookup(waiter.identifier, clock.now());
      people.set(key, lookup);
      lookup.waiters.add(waiter);
      if (lookup.isInFlight) return;
      takeOn(lookup, waiter, kept, facts);
      place(lookup);
    },
    remove(waiters) {
      for (const waiter of waiters) {
        const lookup = people.get(waiter.identifier.key);
        if (!lookup?.waiters.delete(waiter) || lookup.isInFlight) continue;
        if (lookup.waiters.size === 0) drop(lookup);
        else narrowed.add(lookup);
      }
    },
    narrow: (lookup) => void narrowed.add(lookup),
    tidy: () => narrowed.forEach(recount),
    recount,
    settle(lookup, answer) {
      for (const waiter of lookup.waiters) room.settle(waiter, answer, { wasAsked: true });
      lookup.waiters.clear();
      drop(lookup);
    },
    drop,
  };
}
