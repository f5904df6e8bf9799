import type { Clock } from "../../core/clock";
import { createWritable, type Readable } from "../../core/readable";
import type { RunState } from "../../core/run/bulk-run";
import { rowsText } from "../words";
import { summaryText } from "../run-words";
import { isUnderWay } from "./create-run-control";

const leastPauseMs = 10_000;

/** What is said of a run: its start and end at once, its progress every ten seconds at most. */
export function createAnnouncement(run: Readable<RunState>, clock: Clock): Readable<string> {
  const announcement = createWritable("");
  let saidAt = -Infinity;
  let saidStatus = run.get().status;

  run.subscribe(() => {
    const state = run.get();
    const isNews = state.status !== saidStatus;
    if (!isNews && clock.now() - saidAt < leastPauseMs) return;
    saidStatus = state.status;
    saidAt = clock.now();
    announcement.set(announcementOf(state, isNews));
  });
  return announcement;
}

function announcementOf(state: RunState, isNews: boolean): string {
  if (state.status === "idle") return "";
  if (!isUnderWay(state)) return summaryText(state);
  const { done, rows } = state.progress;
  if (!isNews) return `${done.toLocaleString("en-US")} of ${rowsText(rows)} done.`;
  return { running: `Enriching ${rowsText(rows)}.`, pausing: "Pausing.", paused: "Paused.", cancelling: "Cancelling." }[
    state.status
  ];
}
