import { createWritable, type Readable } from "../../core/readable";
import type { ActiveRun, BulkRunner, RunState, StartOptions, UndoReport, UndoSize } from "../../core/run/bulk-run";
import type { ReadyQuote } from "./quote-state";
import { trialOf, trialRows, type Trial } from "./trial";

/** Starting runs, and what is done to one that goes on or has ended. */
export interface RunControl {
  /** What the last try of a few rows showed, until something else is selected or chosen. */
  readonly trial: Readable<Trial | undefined>;
  /** Why the last thing asked for could not be done; a sentence. */
  readonly problem: Readable<string | undefined>;
  start(options?: Pick<StartOptions, "takeOverLease">): void;
  tryFew(): void;
  pause(): void;
  resume(): void;
  cancel(): void;
  resumeUnfinished(runId: string, options?: Pick<StartOptions, "takeOverLease">): void;
  discardUnfinished(runId: string): void;
  /** What undoing it would put back; `undefined` where `problem` says why it cannot. */
  undoSize(runId: string): Promise<UndoSize | undefined>;
  /** Resolves with what came back; `undefined` where `problem` says why not. */
  undo(runId: string): Promise<UndoReport | undefined>;
  /** Resolves with the sheet's name; `undefined` where `problem` says why not. */
  exportReceipts(): Promise<string | undefined>;
  showResults(runId: string): void;
  showCell(row: number): void;
  /** What was tried says nothing of what is selected or chosen now. */
  forgetTrial(): void;
}

/** Whether a run goes on, or stands still and may go on. */
export function isUnderWay(state: RunState): state is ActiveRun {
  return "exposure" in state;
}

/** The control over a runner; `ready` gives what may be started now. */
export function createRunControl(
  runner: BulkRunner,
  ready: () => ReadyQuote | undefined,
  on: {
    readonly start: (isTry: boolean) => void;
    /** A run of before goes on. */
    readonly resume: () => void;
  },
): RunControl {
  const trial = createWritable<Trial | undefined>(undefined);
  const problem = createWritable<string | undefined>(undefined);

  async function attempt<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
    problem.set(undefined);
    try {
      return await work();
    } catch (error) {
      problem.set(error instanceof Error ? error.message : "That could not be done. Try again.");
      return undefined;
    }
  }

  async function run(options: StartOptions): Promise<void> {
    const now = ready();
    if (now === undefined || isUnderWay(runner.state.get())) return;
    problem.set(undefined);
    const isTry = options.onlyFirst !== undefined;
    if (!isTry) trial.set(undefined);
    on.start(isTry);
    // However it ends, the runner's state says so.
    await runner.start(now.request, now.quote, options).catch(() => undefined);
    const end = runner.state.get();
    if (isTry && end.status === "done") trial.set(trialOf(end.progress));
  }

  return {
    ...{ trial, problem },
    start: (options = {}) => void run(options),
    tryFew: () => void run({ onlyFirst: trialRows }),
    pause: () => runner.pause(),
    resume: () => runner.resume(),
    cancel: () => runner.cancel(),
    resumeUnfinished(runId, options) {
      on.resume();
      void attempt(() => runner.resumeUnfinished(runId, options));
    },
    discardUnfinished: (runId) => void attempt(() => runner.discardUnfinished(runId)),
    undoSize: (runId) => attempt(() => runner.undoSize(runId)),
    undo: (runId) => attempt(() => runner.undo(runId)),
    exportReceipts: () => attempt(async () => (await runner.exportReceipts()).sheetName),
    showResults: (runId) => void attempt(() => runner.showResults(runId)),
    showCell: (row) => void attempt(() => runner.showCell(row)),
    forgetTrial: () => trial.set(undefined),
  };
}
