import { createEnricher } from "../../src/core/create-enricher";
import type { Enricher, Lookup } from "../../src/core/enricher";
import type { EnricherNotice, EnricherParts } from "../../src/core/enricher-parts";
import type { Identifier } from "../../src/core/identifier";
import { createConcurrencyLimit } from "../../src/core/slots";
import { createFakeClock, type FakeClock } from "./fake-clock";
import { recordingService, type RecordingOptions, type RecordingService } from "./recording-service";

export interface EnricherKit extends RecordingService {
  readonly enricher: Enricher;
  readonly clock: FakeClock;
  readonly notices: EnricherNotice[];
}

export interface KitOptions extends Partial<Omit<EnricherParts, "clock">>, RecordingOptions {
  readonly clock?: FakeClock;
  /** Requests under way at once, where `slots` is not given. Default 4. */
  readonly atOnce?: number;
}

/** A real enricher on a fake clock over a recording service; slots for `atOnce` requests unless `parts` says otherwise. */
export function enricherKit(parts: KitOptions = {}): EnricherKit {
  const clock = parts.clock ?? createFakeClock();
  const recording = recordingService(clock, parts);
  const notices: EnricherNotice[] = [];
  const random = (): number => 0.5;
  const enricher = createEnricher({
    random,
    service: recording.service,
    slots: createConcurrencyLimit(parts.atOnce ?? 4, { clock, random }),
    onNotice: (notice) => notices.push(notice),
    ...parts,
    clock,
  });
  return { ...recording, enricher, clock, notices };
}

/** The usual lookup: headline and the like. */
export function lookupOf(identifier: Identifier, sections: readonly string[] = ["basic_profile"]): Lookup {
  return { identifier, sections };
}
