import type { EnricherActivity } from "./enricher";
import { createWritable, type Readable } from "./readable";

/** What the asking is doing, counted; a listener that throws is reported and harms nobody. */
export interface ActivityTally {
  readonly activity: Readable<EnricherActivity>;
  readonly now: EnricherActivity;
  /** Counts the people who wait anew, and takes over `change`. */
  readonly count: (change?: Partial<EnricherActivity>) => void;
}

export function createActivityTally(
  people: { readonly size: number },
  onDefect: (error: unknown) => void,
): ActivityTally {
  const activity = createWritable<EnricherActivity>({
    ...{
      waiting: 0,
      inFlight: 0,
      requestsSent: 0,
      keptElsewhere: 0,
      creditsUsed: 0,
      possiblyBilled: 0,
      stoppedBy: undefined,
    },
  });
  return {
    activity,
    get now() {
      return activity.get();
    },
    count(change = {}) {
      const inFlight = change.inFlight ?? activity.get().inFlight;
      try {
        activity.set({ ...activity.get(), ...change, waiting: people.size - inFlight });
      } catch (error) {
        onDefect(error);
      }
    },
  };
}
