import type { EnricherActivity } from "../core/enricher";
import type { Readable } from "../core/readable";
import type { RunJournal } from "../core/run/run-journal";
import type { RunPresence } from "../core/run/run-presence";
import { createSpending, type Spending, type SpendingParts } from "./spending";
import { createDeviceAnswers, type DeviceAnswers, type DeviceAnswersParts } from "./storage/device-answers";
import { createRunJournalStore } from "./storage/run-journal-store";
import { createRunPresence, type RunPresenceParts } from "./storage/run-presence";
import { readSettings } from "./storage/settings";

const dayMs = 86_400_000;

/** What this device keeps for the add-in; loaded beside the functions, not with them. */
export interface OnDevice {
  readonly spending: Spending;
  readonly answers: DeviceAnswers;
  readonly runs: RunJournal;
  readonly presence: RunPresence;
}

/** `activity` is that of all asking: what it is billed is counted. */
export function createOnDevice(
  parts: SpendingParts & Omit<DeviceAnswersParts, "retentionMs" | "onDeleted"> & RunPresenceParts,
  activity: Readable<EnricherActivity>,
): OnDevice {
  const spending = createSpending(parts);
  spending.guard.follow(activity);
  const retentionMs = (): number => readSettings(parts.storage).retentionDays * dayMs;
  const answers = createDeviceAnswers({
    ...parts,
    retentionMs,
    onDeleted: (keys) => spending.guard.noteDeleted(keys),
  });
  const runs = createRunJournalStore({
    ...{ indexedDB: parts.indexedDB, retentionMs, now: () => parts.clock.now() },
    name: () => `${parts.partitionKey() ?? ""}enrich-runs`,
  });
  return { spending, answers, runs, presence: createRunPresence(parts) };
}
