/** People of a run whose fate is known: `asked = known + matched + notFound + redacted + failed`. */
export interface PeopleCount {
  readonly asked: number;
  /** Answered from what was kept, whatever the answer was: free. */
  readonly known: number;
  /** Found by a request of this run; so are the next ones. */
  readonly matched: number;
  readonly notFound: number;
  readonly redacted: number;
  readonly failed: number;
}

/** How a run ended; `interrupted` where the page went away in the middle of it. */
export type RunEnding = "done" | "cancelled" | "failed" | "interrupted";

/** What one run did and cost, over all its sittings. */
export interface Receipt {
  readonly runId: string;
  /** The signed-in name, else "this device". */
  readonly who: string;
  /** The key column, such as `People!A1:A61`. */
  readonly address: string;
  readonly fields: readonly string[];
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly ending: RunEnding;
  readonly people: PeopleCount;
  readonly rowsWritten: number;
  /** As the service reported them. */
  readonly credits: number;
  /** People who may have been billed besides, because a reply was lost. */
  readonly possiblyBilled: number;
  /** Credits left after the run, where the account tells. */
  readonly balance: number | undefined;
  readonly isSandbox: boolean;
  readonly isUndone: boolean;
  /** Whether what stood in the cells before is still kept. */
  readonly canUndo: boolean;
}
