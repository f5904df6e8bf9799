import type { Clock } from "../../core/clock";
import type { OnDefect } from "../defects";
import type { AnswerFile } from "./answer-file";

export interface RetentionOptions {
  readonly answers: Pick<AnswerFile, "deleteBefore">;
  readonly clock: Clock;
  readonly retentionMs: number;
  /** Told why nothing could be deleted; it is tried again a day later. */
  readonly onDefect: OnDefect;
}

const sweepMs = 86_400_000;

/** Deletes answers whose retention time is over: at once and then every day. */
export function keepNoLonger({ answers, clock, retentionMs, onDefect }: RetentionOptions): { close(): Promise<void> } {
  const closing = new AbortController();
  async function sweep(): Promise<void> {
    while (!closing.signal.aborted) {
      await answers.deleteBefore(clock.now() - retentionMs).catch(onDefect);
      await clock.sleep(sweepMs, closing.signal).catch(() => undefined);
    }
  }
  const sweeping = sweep();
  return {
    async close() {
      closing.abort();
      await sweeping;
    },
  };
}
