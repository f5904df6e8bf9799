import type { KeyColumn } from "./sheet";

/** Who asks for a column. */
export interface LeaseClaim {
  readonly who: string;
  /** The run it is for: a run that is resumed takes its own lease back at once. */
  readonly runId: string;
  /** A person's yes to taking over a lease that has expired. */
  readonly takesOver: boolean;
}

/** Who already fills this column. */
export interface HeldLease {
  readonly who: string;
  /** The key column, such as `People!A1:A61`. */
  readonly address: string;
  readonly sinceMs: number;
  /** Not renewed for a minute: it may be taken over. */
  readonly isExpired: boolean;
}

/** The right to fill one column, for as long as it is renewed. */
export interface Lease {
  /** Called about every 20 s; false where somebody has taken it over. */
  renew(): Promise<boolean>;
  release(): Promise<void>;
}

/** Keeps two people from filling the same column at once; kept in the workbook, so that both see it. */
export interface RunLease {
  /** Read back after a random delay, so that of two who take it in the same moment one wins. */
  take(key: KeyColumn, claim: LeaseClaim): Promise<{ readonly held: Lease } | { readonly heldBy: HeldLease }>;
}
