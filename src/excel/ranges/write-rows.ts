import {
  SheetError,
  type CellBefore,
  type KeyColumn,
  type SnapshotRow,
  type Target,
  type TargetRow,
  type TargetValue,
  type WriteOptions,
  type WriteReport,
} from "../../core/run/sheet";
import { isBlank } from "./cell-before";
import { cellWrite, formulaWrite, untouched, type CellWrite } from "./cell-write";
import { writeChecked, type KeyedCells, type WriteSite } from "./checked-write";
import { locateRows, type LocatedRow } from "./locate-rows";
import { repair, tooFast } from "./repair";
import { findRunColumns } from "./run-columns";
import { partsBySize } from "./write-blocks";

/** How often rows are looked for anew before giving up. */
const mostRounds = 50;

/** Writes rows beside their keys, wherever these stand by now; rows whose key has gone are left out and reported. */
export async function writeRows(
  context: Excel.RequestContext,
  { key, target, rows, options = {}, noted = new Set() }: WriteJob,
): Promise<WriteReport> {
  const sheet = context.workbook.worksheets.getItem(target.sheetId);
  const site = { context, sheet, columns: await findRunColumns(context, sheet, key, target) };
  const vanished: number[] = [];
  for (const part of partsBySize(rows)) {
    vanished.push(...(await writePart(site, { key, target, rows: part, options, noted })));
  }
  return { written: rows.length - vanished.length, vanished };
}

export interface WriteJob {
  readonly key: KeyColumn;
  readonly target: Target;
  readonly rows: readonly TargetRow[];
  readonly options?: WriteOptions;
  /** Rows whose cells were noted: not again where the write is repeated, for then they may hold what it wrote. */
  readonly noted?: Set<TargetRow>;
}

interface RowToWrite extends KeyedCells {
  readonly source: TargetRow;
}

/** Returns the rows that have vanished. */
async function writePart(
  site: WriteSite,
  { key, rows, options = {}, noted = new Set() }: WriteJob,
): Promise<readonly number[]> {
  const onlyIntoBlank = new Set(options.onlyIntoBlank);
  const vanished: number[] = [];
  let rest = rows;
  for (let round = 0; rest.length > 0; round += 1) {
    if (round === mostRounds) throw new SheetError("excel_refused", tooFast);
    const located = await locateRows(site, key, rest);
    vanished.push(...located.vanished);
    const toNote = located.rows.filter(({ source }) => !noted.has(source));
    await noteBefore(toNote, onlyIntoBlank, options);
    for (const { source } of toNote) noted.add(source);
    const toWrite = located.rows.flatMap((row): readonly RowToWrite[] => {
      const cells = cellsOf(row, located.standing.key, onlyIntoBlank);
      return cells.every(({ value }) => value === null) ? [] : [{ ...keyed(row), cells, onlyIntoBlank }];
    });
    if (toWrite.length === 0) return vanished;
    const written = await writeChecked(site, toWrite, located.standing.columns, located.standing);
    await repair(site, written, located.standing.columns);
    const isMisplaced = new Set(written.rows.filter((row) => row.isMisplaced).map(({ row: { source } }) => source));
    rest = rest.filter((row) => isMisplaced.has(row));
  }
  return vanished;
}

function keyed({ source, row }: LocatedRow<TargetRow>): Pick<RowToWrite, "row" | "text" | "source"> {
  return { row, text: source.keyText, source };
}

async function noteBefore(
  rows: readonly LocatedRow<TargetRow>[],
  onlyIntoBlank: ReadonlySet<number>,
  options: WriteOptions,
): Promise<void> {
  if (options.noteBefore === undefined || rows.length === 0) return;
  await options.noteBefore(
    rows.map(({ source, before }): SnapshotRow => {
      const values = source.values.map((value, index) =>
        isWritten(value, before[index], onlyIntoBlank.has(index)) ? value : undefined,
      );
      return { ...source, values, before: values.map((value, index) => (value === undefined ? value : before[index])) };
    }),
  );
}

function cellsOf(
  { source, before, row }: LocatedRow<TargetRow>,
  keyColumn: number,
  onlyIntoBlank: ReadonlySet<number>,
): readonly CellWrite[] {
  return source.values.map((value, index) =>
    isWritten(value, before[index], onlyIntoBlank.has(index)) ? targetWrite(value, row, keyColumn) : untouched,
  );
}

function isWritten(value: TargetValue, before: CellBefore | undefined, onlyIntoBlank: boolean): boolean {
  return value !== undefined && (!onlyIntoBlank || before === undefined || isBlank(before));
}

/** How a value is written into a row; both 0-based. */
export function targetWrite(value: TargetValue, row: number, keyColumn: number): CellWrite {
  if (value === undefined) return untouched;
  return typeof value === "object" && value.kind === "key_formula"
    ? formulaWrite(value, row, keyColumn)
    : cellWrite(value);
}
