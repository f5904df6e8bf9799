/** A cell by its place in the workbook, 0-based. */
export interface CellPlace {
  readonly sheetId: string;
  readonly row: number;
  readonly column: number;
}

/** Cells of one column that follow each other. */
export interface CellRun {
  readonly sheetId: string;
  readonly column: number;
  readonly startRow: number;
  readonly endRow: number;
}

/** Merges cells into column runs: a recalculation costs formulas times ranges. */
export function columnRuns(cells: Iterable<CellPlace>): CellRun[] {
  const columns = new Map<string, { sheetId: string; column: number; rows: Set<number> }>();
  for (const { sheetId, row, column } of cells) {
    const key = `${column} ${sheetId}`;
    const entry = columns.get(key) ?? { sheetId, column, rows: new Set<number>() };
    columns.set(key, entry);
    entry.rows.add(row);
  }
  return [...columns.values()].flatMap(({ sheetId, column, rows }) => {
    const runs: { startRow: number; endRow: number }[] = [];
    for (const row of [...rows].sort((a, b) => a - b)) {
      const last = runs.at(-1);
      if (last?.endRow === row - 1) last.endRow = row;
      else runs.push({ startRow: row, endRow: row });
    }
    return runs.map((run) => ({ sheetId, column, ...run }));
  });
}
