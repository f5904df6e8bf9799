import type { Redis } from "ioredis";
import type { Clock } from "../../core/clock";
import type { AskOptions, Enricher, Lookup, Outcome } from "../../core/enricher";
import { readAskMessage, readReplyMessage } from "./ask-messages";
import type { FlightMarks } from "./flight-marks";
import { createForwardedAsks, LeadPassed } from "./forwarded-asks";
import type { Leadership } from "./leadership";
import { createOutbox } from "./outbox";
import { isAwayError } from "./redis-connection";
import { createServedAsks } from "./served-asks";

export interface SharedEnricherOptions {
  /** This gateway's own core: over the shared answers, with slots that only the leader is granted. */
  readonly own: Enricher;
  readonly leadership: Leadership;
  readonly marks: FlightMarks;
  /** After this time nothing comes of a request any more. */
  readonly flightMs: number;
  readonly redis: Redis;
  /** A second connection, whose commands may block. */
  readonly inbox: Redis;
  readonly connectionId: string;
  readonly clock: Clock;
  readonly onDefect: (cause: unknown) => void;
  /** Another gateway may have kept something newer under this key than memory here holds. */
  readonly onChanged: (key: string) => void;
  /** Counts what those who led before had sent and can no longer have a reply to. */
  readonly countLost: () => Promise<void>;
  /** Whether the person of this key is among those counted. */
  readonly isLost: (key: string) => boolean;
}

/** How long the inbox is listened to before the lead is looked at again. */
const listenSeconds = 1;
const awayMs = 500;
/** Messages of one list taken at a time. */
const messagesAtOnce = 500;
/** How long a caller waits to learn who leads before it is told that nobody does. */
const noLeaderMs = 3_000;
const lookAgainMs = 100;
/** How often a leader counts what was lost, in the time that a request may take. */
const countsInFlight = 6;

/**
 * One enricher over many gateways: each answers what is known by itself; what is not, the leader packs, so that
 * requests leave full whoever asked. A leader that dies is followed by another; what it had sent is asked for again only
 * when its reply can no longer come, and then shown as possibly billed. While Redis is away only what is known is answered.
 */
export function createSharedEnricher(options: SharedEnricherOptions): Enricher {
  const { own, leadership, marks, flightMs, redis, inbox, clock } = options;
  const { me, leader } = leadership;
  const prefix = `enrich:{${options.connectionId}}:`;
  const asksRow = `${prefix}asks`;
  const repliesRow = (gateway: string): string => `${prefix}replies:${gateway}`;
  const closing = new AbortController();
  /** Ends when the lead passes to another. */
  let term: { readonly ended: AbortController; readonly sinceMs: number } | undefined;

  const outbox = createOutbox({ redis, clock });
  const forwarded = createForwardedAsks({ outbox, clock, asksRow, me });
  const served = createServedAsks({ outbox, clock, answer: lead, repliesRow });

  function follow(): void {
    const isLeading = leader.get() === me;
    if (isLeading && term === undefined) {
      term = { ended: new AbortController(), sinceMs: clock.now() };
      countWhileLeading(term.ended.signal).catch(options.onDefect);
    }
    if (!isLeading && term !== undefined) {
      term.ended.abort(new LeadPassed("The lead has passed."));
      term = undefined;
    }
    if (isLeading || leader.get() === undefined) forwarded.giveUp();
    else forwarded.resend();
  }
  const unfollow = leader.subscribe(follow);
  follow();

  /** Also of people for whom nobody asks again. */
  async function countWhileLeading(ended: AbortSignal): Promise<void> {
    const over = AbortSignal.any([ended, closing.signal]);
    while (!over.aborted) {
      await clock.sleep(flightMs / countsInFlight, over).catch(() => undefined);
      await options.countLost().catch(reportUnlessAway);
    }
  }

  function reportUnlessAway(error: unknown): void {
    if (!isAwayError(error)) options.onDefect(error);
  }

  /** Asks as the leader; rejects with `LeadPassed` where it no longer is and nothing was sent. */
  async function lead(lookup: Lookup, { signal, ...asked }: AskOptions): Promise<Outcome> {
    if (term === undefined) throw new LeadPassed("The lead has passed.");
    const { ended, sinceMs } = term;
    const both = signal === undefined ? ended.signal : AbortSignal.any([signal, ended.signal]);
    // Marks of those who led before are gone by then.
    const isNew = clock.now() - sinceMs < flightMs;
    const before = isNew ? await fromBefore(lookup, asked, both) : undefined;
    if (typeof before === "object") return before;
    const outcome = await own.ask(lookup, { ...asked, signal: both });
    if (outcome.answer.status === "failed" && outcome.answer.code === "stopped") throw new LeadPassed("It is closing.");
    return before === "lost" ? { ...outcome, possiblyBilled: true } : outcome;
  }

  /** What a request for this person by whoever led before has brought, if there was one. */
  async function fromBefore(
    lookup: Lookup,
    { refresh = false }: AskOptions,
    signal: AbortSignal,
  ): Promise<Outcome | "lost" | undefined> {
    const startMs = clock.now();
    let sentAtMs: number | undefined;
    while (clock.now() - startMs < flightMs) {
      const atMs = await marks.sentElsewhereAtMs(lookup.identifier);
      if (atMs === undefined) break;
      sentAtMs = atMs;
      await clock.sleep(lookAgainMs, signal);
    }
    if (sentAtMs === undefined) return undefined;
    // From here on the core knows who was lost, and asks once more at most.
    await options.countLost();
    // What is in memory here may be older than what that request has brought.
    options.onChanged(lookup.identifier.key);
    const kept = await own.kept(lookup);
    // A refresh is answered by its own reply only, not by what it was to replace.
    const isAnswered = kept !== undefined && !(refresh && kept.asOf < sentAtMs);
    if (!isAnswered) return options.isLost(lookup.identifier.key) ? "lost" : undefined;
    return { answer: kept, credits: 0, origin: "kept" };
  }

  async function listen(): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        const rows = term === undefined ? [repliesRow(me)] : [repliesRow(me), asksRow];
        const [row, text] = (await inbox.blpop(...rows, listenSeconds)) ?? [];
        if (row === undefined || text === undefined) continue;
        const more = (await inbox.lpop(row, messagesAtOnce)) ?? [];
        await receiveAll(row, [text, ...more]);
      } catch (error) {
        reportUnlessAway(error);
        await clock.sleep(awayMs, closing.signal).catch(() => undefined);
      }
    }
  }

  async function receiveAll(row: string, texts: readonly string[]): Promise<void> {
    if (row === asksRow && term === undefined) {
      // The lead has passed while the list was listened to: they are another's.
      await redis.lpush(asksRow, ...texts.toReversed());
      return;
    }
    for (const text of texts) {
      try {
        if (row === asksRow) served.serve(readAskMessage(text));
        else forwarded.receive(readReplyMessage(text));
      } catch (error) {
        // One that cannot be read takes no other along.
        options.onDefect(error);
      }
    }
  }
  const listening = listen();

  async function ask(lookup: Lookup, asked: AskOptions): Promise<Outcome> {
    let waitUntilMs: number | undefined;
    for (;;) {
      asked.signal?.throwIfAborted();
      const isKnown = leader.get() !== undefined && redis.status === "ready";
      // From when nobody was known to lead, which may be long after the asking.
      waitUntilMs = isKnown ? undefined : (waitUntilMs ?? clock.now() + noLeaderMs);
      if (waitUntilMs !== undefined && (closing.signal.aborted || clock.now() >= waitUntilMs)) return unavailable();
      try {
        if (isKnown) return await (leader.get() === me ? lead(lookup, asked) : forward(lookup, asked));
        await clock.sleep(lookAgainMs, asked.signal);
      } catch (error) {
        if (asked.signal?.aborted) throw error;
        if (!(error instanceof LeadPassed || isAwayError(error))) options.onDefect(error);
        await clock.sleep(lookAgainMs, asked.signal);
      }
    }
  }

  async function forward(lookup: Lookup, asked: AskOptions): Promise<Outcome> {
    const outcome = await forwarded.forward(lookup, asked);
    if (outcome.answer.status !== "failed") options.onChanged(lookup.identifier.key);
    return outcome;
  }

  function unavailable(): Outcome {
    const answer = { status: "failed", code: "service_unavailable", possiblyBilled: false, asOf: clock.now() } as const;
    return { answer, credits: 0, origin: "asked" };
  }

  return {
    activity: own.activity,
    async ask(lookup, asked = {}) {
      asked.signal?.throwIfAborted();
      const kept = asked.refresh === true ? undefined : await own.kept(lookup);
      return kept === undefined ? ask(lookup, asked) : { answer: kept, credits: 0, origin: "kept" };
    },
    peek: (lookup) => own.peek(lookup),
    kept: (lookup) => own.kept(lookup),
    quote: (lookups, quoted) => own.quote(lookups, quoted),
    resume: () => own.resume(),
    async close() {
      closing.abort();
      await listening;
      await own.close();
      unfollow();
      await leadership.close();
    },
  };
}
