/** A 0-based column as Excel names it: A, Z, AA. */
export function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last;
}

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
