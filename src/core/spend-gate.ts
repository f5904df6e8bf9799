import type { FailureCode, Section } from "./answer";
import type { Identifier } from "./identifier";
import type { Priority } from "./service";

/** What is about to be asked for one person. */
export interface SpendRequest {
  readonly identifier: Identifier;
  readonly priority: Priority;
  readonly sections: readonly Section[];
  /** Somebody asked for it by an explicit Refresh. */
  readonly isRefresh: boolean;
  readonly mostCredits: number;
}

/** Says of each lookup of one burst, in order, whether it may be asked for; a code settles it with that code, unsent. */
export type SpendGate = (burst: readonly SpendRequest[]) => Promise<readonly ("send" | FailureCode)[]>;
