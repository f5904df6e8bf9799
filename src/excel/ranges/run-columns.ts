import { SheetError, type KeyColumn, type Target } from "../../core/run/sheet";
import { followColumns, type StandingColumns } from "./follow-columns";
import { readRow } from "./key-reading";

/** Where a run's columns stand at the moment a batch is carried out, whoever moved them meanwhile. */
export interface RunColumns {
  /** Where they were last seen; as planned before anything was read. */
  seen(): StandingColumns;
  /** Queues the reading; call the result after the sync. It throws a `SheetError` where a column has gone. */
  load(): () => StandingColumns;
  /** The whole key column. */
  keyColumn(): Excel.Range;
}

const prefix = "_enrich_run_";
/** Runs whose columns can still be found by their names: the later ones may be undone. */
const keptRuns = 3;

/**
 * Gives each column a hidden name of the workbook. Excel itself moves names with their cells, for everybody who has the
 * workbook open and over saving and opening: columns are found again with or without headers.
 */
export async function anchorColumns(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  { key, columns }: StandingColumns,
): Promise<string> {
  const { names } = context.workbook;
  names.load({ name: true });
  await context.sync();
  const runs = names.items.flatMap(({ name }) => anchorOf(name) ?? []);
  const known = [...new Set(runs)].sort();
  const last = Number(known.at(-1)?.slice(prefix.length).split("_")[0] ?? 0);
  const anchor = `${prefix}${String(last + 1).padStart(6, "0")}_${crypto.randomUUID().slice(0, 8)}`;
  const outdated = new Set(known.slice(0, Math.max(0, known.length - keptRuns + 1)));
  for (const item of names.items) if (outdated.has(anchorOf(item.name) ?? "")) item.delete();
  [key, ...columns].forEach((column, index) => {
    const whole = sheet.getRangeByIndexes(0, column, 1, 1).getEntireColumn();
    names.add(nameOf(anchor, index), whole).visible = false;
  });
  await context.sync();
  return anchor;
}

/** The key is the first. */
function nameOf(anchor: string, index: number): string {
  return `${anchor}_${index}`;
}

function anchorOf(name: string): string | undefined {
  return new RegExp(`^(${prefix}\\d+_\\w+)_\\d+$`, "u").exec(name)?.[1];
}

/** Finds a run's columns by their names; without names by their headers; without these where they were planned. */
export async function findRunColumns(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  key: KeyColumn,
  target: Target,
): Promise<RunColumns> {
  const { anchor } = target;
  if (anchor !== undefined) {
    const first = context.workbook.names.getItemOrNullObject(nameOf(anchor, 0)).load({ name: true });
    await context.sync();
    if (!first.isNullObject) return anchored(context, anchor, { key: key.column, columns: target.columns });
  }
  const standing = await columnsByHeader(context, sheet, key, target);
  return {
    seen: () => standing,
    load: () => () => standing,
    keyColumn: () => sheet.getRangeByIndexes(0, standing.key, 1, 1).getEntireColumn(),
  };
}

function anchored({ workbook: { names } }: Excel.RequestContext, anchor: string, planned: StandingColumns): RunColumns {
  let seen = planned;
  return {
    seen: () => seen,
    load() {
      const found = [planned.key, ...planned.columns].map((_, index) =>
        names.getItemOrNullObject(nameOf(anchor, index)).getRangeOrNullObject().load({ columnIndex: true }),
      );
      return () => {
        const [key = planned.key, ...columns] = found.map((range) => {
          if (range.isNullObject) throw new SheetError("excel_refused", columnsGone);
          return range.columnIndex;
        });
        seen = { key, columns };
        return seen;
      };
    },
    keyColumn: () => names.getItem(nameOf(anchor, 0)).getRange(),
  };
}

const columnsGone =
  "A column of this run was deleted, or its header changed. What was paid for is kept: start again to write it.";

async function columnsByHeader(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  key: KeyColumn,
  target: Target,
): Promise<StandingColumns> {
  const planned = { key: key.column, keyHeader: target.keyHeader, columns: target.columns, headers: target.headers };
  if (target.headerRow === undefined) return planned;
  const standing = followColumns(planned, await readRow(context, sheet, target.headerRow));
  if (standing === undefined) throw new SheetError("excel_refused", columnsGone);
  return standing;
}
