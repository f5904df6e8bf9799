import type { CellBefore, KeyCell, KeyColumn } from "../../core/run/sheet";
import { loadCells } from "./cells-reading";
import { isSameStanding, type WriteSite } from "./checked-write";
import type { StandingColumns } from "./follow-columns";
import { areInPlace, followKeys } from "./follow-keys";
import { loadKeys, readUsedKeys } from "./key-reading";

interface KeyedRow {
  /** 0-based, where the key was read. */
  readonly row: number;
  readonly keyText: string;
}

/** A row where it stands now. */
export interface LocatedRow<Source extends KeyedRow> {
  readonly source: Source;
  /** 0-based. */
  readonly row: number;
  /** What stands in each target column. */
  readonly before: readonly (CellBefore | undefined)[];
}

interface LocatedRows<Source extends KeyedRow> {
  readonly standing: StandingColumns;
  readonly rows: readonly LocatedRow<Source>[];
  /** Rows, as they were read, whose key has gone. */
  readonly vanished: readonly number[];
}

/** Finds rows by their keys and reads their target cells; in one request where nothing was moved. */
export async function locateRows<Source extends KeyedRow>(
  site: WriteSite,
  key: KeyColumn,
  sources: readonly Source[],
): Promise<LocatedRows<Source>> {
  const { context, sheet, columns } = site;
  const asRead = new Map(sources.map(({ row }) => [row, row]));
  const optimistic = { cells: loadCells(sheet, [...asRead.keys()], columns.seen().columns), standing: columns.seen() };
  const keys = loadKeys(columns.keyColumn(), [...asRead.keys()]);
  const loaded = columns.load();
  await context.sync();

  const standing = loaded();
  const wanted = sources.map(({ row, keyText: text }) => ({ row, text }));
  if (isSameStanding(standing, optimistic.standing) && areInPlace(wanted, keys())) {
    return collect(asRead, standing, optimistic.cells());
  }
  const known = new Map([...key.cells, ...wanted].map(({ row, text }) => [row, text]));
  const cells = [...known].map(([row, text]) => ({ row, text }));
  const places = await placesNow(site, cells, sources, standing.key);
  const rows = sources.flatMap(({ row }) => places.get(row) ?? []);
  const found = loadCells(sheet, rows, standing.columns);
  await context.sync();
  return collect(places, standing, found());

  function collect(
    placeOf: ReadonlyMap<number, number>,
    now: StandingColumns,
    cellAt: (row: number, column: number) => CellBefore | undefined,
  ): LocatedRows<Source> {
    return {
      standing: now,
      vanished: sources.flatMap(({ row }) => (placeOf.has(row) ? [] : [row])),
      rows: sources.flatMap((source) => {
        const row = placeOf.get(source.row);
        if (row === undefined) return [];
        return [{ source, row, before: now.columns.map((column) => cellAt(row, column)) }];
      }),
    };
  }
}

/** Where the keys stand; one that seems to have gone is looked for again, because it may have moved during the reading. */
async function placesNow(
  { context, sheet }: WriteSite,
  cells: readonly KeyCell[],
  sources: readonly KeyedRow[],
  column: number,
): Promise<ReadonlyMap<number, number>> {
  const places = followKeys(cells, await readUsedKeys(context, sheet, column));
  if (sources.every(({ row }) => places.has(row))) return places;
  return followKeys(cells, await readUsedKeys(context, sheet, column));
}
