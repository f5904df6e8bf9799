import { SheetError, type KeyColumn, type RestoreReport, type SnapshotRow, type Target } from "../../core/run/sheet";
import { holds, putBack } from "./cell-before";
import { untouched } from "./cell-write";
import { writeChecked } from "./checked-write";
import { locateRows } from "./locate-rows";
import { repair, tooFast } from "./repair";
import { findRunColumns } from "./run-columns";
import { targetWrite } from "./write-rows";

/** Rows put back by one request. */
const rowsPerRequest = 1_000;
const mostRounds = 50;

/** Puts back what stood in each cell that still holds what the run wrote into it; keys are followed as in a run. */
export async function restoreRows(
  context: Excel.RequestContext,
  key: KeyColumn,
  target: Target,
  rows: readonly SnapshotRow[],
): Promise<RestoreReport> {
  const sheet = context.workbook.worksheets.getItem(target.sheetId);
  const site = { context, sheet, columns: await findRunColumns(context, sheet, key, target) };
  const wanted = rows.reduce((sum, { before }) => sum + before.filter((cell) => cell !== undefined).length, 0);
  let restored = 0;
  for (let first = 0; first < rows.length; first += rowsPerRequest) {
    let rest = rows.slice(first, first + rowsPerRequest);
    for (let round = 0; rest.length > 0; round += 1) {
      if (round === mostRounds) throw new SheetError("excel_refused", tooFast);
      const located = await locateRows(site, key, rest);
      const toWrite = located.rows.flatMap(({ source, row, before: now }) => {
        const cells = source.before.map((cell, index) => {
          const [standing, written] = [now[index], targetWrite(source.values[index], row, located.standing.key)];
          return cell !== undefined && standing !== undefined && holds(standing, written) ? putBack(cell) : untouched;
        });
        return cells.every(({ value }) => value === null) ? [] : [{ row, text: source.keyText, cells, source }];
      });
      if (toWrite.length === 0) break;
      const written = await writeChecked(site, toWrite, located.standing.columns, located.standing);
      await repair(site, written, located.standing.columns);
      const isMisplaced = new Set<SnapshotRow>();
      for (const { row, isMisplaced: isWrong } of written.rows) {
        if (isWrong) isMisplaced.add(row.source);
        else restored += row.cells.filter(({ value }) => value !== null).length;
      }
      rest = rest.filter((row) => isMisplaced.has(row));
    }
  }
  return { restored, left: wanted - restored };
}
