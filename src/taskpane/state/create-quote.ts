import type { Clock } from "../../core/clock";
import { createWritable, type Readable } from "../../core/readable";
import type { BulkRunner } from "../../core/run/bulk-run";
import type { RunRequest } from "../../core/run/run-request";
import { shownQuote, type QuoteState } from "./quote-state";

/** A quote that follows what it is made from. */
export interface LiveQuote {
  readonly state: Readable<QuoteState>;
  /** Counts again, once, after changes have come to rest. */
  recount(): void;
}

const changesRestMs = 200;

/** A live quote over `request`, which says what is missing where there is nothing to quote yet. */
export function createQuote(
  parts: { readonly runner: BulkRunner; readonly clock: Clock },
  request: () => RunRequest | Extract<QuoteState, { status: "none" }>["missing"],
): LiveQuote {
  const state = createWritable<QuoteState>({ status: "none", missing: "selection" });
  let counts = 0;

  async function count(): Promise<void> {
    const mine = ++counts;
    const now = request();
    if (typeof now === "string") {
      state.set({ status: "none", missing: now });
      return;
    }
    state.set({ status: "counting", previous: shownQuote(state.get()) });
    await parts.clock.sleep(changesRestMs);
    if (mine !== counts) return;
    const next = await quoted(now);
    if (mine === counts) state.set(next);
  }

  async function quoted(now: RunRequest): Promise<QuoteState> {
    try {
      return { status: "ready", request: now, quote: await parts.runner.quote(now) };
    } catch (error) {
      return { status: "failed", detail: error instanceof Error ? error.message : "The cost could not be counted." };
    }
  }

  return { state, recount: () => void count() };
}
