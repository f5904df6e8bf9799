import type { EnricherActivity } from "../core/enricher";
import type { Readable } from "../core/readable";
import { createSpending, type Spending, type SpendingParts } from "./spending";
import { createDeviceAnswers, type DeviceAnswers, type DeviceAnswersParts } from "./storage/device-answers";
import { readSettings } from "./storage/settings";

const dayMs = 86_400_000;

/** What this device keeps for the add-in; loaded beside the functions, not with them. */
export interface OnDevice {
  readonly spending: Spending;
  readonly answers: DeviceAnswers;
}

/** `activity` is that of all asking: what it is billed is counted. */
export function createOnDevice(
  parts: SpendingParts & Omit<DeviceAnswersParts, "retentionMs" | "onDeleted">,
  activity: Readable<EnricherActivity>,
): OnDevice {
  const spending = createSpending(parts);
  spending.guard.follow(activity);
  const answers = createDeviceAnswers({
    ...parts,
    retentionMs: () => readSettings(parts.storage).retentionDays * dayMs,
    onDeleted: (keys) => spending.guard.noteDeleted(keys),
  });
  return { spending, answers };
}
