import { isSupported, runExcel, toSheetError, whenOfficeReady } from "./office";

type Batch<Result> = (context: Excel.RequestContext) => Promise<Result>;

/** Writing into the workbook, with a say in what one Ctrl+Z takes back. */
export interface UndoSteps {
  /** What is written until `work` has ended is one step, where this Excel can merge steps; else one for each request. */
  asOne<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Runs a batch that writes, within the open step where there is one; waits while a cell is being edited. */
  write<Result>(batch: Batch<Result>, options?: UndoWriteOptions): Promise<Result>;
}

export interface UndoWriteOptions {
  /** Done a second time, the batch does no harm: it is tried outside the step where the step refuses it. Default true. */
  readonly isRepeatable?: boolean;
}

interface OpenStep {
  readonly context: Excel.RequestContext;
  close(): Promise<void>;
}

/** One step at a time. */
export function createUndoSteps(): UndoSteps {
  let step: OpenStep | undefined;

  async function leaveStep(): Promise<void> {
    const leaving = step;
    step = undefined;
    await leaving?.close();
  }

  return {
    async asOne(work) {
      step = await openStep();
      try {
        return await work();
      } finally {
        await leaveStep();
      }
    },
    async write(batch, { isRepeatable = true } = {}) {
      if (step === undefined) return runExcel(batch, { waitsForCellEdit: true });
      try {
        return await batch(step.context);
      } catch (error) {
        if (!mayBeForTheStep(error)) throw toSheetError(error);
        // Whatever merging steps is good for, what was paid for has to be written.
        await leaveStep();
        if (!isRepeatable) throw toSheetError(error);
        return runExcel(batch, { waitsForCellEdit: true });
      }
    },
  };
}

/**
 * One `Excel.run` for as long as the step is open: that is what Excel merges. Some versions of Excel on the web refuse it
 * (github.com/OfficeDev/office-js/issues/6711), so that it is tried with a request that changes nothing.
 */
async function openStep(): Promise<OpenStep | undefined> {
  await whenOfficeReady().catch(() => undefined);
  if (!isSupported("ExcelApi", "1.20")) return undefined;
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  return new Promise((resolve) => {
    const run = Excel.run({ delayForCellEdit: true, mergeUndoGroup: true }, async (context) => {
      context.workbook.worksheets.getActiveWorksheet().load({ id: true });
      await context.sync();
      resolve({
        context,
        async close() {
          end();
          // Excel may refuse to close what it has not refused to fill: what was written stands.
          await run.catch(() => undefined);
        },
      });
      await ended;
    });
    run.catch(() => resolve(undefined));
  });
}

/** `UndoNotSupported`, or one of the general refusals that merging steps has brought forth. */
function mayBeForTheStep(error: unknown): boolean {
  const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
  return ["UndoNotSupported", "GeneralException", "InternalError", "UnsupportedOperation", "NotImplemented"].includes(
    code,
  );
}
