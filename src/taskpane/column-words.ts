import { columnLetters } from "../core/cell-address";

/** Columns as people name them: "B to G", or "B, D to F" where they do not stand side by side. */
export function columnsText(columns: readonly number[]): string {
  const runs: { first: number; last: number }[] = [];
  for (const column of columns) {
    const run = runs.at(-1);
    if (run?.last === column - 1) run.last = column;
    else runs.push({ first: column, last: column });
  }
  return runs
    .map(({ first, last }) =>
      first === last ? columnLetters(first) : `${columnLetters(first)} to ${columnLetters(last)}`,
    )
    .join(", ");
}
