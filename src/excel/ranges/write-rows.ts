import type { CellValue } from "../../core/cell-value";
import type { KeyColumn, Target, TargetRow, WriteReport } from "../../core/run/sheet";
import { assignBlocks } from "./assign-blocks";
import { runsOf } from "./address";
import type { StandingColumns } from "./follow-columns";
import { areInPlace, followKeys } from "./follow-keys";
import { keysOf, readColumn, readUsedKeys } from "./key-reading";
import { partsBySize, writeBlocks } from "./write-blocks";

/** Writes rows beside their keys, wherever these stand by now; rows whose key has gone are left out and reported. */
export async function writeRows(
  context: Excel.RequestContext,
  key: KeyColumn,
  target: Target,
  rows: readonly TargetRow[],
  /** Reads where the columns stand now. */
  columnsNow: () => Promise<StandingColumns>,
): Promise<WriteReport> {
  const sheet = context.workbook.worksheets.getItem(target.sheetId);
  const vanished: number[] = [];
  for (const part of partsBySize(rows.map(valuesOnly))) {
    // Read again before each part: somebody may have moved rows or columns while the last one was written.
    const standing = await columnsNow();
    const places = await placesOf(context, sheet, { ...key, column: standing.key }, part);
    const placed = part.flatMap(({ row, values }) => {
      const place = places.get(row);
      if (place === undefined) vanished.push(row);
      return place === undefined ? [] : [{ row: place, values }];
    });
    assignBlocks(sheet, writeBlocks(standing.columns, placed));
    // eslint-disable-next-line office-addins/no-context-sync-in-loop -- one request may not hold more
    await context.sync();
  }
  return { written: rows.length - vanished.length, vanished };
}

/** Where the part's rows stand now, by the row they were read in. */
async function placesOf(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  key: KeyColumn,
  part: readonly TargetRow[],
): Promise<ReadonlyMap<number, number>> {
  const cells = part.map(({ row, keyText }) => ({ row, text: keyText }));
  const [span] = runsOf(
    cells.map(({ row }) => row),
    Infinity,
  );
  if (span === undefined) return new Map();
  const now = keysOf(await readColumn(context, sheet, key.column, span));
  if (areInPlace(cells, now)) return new Map(cells.map(({ row }) => [row, row]));
  return followKeys(key.cells, await readUsedKeys(context, sheet, key.column));
}

interface ValueRow extends TargetRow {
  readonly values: readonly (CellValue | undefined)[];
}

function valuesOnly(row: TargetRow): ValueRow {
  const values = row.values.map((value) =>
    typeof value === "object" && value.kind === "key_formula" ? undefined : value,
  );
  return { ...row, values };
}
