import type { Clock } from "../core/clock";
import type { Account, ConnectionKind } from "../core/connection";
import type { Enricher, EnricherActivity } from "../core/enricher";
import type { EnrichService, RateLimitReading } from "../core/service";
import type { AccountReply } from "../crustdata/account";
import type { ServiceAccount } from "../crustdata/service-account";
import type { DayCredits } from "./limits/day-credits";
import { createLimitedAsks } from "./limits/limited-asks";
import { createHeldLookups, type HeldLookups } from "./held-lookups";
import { meteredLookups } from "./metrics/metered-lookups";
import type { Meters } from "./metrics/meters";
import { watchService } from "./service-watch";

/** One key's way to the service: its own limiter, lanes, flights and answers, shared by all who use the key. */
export interface Connection {
  readonly source: ConnectionKind;
  readonly lookups: HeldLookups;
  rateLimit(): RateLimitReading | undefined;
  account(): Promise<AccountReply<Account>>;
  health(): ConnectionHealth;
  storage(): StorageHealth;
  /** Whether asking is possible, or has been since the start. */
  hasStarted(): boolean;
  /** Lets asking go on where it was stopped long enough ago that a person may have mended the reason. */
  wake(): void;
  /** Takes no more lookups and finishes what was sent. */
  close(): Promise<void>;
}

export type ConnectionHealth =
  "ok" | "not_asked_yet" | "unavailable" | "contract_changed" | NonNullable<EnricherActivity["stoppedBy"]>;

/** How a part of the gateway does; `unused` where the settings ask for no such part. */
export type PartHealth = "ok" | "degraded" | "unused";

/** What keeps answers beyond the process, and what gateways share. */
export interface StorageHealth {
  readonly store: PartHealth;
  readonly redis: PartHealth;
}

/** A core in use, and how what is behind it does. */
export interface OpenedEnricher {
  readonly enricher: Enricher;
  storage(): StorageHealth;
  /** False until what it needs to ask anybody was first reached. */
  hasStarted(): boolean;
}

/** How a key reaches the service. */
export interface ServiceAccess {
  readonly service: EnrichService;
  readonly account: ServiceAccount;
}

export interface ConnectionOptions {
  readonly source: ConnectionKind;
  readonly access: ServiceAccess;
  /** Makes the core over a service. */
  readonly openEnricher: (service: EnrichService) => OpenedEnricher;
  readonly clock: Clock;
  /** What may be spent with this key in a day; default: all there is. */
  readonly credits?: DayCredits | undefined;
  readonly rejoinMs?: number;
  readonly mostWaiting?: number;
  readonly meters?: Meters;
}

/** A refused key or used-up credits are tried again after this time: one request, which bills nothing if refused. */
const stoppedMs = 60_000;

/** Opens a connection for one key. */
export function createConnection(options: ConnectionOptions): Connection {
  const { access, clock, source, meters, credits, mostWaiting } = options;
  const watch = watchService(access.service, clock, (outcome, ms) => meters?.serviceReplied(outcome, ms));
  const opened = options.openEnricher(watch.service);
  const { enricher } = opened;
  let stoppedAtMs: number | undefined;
  enricher.activity.subscribe(() => {
    if (enricher.activity.get().stoppedBy === undefined) stoppedAtMs = undefined;
    else stoppedAtMs ??= clock.now();
  });

  function resume(): void {
    stoppedAtMs = undefined;
    if (enricher.activity.get().stoppedBy !== undefined) enricher.resume();
  }

  const held = createHeldLookups({
    enricher: createLimitedAsks({ enricher, clock, credits, ...(mostWaiting !== undefined && { mostWaiting }) }),
    clock,
    ...(options.rejoinMs !== undefined && { rejoinMs: options.rejoinMs }),
  });
  return {
    source,
    lookups: meters === undefined ? held : meteredLookups(held, meters),
    storage: () => opened.storage(),
    hasStarted: () => opened.hasStarted(),
    rateLimit: () => watch.rateLimit(),
    async account() {
      const [credits, permissions] = await Promise.all([access.account.credits(), access.account.permissions()]);
      if (credits.outcome !== "read") return credits;
      if (credits.value === undefined || credits.value > 0) resume();
      const reading = watch.rateLimit();
      const planned = permissions.outcome === "read" ? permissions.value.requestsPerMinute : undefined;
      const account: Account = {
        credits: credits.value,
        requestsPerMinute: reading?.limit ?? planned,
        remaining: reading?.remaining,
        source,
      };
      return { outcome: "read", value: account, rateLimit: reading };
    },
    health() {
      const stoppedBy = enricher.activity.get().stoppedBy;
      if (stoppedBy !== undefined) return stoppedBy;
      switch (watch.lastOutcome()) {
        case undefined:
          return "not_asked_yet";
        case "unavailable":
        case "unreachable":
        case "lost":
          return "unavailable";
        case "contract_changed":
          return "contract_changed";
        default:
          return "ok";
      }
    },
    wake() {
      if (stoppedAtMs !== undefined && clock.now() - stoppedAtMs >= stoppedMs) resume();
    },
    async close() {
      await enricher.close();
    },
  };
}
