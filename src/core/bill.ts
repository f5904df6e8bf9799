import type { Section } from "./answer";

/** Who asks, as far as bills go; the core only passes it on. */
export interface Asker {
  /** The same for one person at every sign-in; no secret. */
  readonly personId: string;
  /** The salted hash of the workbook's address; "" where none is told. */
  readonly workbook: string;
}

/** What one person's answer cost, told once for each request that was or may have been billed for it. */
export interface Bill {
  /** Whoever asked first; `undefined` where that ask named nobody. */
  readonly asker: Asker | undefined;
  /** `reported`: by the service. `lost`: the reply never came, and may have been billed at this list price. */
  readonly kind: "reported" | "lost";
  readonly credits: number;
  /** When the request left, where that is not just now: its day is that one. */
  readonly sentAtMs?: number;
  /** Priced sections among what the credits are for; the rest of them is for the person. */
  readonly sections: readonly Section[];
}

/** Told of every bill as soon as it is known, also where nobody waits for the answer any more. */
export type OnBilled = (bill: Bill) => void;
