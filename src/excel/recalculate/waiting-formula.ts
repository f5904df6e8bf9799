/** One of our functions that ask, called in a formula whose texts are taken out. */
const asking = /\bENRICH\.(?:PERSON|PEOPLE|LIST)\s*\(/iu;
/** One person's value and nothing around it: it says itself whether it waits. */
const plainCall = /^=\s*ENRICH\.PERSON\(\s*(?:""|\$?[A-Z]{1,3}\$?\d+)\s*(?:[,;][^(:#]*)?\)\s*$/iu;

/** Shown while a cell waits; busy is one whose refusal has not arrived yet. */
const waitingValues: readonly unknown[] = ["#N/A", "#BUSY!", "#GETTING_DATA"];

/**
 * Whether a cell may wait for an answer: it holds a formula of ours that shows it, or one that could hide it, as in
 * `IFERROR`, or in the middle of a spill. `value` is what the cell shows; text that only looks like a formula shows itself.
 */
export function mayWait(formula: unknown, value: unknown): boolean {
  if (typeof formula !== "string" || !formula.startsWith("=") || formula === value) return false;
  const code = formula.replace(/"(?:[^"]|"")*"/gu, '""');
  return asking.test(code) && (waitingValues.includes(value) || !plainCall.test(code));
}

/** The formula wanted of each cell; `null` where a cell is none of ours. Text that looks like a formula shows itself. */
export function pickFormulas(
  formulas: readonly (readonly unknown[])[],
  values: readonly (readonly unknown[])[],
  pick: (formula: string, value: unknown, place: CellPlace) => string | undefined,
): (string | null)[][] {
  return formulas.map((row, down) =>
    row.map((formula, right) => {
      const value = values[down]?.[right];
      const isFormula = typeof formula === "string" && formula.startsWith("=") && formula !== value;
      return isFormula ? (pick(formula, value, { down, right }) ?? null) : null;
    }),
  );
}

/** A cell of a block, counted from its first. */
export interface CellPlace {
  readonly down: number;
  readonly right: number;
}

/**
 * Cells whose formula is word for word that of the cell above or to the left: filled formulas differ, while what a spill
 * has filled repeats its anchor's in some versions of Excel.
 */
export function repeatedFormulas(formulas: readonly (readonly (string | null)[])[]): readonly CellPlace[] {
  return formulas.flatMap((row, down) =>
    row.flatMap((formula, right) =>
      formula !== null && (formula === formulas[down - 1]?.[right] || formula === row[right - 1])
        ? [{ down, right }]
        : [],
    ),
  );
}

export function countCells(formulas: readonly (readonly (string | null)[])[]): number {
  return formulas.reduce((sum, row) => sum + row.filter((formula) => formula !== null).length, 0);
}
