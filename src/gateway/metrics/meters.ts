import type { OnBilled } from "../../core/bill";
import type { BatchReply, Priority } from "../../core/service";
import type { OnDefect } from "../defects";

/** How a lookup ended: by what was kept, by another's request, by its own, or taken back before it was sent. */
export type LookupEnd = "kept" | "joined" | "asked" | "withdrawn";

/** What the gateway counts of itself; nobody and nothing asked for is ever named. */
export interface Meters {
  /** A lookup waits from now on; call what it returns when it has ended. */
  lookupBegan(priority: Priority): (end: LookupEnd) => void;
  serviceReplied(outcome: BatchReply["outcome"], ms: number): void;
  readonly onBilled: OnBilled;
  readonly onDefect: OnDefect;
  /** `route` as it was registered, never the path asked for. */
  requestEnded(request: { readonly route: string; readonly status: number; readonly ms: number }): void;
}
