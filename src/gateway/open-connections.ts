import { createHash } from "node:crypto";
import { createEnduringStore } from "../core/answers/enduring-store";
import type { OnBilled } from "../core/bill";
import type { Clock } from "../core/clock";
import type { ConnectionKind } from "../core/connection";
import { createEnricher } from "../core/create-enricher";
import { enricherDefaults, type EnricherSettings } from "../core/enricher-settings";
import type { EnrichService } from "../core/service";
import { createRateLimiter, windowMs } from "../core/rate-limit";
import { createServiceAccount } from "../crustdata/service-account";
import { createCrustdataClient } from "../crustdata/client";
import type { AnswerFile } from "./answers/answer-file";
import { createMemories, type Memories } from "./answers/memories";
import { createConnection, type Connection, type OpenedEnricher, type ServiceAccess } from "./connection";
import { createConnections, type Connections } from "./connections";
import type { OnDefect } from "./defects";
import type { Meters } from "./metrics/meters";
import type { Limits } from "./limits/open-limits";
import { openSharedEnricher } from "./redis/open-shared-enricher";
import { watchStore } from "./store-watch";
import { createSentBook } from "./usage/sent-book";
import type { SentFile } from "./usage/sent-file";

export interface OpenConnectionsOptions {
  /** The service's address, the real one's or the sandbox's. */
  readonly baseUrl: string;
  /** The gateway's own key, if it has one. */
  readonly own: { readonly source: ConnectionKind; readonly key: string } | undefined;
  readonly clock: Clock;
  /** `fetch` of the platform, or a test's. */
  readonly fetch?: typeof globalThis.fetch;
  /** How long one try at the service may take; default 20,000. */
  readonly timeoutMs?: number;
  /** How long lookups stay queued after their request has ended; default 60,000. */
  readonly rejoinMs?: number;
  /** Lookups of one key that may wait at once; default 20,000. */
  readonly mostWaiting?: number;
  /** Told of defects of our own code; what it is told names no person. */
  readonly onDefect?: OnDefect;
  /** Told what the gateway's own key was billed. What personal keys buy is their owners' own money. */
  readonly onBilled?: OnBilled;
  /** Counts what every connection does. Default: nobody counts. */
  readonly meters?: Meters;
  /** Where the answers of the gateway's own key outlive the process. Default: nowhere. */
  readonly answers?: Pick<AnswerFile, "connection">;
  /** Where requests of the gateway's own key are noted while they are under way. Default: nowhere. */
  readonly sent?: Pick<SentFile, "connection">;
  /** Resolves when every bill told until now is in the ledger. Default: at once. */
  readonly written?: () => Promise<void>;
  /** Of a Redis by which several gateways work as one for the gateway's own key. Default: this gateway works alone. */
  readonly redisUrl?: string;
  /** Where what is in memory can be forgotten from; default: nowhere. */
  readonly memories?: Memories;
  /** What may be spent in a day with the gateway's own key. Default: all there is. */
  readonly limits?: Pick<Limits, "credits">;
  /** How long answers are kept; default 180 days. */
  readonly retentionMs?: number;
}

/** At 375 people a minute, all that a personal key can buy in the ten minutes its answers are kept at least. */
const personalMemoryEntries = 5000;

/** The gateway's connections to the service: a core of its own for every key. */
export function openConnections(options: OpenConnectionsOptions): Connections {
  const { clock, own } = options;
  const open = (key: string, source: ConnectionKind): Connection =>
    createConnection({
      source,
      clock,
      // A personal key is its owner's own to spend.
      credits: source === "personal" ? undefined : options.limits?.credits(nameOf(key, options.baseUrl)),
      access: serviceAccess(options, key),
      openEnricher: (service) => openEnricher(options, { key, source, service }),
      ...(options.rejoinMs !== undefined && { rejoinMs: options.rejoinMs }),
      ...(options.mostWaiting !== undefined && { mostWaiting: options.mostWaiting }),
      ...(options.meters !== undefined && { meters: options.meters }),
    });
  return createConnections({
    clock,
    own: own && open(own.key, own.source),
    openPersonal: (key) => open(key, "personal"),
  });
}

interface KeyInUse {
  readonly key: string;
  readonly source: ConnectionKind;
  readonly service: EnrichService;
}

/** The core of one key. A personal key's answers stay in this process; the gateway's own may outlive and outgrow it. */
function openEnricher(options: OpenConnectionsOptions, { key, source, service }: KeyInUse): OpenedEnricher {
  const { clock, answers, redisUrl, retentionMs, onDefect = () => undefined } = options;
  const { memories = createMemories() } = options;
  const isShared = source !== "personal";
  const billed = isShared && options.onBilled !== undefined ? { onBilled: options.onBilled } : {};
  const settings: Partial<EnricherSettings> = {
    // The add-in has already said all it wants; adding to it would undo its minimising of data.
    defaultSections: () => [],
    ...(retentionMs !== undefined && { retentionMs }),
    ...(source === "personal" && { memoryEntries: personalMemoryEntries }),
  };
  const connectionId = nameOf(key, options.baseUrl);
  if (isShared && redisUrl !== undefined) {
    const tries = options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs };
    const written = options.written === undefined ? {} : { written: options.written };
    const how = { ...{ clock, service, settings, memories, onDefect }, ...tries, ...billed, ...written };
    return openSharedEnricher({ url: redisUrl, connectionId, ...how });
  }
  const file = isShared ? answers?.connection(connectionId) : undefined;
  const health = watchStore();
  const enduring = file && createEnduringStore({ clock, store: file, onHealth: (kept) => health.note(kept) });
  const memory = memories.open(enduring, settings.memoryEntries ?? enricherDefaults.memoryEntries);
  const notes = isShared ? options.sent?.connection(connectionId) : undefined;
  const book =
    notes && createSentBook({ notes, clock, onDefect, onBilled: options.onBilled, written: options.written });
  book?.countLeftBehind().catch(onDefect);
  // The service counts on while the gateway was away.
  const now = clock.now();
  const sentBefore = notes?.sentBetween(now - 2 * windowMs, now) ?? [];
  const enricher = createEnricher({
    clock,
    service: book?.noting(service) ?? service,
    ...(book !== undefined && { lost: book.lost }),
    random: Math.random,
    slots: createRateLimiter({ clock, random: Math.random }, { sentBefore }),
    settings,
    onNotice: ({ cause }) => onDefect(cause),
    ...billed,
    store: memory.store,
  });
  return {
    enricher: {
      ...enricher,
      async close() {
        await enricher.close();
        await book?.close();
        memory.close();
      },
    },
    storage: () => ({ store: file === undefined ? "unused" : health.now(), redis: "unused" }),
    hasStarted: () => true,
  };
}

/** The same on every gateway of the same key and service; it says neither. */
function nameOf(key: string, baseUrl: string): string {
  return createHash("sha256").update(`enrich-for-excel ${baseUrl} ${key}`).digest("hex").slice(0, 32);
}

function serviceAccess(options: OpenConnectionsOptions, key: string): ServiceAccess {
  const address = {
    baseUrl: options.baseUrl,
    clock: options.clock,
    fetch: options.fetch ?? globalThis.fetch,
    headers: () => ({ authorization: `Bearer ${key}` }),
    ...(options.timeoutMs !== undefined && { timeoutMs: options.timeoutMs }),
  };
  return { service: createCrustdataClient(address), account: createServiceAccount(address) };
}
