import type { JournaledRun, RunWork } from "./run-journal";
import type { SheetPort } from "./sheet";

/** A noted run with its sheet under the id that it has now; rejects with a `SheetError` where the sheet has gone. */
export async function onSheetNow<Run extends JournaledRun & { readonly work: RunWork }>(
  sheet: Pick<SheetPort, "sheetIdNow">,
  run: Run,
): Promise<Run> {
  const { work, prepared } = run;
  const sheetId = await sheet.sheetIdNow(work.key);
  return {
    ...run,
    work: { ...work, key: { ...work.key, sheetId }, target: { ...work.target, sheetId } },
    prepared: prepared && { ...prepared, target: { ...prepared.target, sheetId } },
  };
}
