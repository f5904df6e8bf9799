import { randomUUID } from "node:crypto";
import type { AnswerStore, ChangeListener } from "../../core/answer-store";
import { createEnduringStore, enduringDefaults } from "../../core/answers/enduring-store";
import type { OnBilled } from "../../core/bill";
import type { Clock } from "../../core/clock";
import { createEnricher } from "../../core/create-enricher";
import { enricherDefaults, type EnricherSettings } from "../../core/enricher-settings";
import type { EnrichService } from "../../core/service";
import { createMemories, type Memories } from "../answers/memories";
import type { OpenedEnricher } from "../connection";
import { watchStore } from "../store-watch";
import { createSentBook } from "../usage/sent-book";
import { createFlightMarks } from "./flight-marks";
import { standForLead } from "./leadership";
import { createRedisAnswerStore } from "./redis-answer-store";
import { connectRedis, isAwayError, patientTimeoutMs } from "./redis-connection";
import { createRedisSentNotes } from "./redis-sent-notes";
import { createRedisSlots } from "./redis-slots";
import { createSharedEnricher } from "./shared-enricher";

export interface OpenSharedEnricherOptions {
  /** Of Redis; may hold its password. */
  readonly url: string;
  /** Names the connection without saying its key; the same on every gateway. */
  readonly connectionId: string;
  readonly clock: Clock;
  readonly service: EnrichService;
  readonly settings: Partial<EnricherSettings>;
  /** Where what is in memory can be forgotten from; default: nowhere. */
  readonly memories?: Memories;
  /** How long one try at the service may take; default 20,000. */
  readonly timeoutMs?: number;
  readonly onDefect: (cause: unknown) => void;
  readonly onBilled?: OnBilled;
  /** Resolves when every bill told until now is in the ledger. Default: at once. */
  readonly written?: () => Promise<void>;
}

/** An enricher and whether what it shares with other gateways can be reached. */
export interface OpenedSharedEnricher extends OpenedEnricher {
  /** Resolves when it can be reached for the first time. */
  whenReady(): Promise<void>;
}

/** What Redis did not take is in this process only: it is written as soon as Redis is back. */
const storePauseMs = 1_000;

/** This gateway's part of an enricher that it shares with every gateway of the same Redis and key. */
export function openSharedEnricher(options: OpenSharedEnricherOptions): OpenedSharedEnricher {
  const { url, connectionId, clock, settings, timeoutMs = 20_000, onDefect, onBilled, written } = options;
  // One try, and time to spare for the reply to be kept.
  const flightMs = 3 * timeoutMs;
  const [commands, inbox] = [connectRedis(url), connectRedis(url, patientTimeoutMs)];
  const { redis } = commands;
  const me = randomUUID();
  const leaderRow = `enrich:{${connectionId}}:leader`;
  const marks = createFlightMarks({ redis, clock, connectionId, me, flightMs });
  const { retentionMs, memoryEntries } = { ...enricherDefaults, ...settings };
  const changes = new Set<ChangeListener>();
  const answers: AnswerStore = {
    ...createRedisAnswerStore({ redis, connectionId, retentionMs, markOf: (key) => marks.rowOf(key) }),
    watch: (listener) => void changes.add(listener),
  };

  const health = watchStore();
  const enduring = createEnduringStore(
    { clock, store: answers, onHealth: (kept) => health.note(kept) },
    { ...enduringDefaults, pauseMs: storePauseMs },
  );
  const { memories = createMemories() } = options;
  const { store } = memories.open(enduring, memoryEntries);
  let hasStarted = false;
  const started = Promise.all([commands.whenReady(), inbox.whenReady()]).then(() => {
    hasStarted = true;
  });

  const notes = createRedisSentNotes({ redis, connectionId, me, flightMs });
  const sent = createSentBook({
    ...{ notes, clock, onBilled, written },
    // Nothing is sent while Redis is away: there is nothing to note.
    onDefect(cause) {
      if (!isAwayError(cause)) onDefect(cause);
    },
  });
  const slots = createRedisSlots({ redis, clock, connectionId, fence: { row: leaderRow, text: me } });
  const own = createEnricher({
    clock,
    random: Math.random,
    service: sent.noting(marks.marking(slots.timing(options.service))),
    lost: sent.lost,
    slots,
    store,
    settings,
    ...(onBilled !== undefined && { onBilled }),
    onNotice: ({ cause }) => onDefect(cause),
  });
  const leadership = standForLead({ redis, clock, row: leaderRow, me });
  const enricher = createSharedEnricher({
    ...{ own, leadership, marks, flightMs, redis, connectionId, clock, onDefect },
    inbox: inbox.redis,
    onChanged: (key) => changes.forEach((listener) => listener([key])),
    countLost: () => sent.countLeftBehind(),
    isLost: (key) => sent.lost.has(key),
  });
  return {
    // A Redis that hangs keeps its connection, and says nothing about who leads.
    storage: () => ({
      store: health.now(),
      redis: commands.isReady() && leadership.leader.get() !== undefined ? "ok" : "degraded",
    }),
    hasStarted: () => hasStarted,
    whenReady: () => started,
    enricher: {
      ...enricher,
      async close() {
        await enricher.close();
        await sent.close();
        commands.close();
        inbox.close();
      },
    },
  };
}
