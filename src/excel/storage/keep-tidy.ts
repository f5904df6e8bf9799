import type { Clock } from "../../core/clock";
import type { IndexedDbAnswerStore } from "./indexed-db-answer-store";

export interface TidySettings {
  /** Answers older than this are deleted. */
  readonly retentionMs: () => number;
  /** After opening: first come the cells. Default 30,000. */
  readonly firstMs: number;
  /** Between portions, so that reads come first. Default 250. */
  readonly pauseMs: number;
  /** Between one time and the next. Default 12 hours. */
  readonly everyMs: number;
  /** Answers moved or deleted in one transaction. Default 100. */
  readonly portion: number;
}

export const tidyDefaults = Object.freeze({ firstMs: 30_000, pauseMs: 250, everyMs: 43_200_000, portion: 100 });

/** Deletes what is too old, in small portions, for as long as the page lives; a store out of order is tried again later. */
export async function keepTidy(
  { clock, store }: { readonly clock: Clock; readonly store: Pick<IndexedDbAnswerStore, "tidy"> },
  settings: TidySettings,
): Promise<never> {
  await clock.sleep(settings.firstMs);
  for (;;) {
    const before = clock.now() - settings.retentionMs();
    const count = await store.tidy(before, settings.portion).catch(() => 0);
    await clock.sleep(count === 0 ? settings.everyMs : settings.pauseMs);
  }
}
