import type { ActiveRun, EndedRun, RunProgress } from "./bulk-run";
import { createExecution, type Execution } from "./execute-run";
import { keepLease } from "./keep-lease";
import type { RunEnding } from "./receipt";
import { receiptOf } from "./receipt-of";
import { canBeResumed, leaseHeld, leaseLost, sheetRefusal, type RunFailure } from "./run-failure";
import type { RunJob } from "./run-job";
import type { RunFacts, RunJournal } from "./run-journal";
import type { BulkRunnerParts } from "./run-parts";
import { createRunRecorder, type RunRecorder } from "./run-recorder";
import { createRunTally, notYetAtWork } from "./run-tally";
import type { KeyColumn } from "./sheet";

/** A run about to sit down to work, for the first time or again. */
export interface Opening {
  readonly facts: RunFacts;
  readonly key: KeyColumn;
  readonly isResumed: boolean;
  readonly takesOver: boolean;
  /** Makes the sheet ready; or says what stands in the way. */
  readonly open: (recorder: RunRecorder) => Promise<RunJob | RunFailure>;
}

/** A run under way, from its opening to its end. */
export interface ConductedRun {
  readonly runId: string;
  /** Resolves when it has ended, however it ended; rejects for a defect, which `ended` tells as well. */
  run(onEnd: (ended: EndedRun) => void): Promise<void>;
  readonly now: ActiveRun;
  pause(): void;
  resume(): void;
  cancel(): void;
}

type Wish = "pause" | "cancel" | undefined;

export function conductRun(
  parts: BulkRunnerParts & { readonly journal: RunJournal },
  opening: Opening,
  onChange: () => void,
): ConductedRun {
  const { clock, journal } = parts;
  const { facts, key } = opening;
  const recorder = createRunRecorder(journal, facts.runId);
  let execution: Execution | undefined;
  /** What was wished for while the sheet was made ready. */
  let wish: Wish;

  function progress(): RunProgress {
    if (execution !== undefined) return execution.progress;
    const { startedAtMs } = facts;
    return createRunTally(facts.rows, 0).progress({ requestsSent: 0, startedAtMs, sitting: notYetAtWork });
  }

  async function ended(failure: RunFailure | undefined): Promise<EndedRun> {
    const now = progress();
    const isCancelled = execution?.status === "cancelling" && now.done < now.rows;
    const ending: RunEnding = failure !== undefined ? "failed" : isCancelled ? "cancelled" : "done";
    const receipt = receiptOf(facts, now, {
      ...{ ending, endedAtMs: clock.now(), rowsWritten: execution?.rowsWritten ?? 0 },
      ...{
        balance: await parts.balance?.().catch(() => undefined),
        canUndo: recorder.isWhole && execution !== undefined,
      },
    });
    const hasWorked = execution !== undefined;
    const isOpen = hasWorked && failure !== undefined && canBeResumed(failure.reason);
    // A resumed run that could not even begin to work stays as it was.
    if (hasWorked || !opening.isResumed) await recorder.end(receipt, isOpen);
    if (failure !== undefined) return { status: "failed", progress: now, receipt, ...failure };
    return { status: isCancelled ? "cancelled" : "done", progress: now, receipt };
  }

  async function work(): Promise<RunFailure | undefined> {
    const job = await opening.open(recorder);
    if ("reason" in job) return job;
    execution = createExecution(job, {
      ...parts,
      ...{ recorder, onChange, refreshFlags: parts.refreshFlags?.() ?? {} },
      requestsPerMinute: parts.place?.().requestsPerMinute,
    });
    if (wish === "pause") execution.pause();
    if (wish === "cancel") execution.cancel();
    onChange();
    const failure = await execution.run();
    // Only looks: a column left narrow is no reason to call the run failed.
    await parts.sheet.finish(key, job.target).catch(() => undefined);
    return failure;
  }

  async function workUnderLease(): Promise<RunFailure | undefined> {
    const claim = { who: facts.who, runId: facts.runId, takesOver: opening.takesOver };
    const taken = await parts.lease?.take(key, claim);
    if (taken === undefined) return work();
    if ("heldBy" in taken) return leaseHeld(taken.heldBy);
    const giveBack = keepLease(taken.held, clock, () => execution?.stop(leaseLost));
    try {
      return await work();
    } finally {
      await giveBack();
    }
  }

  return {
    runId: facts.runId,
    async run(onEnd) {
      let failure: RunFailure | undefined;
      try {
        const { sheet } = parts;
        failure = await (sheet.asOneUndoStep?.(workUnderLease) ?? workUnderLease());
      } catch (error) {
        failure = sheetRefusal(error);
        onEnd(await ended(failure));
        throw error;
      }
      onEnd(await ended(failure));
    },
    get now() {
      const status = execution?.status ?? (wish === "cancel" ? "cancelling" : wish === "pause" ? "pausing" : "running");
      const exposure = execution?.exposure ?? { requests: 0, people: 0 };
      return { status, runId: facts.runId, progress: progress(), exposure, hold: execution?.hold };
    },
    pause() {
      wish ??= "pause";
      execution?.pause();
    },
    resume() {
      if (wish === "pause") wish = undefined;
      execution?.resume();
    },
    cancel() {
      wish = "cancel";
      execution?.cancel();
    },
  };
}
