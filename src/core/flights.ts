import type { Failed, FailureCode, Section } from "./answer";
import { backOffMs } from "./back-off";
import { firstOf } from "./billing";
import type { Clock, Random } from "./clock";
import type { Allowed, Denials } from "./denials";
import { readLandings, type Landing } from "./landings";
import type { PendingLookup } from "./pending-lookup";
import { createRefusals } from "./refusals";
import { unionOf, type SectionFacts } from "./sections";
import type { Batch, BatchReply, EnrichService } from "./service";
import { createServiceSilence, replyWithin } from "./service-silence";
import type { Slot } from "./slots";

/** Refusals that would meet everyone who waits, or every e-mail. */
export type HaltCode = StopCode | "endpoint_denied" | "emails_not_supported" | SilenceCode;
/** What only a person can mend. */
export type StopCode = "no_key" | "sign_in_needed" | "not_allowed" | "key_refused" | "credits_used_up";
type SilenceCode = "service_unavailable" | "network_unavailable";

const stopCodes: readonly StopCode[] = ["no_key", "sign_in_needed", "not_allowed", "key_refused", "credits_used_up"];

export function isStopCode(code: HaltCode): code is StopCode {
  return stopCodes.some((stop) => stop === code);
}

/** What a request tells the asking. */
export interface FlightEvents {
  /** A request is about to leave. */
  onSent(): void;
  /** These have their answers; `creditsUsed` is the whole of the request. */
  landed(landings: readonly Landing[], creditsUsed: number): Promise<void>;
  /** These are unanswered: back to the front. */
  putBack(lookups: readonly PendingLookup[]): void;
  /** Nothing is to be sent for so long. */
  hold(holdMs: number): void;
  /** A gateway spends no more today, as this sentence says. */
  onDailyLimit(detail: string): void;
  /** These and all who wait (of that kind) would get the same refusal. */
  halt(code: HaltCode, lookups: readonly PendingLookup[]): void;
  /** It may have been billed though its reply cannot be read. */
  noteUnread(lookup: PendingLookup): void;
  /** It may have been billed without an answer; false where that has happened to it before. */
  noteLost(lookup: PendingLookup): boolean;
  onDefect(error: unknown): void;
}

export interface FlightParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly service: EnrichService;
  readonly facts: SectionFacts;
  readonly denials: Denials;
}

export interface FlightSettings {
  /** Asked for whatever is wanted, since they cost nothing extra; empty where data is to be minimised. */
  readonly defaultSections: () => readonly Section[];
  /** Requests before a service or network that does not answer is believed. Default 3. */
  readonly tries: number;
  /** Everyone who waits is told when nothing has answered for so long. Default 30,000. */
  readonly silenceMs: number;
  /** A request without any end counts as lost. Default 120,000. */
  readonly requestTimeoutMs: number;
}

export interface Flights {
  /** Sends one composed batch and makes of the reply what became of each lookup. */
  fly(lookups: readonly PendingLookup[], slot: Slot): Promise<void>;
}

export function createFlights(parts: FlightParts, settings: FlightSettings, events: FlightEvents): Flights {
  const { clock, random, service, facts, denials } = parts;
  const refusals = createRefusals();
  const silence = createServiceSilence(settings);
  const within = { clock, timeoutMs: settings.requestTimeoutMs, onDefect: (error: unknown) => events.onDefect(error) };

  async function fly(lookups: readonly PendingLookup[], slot: Slot): Promise<void> {
    const [first] = lookups;
    if (first === undefined) {
      slot.giveBack();
      return;
    }
    const allowed = allowedFor(lookups);
    if (allowed.fields.length === 0) {
      slot.giveBack();
      return fail(lookups, "endpoint_denied");
    }
    const askers = lookups.map(firstOf);
    const batch: Batch = {
      kind: first.identifier.kind,
      identifiers: lookups.map(({ identifier }) => identifier),
      sections: allowed.fields,
      options: refusals.withoutRefused(first.options),
      priority: lookups.some(({ priority }) => priority === "formula") ? "formula" : "bulk",
      ...(first.refresh && { refresh: true }),
      ...(askers.some((asker) => asker !== undefined) && { askers }),
    };
    events.onSent();
    const sentAtMs = clock.now();
    const reply = await replyWithin((signal) => service.enrich(batch, signal), within);
    slot.done(reply);
    silence.note(reply, sentAtMs);
    const named = reply.concerns?.flatMap((index) => lookups[index] ?? []) ?? [];
    const concerned = named.length > 0 ? named : lookups;
    const others = without(lookups, concerned);
    if (others.length > 0) events.putBack(others);
    await settle(concerned, allowed, { batch, sentAtMs }, reply);
  }

  function allowedFor(lookups: readonly PendingLookup[]): Allowed {
    const wanted = lookups.reduce((sections, { wants }) => unionOf(sections, wants), settings.defaultSections());
    // A request without fields would be for everything, or refused.
    return denials.split(wanted.length > 0 ? wanted : ["basic_profile"]);
  }

  async function settle(
    lookups: readonly PendingLookup[],
    allowed: Allowed,
    { batch, sentAtMs }: { readonly batch: Batch; readonly sentAtMs: number },
    reply: BatchReply,
  ): Promise<void> {
    switch (reply.outcome) {
      case "answered": {
        for (const { bisection } of lookups) if (bisection) bisection.group.wasAnswered = true;
        const { landings, creditsUsed } = readLandings(
          { lookups, allowed, batch, reply },
          { facts, nowMs: clock.now() },
        );
        return events.landed(landings, creditsUsed);
      }
      case "rate_limited": {
        events.putBack(lookups);
        return;
      }
      case "unavailable":
        return retryLater(lookups, "service_unavailable");
      case "unreachable":
        return retryLater(lookups, "network_unavailable");
      case "lost": {
        const again = lookups.filter((lookup) => events.noteLost(lookup) && !silence.isLongAt(sentAtMs));
        events.putBack(again);
        await giveUp(without(lookups, again), "no_answer_in_time", "service_unavailable");
        return;
      }
      case "fields_denied":
        denials.note(reply.fields);
        return correct(lookups, allowedFor(lookups).fields.join() !== batch.sections.join());
      case "options_refused":
        return correct(lookups, refusals.noteOptions(reply.options, batch.options));
      case "identifiers_refused": {
        const named = new Set(reply.identifiers);
        const guilty = lookups.filter(({ identifier }) => named.has(identifier.value));
        if (guilty.length === 0) return bisect(lookups);
        await fail(guilty, "identifier_refused");
        return correct(without(lookups, guilty), true);
      }
      case "refused":
        return bisect(lookups);
      case "daily_limit":
        events.onDailyLimit(reply.detail);
        return fail(lookups, "daily_limit", reply);
      case "contract_changed":
        if (reply.possiblyBilled) for (const lookup of lookups) events.noteUnread(lookup);
        return fail(lookups, "contract_changed", reply);
      case "key_missing": {
        events.halt("no_key", lookups);
        return;
      }
      case "sign_in_needed":
      case "not_allowed":
      case "key_refused":
      case "credits_used_up":
      case "endpoint_denied":
      case "emails_not_supported": {
        events.halt(reply.outcome, lookups);
        return;
      }
    }
  }

  /** While the service is known to be down, each further batch is a probe with a single try. */
  async function retryLater(lookups: readonly PendingLookup[], code: SilenceCode): Promise<void> {
    for (const lookup of lookups) lookup.tries++;
    const failures = silence.isDown ? settings.tries + 1 : Math.max(...lookups.map(({ tries }) => tries));
    const spent = lookups.filter(({ tries }) => tries >= (silence.isDown ? 1 : settings.tries));
    if (spent.length > 0) silence.believe();
    events.hold(backOffMs(failures, random));
    events.putBack(without(lookups, spent));
    await giveUp(spent, code, code);
  }

  /** After a long silence nobody is kept waiting for what would only fail in turn, or be billed unseen. */
  async function giveUp(spent: readonly PendingLookup[], code: FailureCode, forOthers: SilenceCode): Promise<void> {
    if (spent.length > 0 && silence.isLongAt(clock.now())) events.halt(forOthers, []);
    await fail(spent, code);
  }

  function correct(lookups: readonly PendingLookup[], isProgress: boolean): Promise<void> {
    for (const lookup of lookups) lookup.corrections++;
    const again = isProgress ? lookups.filter(({ corrections }) => corrections <= mostCorrections) : [];
    events.putBack(again);
    return fail(without(lookups, again), "contract_changed");
  }

  function bisect(lookups: readonly PendingLookup[]): Promise<void> {
    const { guilty, suspects } = refusals.bisect(lookups);
    events.putBack(suspects);
    return fail(guilty, "identifier_refused");
  }

  async function fail(
    lookups: readonly PendingLookup[],
    code: FailureCode,
    why: { readonly detail?: string; readonly possiblyBilled?: boolean } = {},
  ): Promise<void> {
    if (lookups.length === 0) return;
    const answer = failure(code, why.possiblyBilled ?? code === "no_answer_in_time", why.detail);
    await events.landed(
      lookups.map((lookup) => ({ lookup, answer, credits: 0, priced: [], sections: [] })),
      0,
    );
  }

  function failure(code: FailureCode, possiblyBilled: boolean, detail?: string): Failed {
    return { status: "failed", code, possiblyBilled, asOf: clock.now(), ...(detail !== undefined && { detail }) };
  }

  return { fly };
}

/** Corrections of one lookup's requests before the service's refusals stop making sense. */
const mostCorrections = 3;

function without<Item>(all: readonly Item[], some: readonly Item[]): readonly Item[] {
  const taken = new Set(some);
  return all.filter((item) => !taken.has(item));
}
