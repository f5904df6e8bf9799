/** Where a run's columns stood when its headers were written; 0-based. */
export interface PlannedColumns {
  readonly key: number;
  /** What stands above the keys; "" where nothing does. */
  readonly keyHeader: string;
  readonly columns: readonly number[];
  readonly headers: readonly string[];
}

/** Where they stand now. */
export interface StandingColumns {
  readonly key: number;
  readonly columns: readonly number[];
}

/** Whether every header stands where it was written. */
export function areHeadersInPlace(planned: PlannedColumns, now: ReadonlyMap<number, string>): boolean {
  return standingAt(now, planned.key, planned.keyHeader) && planned.columns.every(isInPlace);

  function isInPlace(column: number, index: number): boolean {
    return standingAt(now, column, planned.headers[index] ?? "");
  }
}

/**
 * Where the columns stand by what the header row says now: in place, else the nearest that says the same. `undefined`
 * where a header has gone: what stands in its place is somebody else's.
 */
export function followColumns(planned: PlannedColumns, now: ReadonlyMap<number, string>): StandingColumns | undefined {
  const columns = planned.columns.flatMap((column, index) => nearest(now, column, planned.headers[index] ?? "") ?? []);
  if (columns.length < planned.columns.length) return undefined;
  // A key column whose header was written anew is held by its keys, each of which is read before anything is written.
  const key = planned.keyHeader === "" ? undefined : nearest(now, planned.key, planned.keyHeader);
  return { key: key ?? planned.key, columns };
}

function nearest(now: ReadonlyMap<number, string>, column: number, header: string): number | undefined {
  const places = [...now].filter(([, text]) => text === header).map(([place]) => place);
  return places.sort((one, other) => Math.abs(one - column) - Math.abs(other - column))[0];
}

function standingAt(now: ReadonlyMap<number, string>, column: number, header: string): boolean {
  return (now.get(column) ?? "") === header;
}
