import type { Clock } from "../clock";

/** How long a run has been at work, its pauses left out. */
export interface WorkTime {
  readonly workedMs: number;
  rest(): void;
  goOn(): void;
}

export function createWorkTime(clock: Clock): WorkTime {
  let earlierMs = 0;
  let sinceMs: number | undefined = clock.now();
  return {
    get workedMs() {
      return earlierMs + (sinceMs === undefined ? 0 : clock.now() - sinceMs);
    },
    rest() {
      if (sinceMs !== undefined) earlierMs += clock.now() - sinceMs;
      sinceMs = undefined;
    },
    goOn() {
      sinceMs ??= clock.now();
    },
  };
}
