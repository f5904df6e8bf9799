import type { JournalRow } from "./run-journal";
import type { RunJob } from "./run-job";
import type { RunRecorder } from "./run-recorder";
import type { RowVerdict } from "./row-verdict";
import type { SheetPort, SnapshotRow, TargetRow } from "./sheet";

/** A row whose answer has come: what is to be written, and what it means. */
export interface SettledRow {
  readonly target: TargetRow;
  readonly verdict: RowVerdict;
}

/**
 * Writes blocks of one run, each noted before with what stands there, and after: so that a page that goes away at any
 * moment leaves enough behind to go on, and to undo.
 */
export function createNotedWriting(sheet: SheetPort, recorder: RunRecorder, { work, target, columns, before }: RunJob) {
  // What somebody types while the run goes on is not written over either. The status column is the run's own.
  const onlyIntoBlank = work.mode === "blanks" ? columns.fields.headers.map((_, index) => index) : [];
  let nextBlock = before.nextBlock;

  /** Resolves to the rows as they were written; rejects with the sheet's refusal. */
  return async function writeBlock(block: readonly SettledRow[]): Promise<readonly JournalRow[]> {
    const index = nextBlock++;
    const snapshots = new Map<number, SnapshotRow>();
    const rows = (vanished: ReadonlySet<number>): readonly JournalRow[] =>
      block.map(({ target: row, verdict }) => {
        const { values, before: stood } = snapshots.get(row.row) ?? { values: row.values, before: [] };
        return { ...row, values, verdict, before: stood, isVanished: vanished.has(row.row) };
      });

    const toWrite = block.map((row) => row.target).filter(({ values }) => values.some((value) => value !== undefined));
    let vanished: ReadonlySet<number> = new Set();
    if (toWrite.length > 0) {
      const report = await sheet.write(work.key, target, toWrite, {
        onlyIntoBlank,
        async noteBefore(found) {
          for (const row of found) snapshots.set(row.row, row);
          await recorder.block({ index, state: "intended", rows: rows(new Set()) });
        },
      });
      vanished = new Set(report.vanished);
    }
    const written = rows(vanished);
    await recorder.block({ index, state: "written", rows: written });
    return written;
  };
}
