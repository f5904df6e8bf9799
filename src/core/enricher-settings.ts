import type { CacheSettings } from "./answers/answer-cache";
import { defaultSections } from "./catalogue";
import type { FlightSettings } from "./flights";
import type { PackingSettings } from "./lanes";

/** How an enricher packs, keeps, retries and waits. */
export interface EnricherSettings extends PackingSettings, CacheSettings, FlightSettings {
  /** A lookup that no slot was found for ends after so long, unbilled. Default 60 minutes. */
  readonly waitLimitMs: number;
  /** How long a failure answers for its identifier, so that a recalculation cannot storm. Default 60,000. */
  readonly failureMs: number;
  /** The same where asking again could be billed again. Default 24 hours. */
  readonly billedFailureMs: number;
}

export const enricherDefaults: EnricherSettings = Object.freeze({
  batchSize: 25,
  quietMs: 100,
  gatherMs: 2_000,
  fullQuietMs: 0,
  memoryEntries: 20_000,
  memoryBytes: 96 * 1024 * 1024,
  retentionMs: 180 * 86_400_000,
  defaultSections: () => defaultSections,
  tries: 3,
  silenceMs: 30_000,
  requestTimeoutMs: 120_000,
  waitLimitMs: 3_600_000,
  failureMs: 60_000,
  billedFailureMs: 86_400_000,
});
