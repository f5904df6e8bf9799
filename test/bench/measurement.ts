/** One figure of the bench. */
export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: "s" | "ms" | "bytes" | "requests" | "credits" | "calls" | "answers" | "ratio" | "rows" | "requests/s";
  /** What it was measured against, if anything. */
  readonly note?: string;
}
