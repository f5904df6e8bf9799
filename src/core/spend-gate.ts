import type { FailureCode, Section } from "./answer";
import type { Identifier } from "./identifier";
import type { Priority } from "./service";

/** What is about to be asked for one person. */
export interface SpendRequest {
  readonly identifier: Identifier;
  /** `bulk` where a run wants all of it, whoever else does: a run has a yes of its own. */
  readonly priority: Priority;
  readonly sections: readonly Section[];
  /** Somebody asked for it by an explicit Refresh. */
  readonly isRefresh: boolean;
  readonly mostCredits: number;
}

/** Settles the lookup with its code and sentence, unsent. */
export interface SpendRefusal {
  readonly code: FailureCode;
  readonly detail?: string;
}

export type SpendVerdict = "send" | SpendRefusal;

/** What stands between lookups and their spending. */
export interface SpendGate {
  /** Which of one burst, in order, could not be asked for now; notes nothing. */
  wouldHold(burst: readonly SpendRequest[]): Promise<readonly boolean[]>;
  /** Says of each lookup of one burst, in order, whether it may be asked for, and counts on that it then is. */
  judge(burst: readonly SpendRequest[]): Promise<readonly SpendVerdict[]>;
  /** These were answered without being asked for: nobody has to say yes to them any more. */
  noteFree(burst: readonly SpendRequest[]): void;
}
