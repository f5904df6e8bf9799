import type { ActivityTally } from "./activity-tally";
import type { Failed, FailureCode } from "./answer";
import type { Clock } from "./clock";
import { isStopCode, type HaltCode } from "./flights";
import type { Identifier } from "./identifier";
import type { LostReplies } from "./lost-replies";

/** Why nobody, or nobody of a kind, is asked for now. */
export interface StandingRefusals {
  /** For this person, if there is one. */
  of(identifier: Identifier): Failed | undefined;
  note(code: HaltCode): void;
  lift(): void;
}

export interface StandingRefusalsParts {
  readonly closing: AbortSignal;
  readonly tally: ActivityTally;
  readonly failed: (code: FailureCode, key: string) => Failed;
}

export function createStandingRefusals({ closing, tally, failed }: StandingRefusalsParts): StandingRefusals {
  let refusesEmails = false;
  return {
    of({ key, kind }) {
      if (closing.aborted) return failed("stopped", key);
      const { stoppedBy } = tally.now;
      if (stoppedBy !== undefined) return failed(stoppedBy, key);
      return refusesEmails && kind === "email" ? failed("emails_not_supported", key) : undefined;
    },
    note(code) {
      if (isStopCode(code)) tally.count({ stoppedBy: code });
      if (code === "emails_not_supported") refusesEmails = true;
    },
    lift() {
      refusesEmails = false;
      tally.count({ stoppedBy: undefined });
    },
  };
}

/** Makes failures of people, possibly billed where a reply of theirs was lost. */
export function failuresOf(clock: Clock, lost: Pick<LostReplies, "has">): StandingRefusalsParts["failed"] {
  return (code, key) => ({ status: "failed", code, possiblyBilled: lost.has(key), asOf: clock.now() });
}
