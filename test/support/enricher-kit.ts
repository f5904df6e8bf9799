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

/** A real enricher on a fake clock over a recording service; slots for `atOnce` requests unless `parts` says otherwise. */
export function enricherKit(
  parts: Partial<EnricherParts> & RecordingOptions & { readonly atOnce?: number } = {},
): EnricherKit {
  const clock = createFakeClock();
  const recording = recordingService(clock, parts);
  const notices: EnricherNotice[] = [];
  const random = (): number => 0.5;
  const enricher = createEnricher({
    clock,
    random,
    service: recording.service,
    slots: createConcurrencyLimit(parts.atOnce ?? 4, { clock, random }),
    onNotice: (notice) => notices.push(notice),
    ...parts,
  });
  return { ...recording, enricher, clock, notices };
}

/** The usual lookup: headline and the like. */
export function lookupOf(identifier: Identifier, sections: readonly string[] = ["basic_profile"]): Lookup {
  return { identifier, sections };
}
