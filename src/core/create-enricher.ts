import { createActivityTally } from "./activity-tally";
import { createAdmission, withoutOwnYes } from "./admission";
import type { Answer, KeptAnswer } from "./answer";
import { createAnswerCache } from "./answers/answer-cache";
import { covers, seenBy } from "./answers/coverage";
import { createBilling } from "./billing";
import { catalogueFacts } from "./catalogue-facts";
import { createDailyLimit } from "./daily-limit";
import { createDelivery } from "./delivery";
import { createDenials } from "./denials";
import { createDepartures } from "./departures";
import type { Enricher, Lookup } from "./enricher";
import type { EnricherNotice, EnricherParts } from "./enricher-parts";
import { enricherDefaults, type EnricherSettings } from "./enricher-settings";
import { createFailureMemory } from "./failure-memory";
import { createFlights } from "./flights";
import { createFreeAnswers } from "./free-answers";
import type { Landing } from "./landings";
import { createLanes } from "./lanes";
import { readAsk, readWant, type PendingLookup, type Waiter } from "./pending-lookup";
import { createPendingPeople } from "./pending-people";
import { quoteLookups } from "./quote-lookups";
import type { Slot } from "./slots";
import type { SpendRefusal } from "./spend-gate";
import { createStandingRefusals, failuresOf } from "./standing-refusals";
import { createTickReader } from "./tick-reader";
import { createUnanswered } from "./unanswered";
import { createWaitingRoom } from "./waiting-room";

/** An enricher over one connection: packs late, pays once, settles every ask. */
export function createEnricher(parts: EnricherParts): Enricher {
  const { clock, random, service, facts = catalogueFacts } = parts;
  const settings: EnricherSettings = { ...enricherDefaults, ...parts.settings };
  const notify = (kind: EnricherNotice["kind"]) => (cause: unknown) => parts.onNotice?.({ kind, cause });
  const onDefect = notify("defect");

  /** Keys of those whose reply was lost: asked once more at most. */
  const { lost = new Set<string>() } = parts;
  const closing = new AbortController();
  const failed = failuresOf(clock, lost);

  const cache = createAnswerCache({ ...parts, onStoreFailure: notify("store_unavailable") }, settings);
  const failures = createFailureMemory(clock, settings);
  const denials = createDenials(facts, clock);
  const lanes = createLanes(facts, settings);
  const reader = createTickReader(clock, (keys) => cache.read(keys), pump, onDefect);
  const room = createWaitingRoom({ ...settings, clock, onWithdrawn: remove, onWaitedTooLong });
  const delivery = createDelivery({ cache, failures, room, facts, lost });
  const dailyLimit = createDailyLimit(parts.gate, { ...settings, clock });
  const admission = createAdmission(
    {
      ...{ clock, facts, gate: dailyLimit.gate, onAdmitted, onRefused, onDefect },
      answerFree: parts.keptQuestion && ((lookups) => free.fromGateway(lookups)),
    },
    settings,
  );
  const people = createPendingPeople({ clock, facts, room, lanes, admission, peek: (key) => cache.peek(key) });
  const tally = createActivityTally(people, onDefect);
  const { count } = tally;
  const refusals = createStandingRefusals({ closing: closing.signal, tally, failed });
  const billing = createBilling({ facts, onDefect, onBilled: parts.onBilled });
  const open = { ...parts, facts, lanes, closing: closing.signal };
  const free = createFreeAnswers({ ...open, cache, delivery, people, tally, denials, onDefect }, settings);
  const unanswered = createUnanswered({
    ...{ facts, cache, denials, failures, lanes, room, delivery, admission, people, billing, tally },
    ...{ refusals, failed, onDefect },
  });
  const departures = createDepartures({ ...open, compose: () => free.compose(), fly });
  const flights = createFlights({ clock, random, service, facts, denials }, settings, {
    onSent: () => count({ requestsSent: tally.now.requestsSent + 1 }),
    onDefect,
    noteUnread: (lookup) => billing.noteLost(lookup),
    noteLost,
    landed,
    putBack(lookups) {
      unanswered.putBack(lookups);
      pump();
    },
    hold: (holdMs) => departures.hold(holdMs),
    halt: (code, lookups) => unanswered.halt(code, lookups),
    onDailyLimit,
  });

  function pump(): void {
    count();
    departures.pump();
  }

  function peek(lookup: Lookup): KeptAnswer | undefined {
    return seenBy(readWant(lookup), cache.peek(lookup.identifier.key), facts);
  }

  /** The answer that needs no request, if there is one. */
  function answerAtHand(waiter: Waiter, kept: KeptAnswer | undefined): Answer | undefined {
    const known = kept && denials.addTo(kept);
    if (known && !waiter.refresh && covers(known, waiter, facts)) return known;
    return refusals.of(waiter.identifier) ?? (waiter.refresh ? undefined : failures.recall(waiter.identifier.key));
  }

  function join(waiter: Waiter, kept: KeptAnswer | undefined): void {
    // Withdrawn while the store was read.
    if (!room.has(waiter)) return;
    const answer = answerAtHand(waiter, kept);
    if (answer !== undefined) {
      room.settle(waiter, answer, { wasAsked: answer.status === "failed" });
      return;
    }
    const { key } = waiter.identifier;
    if (waiter.refresh && people.get(key) === undefined) lost.delete(key);
    people.add(waiter, kept);
  }

  function onAdmitted(lookups: readonly PendingLookup[]): void {
    for (const lookup of lookups) lanes.place(lookup, clock.now());
    pump();
  }

  function onRefused(lookup: PendingLookup, { code, ...words }: SpendRefusal): void {
    const refused = withoutOwnYes(lookup);
    const failure = { ...failed(code, lookup.identifier.key), ...words };
    for (const waiter of refused) room.settle(waiter, failure, { wasAsked: true });
    remove(refused);
    if (lookup.waiters.size > 0) people.recount(lookup);
  }

  function remove(waiters: readonly Waiter[]): void {
    people.remove(waiters);
    count();
  }

  function onWaitedTooLong(waiters: readonly Waiter[]): void {
    for (const waiter of waiters)
      room.settle(waiter, failed("still_queued", waiter.identifier.key), { wasAsked: true });
    remove(waiters);
  }

  function fly(lookups: readonly PendingLookup[], slot: Slot): Promise<void> {
    for (const lookup of lookups) {
      lookup.isInFlight = true;
      for (const waiter of lookup.waiters) waiter.isSent = true;
    }
    count({ inFlight: tally.now.inFlight + lookups.length });
    return flights.fly(lookups, slot).catch((error: unknown) => unanswered.strand(lookups, error));
  }

  async function landed(landings: readonly Landing[], creditsUsed: number): Promise<void> {
    for (const landing of landings) billing.note(landing);
    const unserved = await delivery.land(landings);
    for (const { lookup } of landings) people.drop(lookup);
    const { inFlight, creditsUsed: before } = tally.now;
    count({ inFlight: inFlight - landings.length, creditsUsed: before + creditsUsed });
    for (const { waiter, kept } of unserved) join(waiter, kept);
    pump();
  }

  function noteLost(lookup: PendingLookup): boolean {
    const { key } = lookup.identifier;
    billing.noteLost(lookup);
    count({ possiblyBilled: tally.now.possiblyBilled + 1 });
    const isFirst = !lost.has(key);
    lost.add(key);
    return isFirst;
  }

  /** Whoever waits is held at the gate again: answered if that is free, else refused like these. */
  function onDailyLimit(detail: string): void {
    dailyLimit.note(detail);
    if (dailyLimit.gate === undefined) return;
    for (const lookup of people.all().filter(({ isInFlight }) => !isInFlight)) {
      lookup.admittedCredits = 0;
      people.recount(lookup);
    }
  }

  return {
    activity: tally.activity,
    async ask(lookup, options = {}) {
      const { signal } = options;
      signal?.throwIfAborted();
      const near = options.refresh ? undefined : peek(lookup);
      if (near !== undefined) return { answer: near, credits: 0, origin: "kept" };
      const ask = readAsk(lookup, options);
      return new Promise((resolve, reject) => {
        const { asker } = options;
        const waiter: Waiter = { ...ask, signal, asker, sinceMs: clock.now(), isSent: false, resolve, reject };
        room.enter(waiter);
        reader.whenRead(ask.identifier.key, (kept) => join(waiter, kept));
      });
    },
    peek,
    kept(lookup) {
      const near = peek(lookup);
      if (near !== undefined) return Promise.resolve(near);
      return new Promise((resolve) =>
        reader.whenRead(lookup.identifier.key, (found) => resolve(seenBy(readWant(lookup), found, facts))),
      );
    },
    async quote(lookups, options = {}) {
      const asks = lookups.map((lookup) => readAsk(lookup, options));
      const kept = await cache.read([...new Set(asks.map(({ identifier }) => identifier.key))]);
      return quoteLookups(asks, kept, { facts, denials, batchSize: settings.batchSize });
    },
    resume() {
      failures.forgive();
      denials.clear();
      refusals.lift();
    },
    async close() {
      closing.abort();
      for (const lookup of people.all()) {
        if (!lookup.isInFlight) people.settle(lookup, failed("stopped", lookup.identifier.key));
      }
      count();
      await departures.landed();
      await cache.written();
    },
  };
}
