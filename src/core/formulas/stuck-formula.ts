import { asks, masked } from "./asking-calls";

const stuckValues: readonly unknown[] = ["#NAME?", "#BUSY!", "#GETTING_DATA"];
const savedName = /_xldudf_ENRICH_([A-Z]+)/giu;
const ours = /(?<![\p{L}\p{N}_.])(?:_xldudf_)?ENRICH[._][A-Z]+\s*\(/iu;

/**
 * The formula as it is to be entered anew where a cell is stuck since before the add-in was loaded; `undefined` where
 * nothing is wrong with it, or it is none of ours. `value` is what the cell shows.
 */
export function repairedFormula(formula: string, value: unknown): string | undefined {
  if (!formula.startsWith("=") || formula === value) return undefined;
  const code = masked(formula);
  if (!ours.test(code)) return undefined;
  const names = [...code.matchAll(savedName)];
  if (names.length === 0) return stuckValues.includes(value) ? formula : undefined;
  return names.reduceRight(
    (text, { index, 0: saved, 1: name = "" }) =>
      `${text.slice(0, index)}ENRICH.${name.toUpperCase()}${text.slice(index + saved.length)}`,
    formula,
  );
}

/** Whether a formula calls any of our functions. */
export function isOurs(formula: string): boolean {
  return formula.startsWith("=") && ours.test(masked(formula));
}

/** What the cell of a formula that asks says of itself. */
export type FormulaState = "shown" | "waiting" | "stuck" | "failed";

/** Reads the state off formula and value; `undefined` where the formula does not ask. */
export function formulaState(formula: string, value: unknown): FormulaState | undefined {
  if (!asks(formula) || formula === value) return undefined;
  if (value === "#BUSY!" || value === "#GETTING_DATA") return "waiting";
  if (repairedFormula(formula, value) !== undefined) return "stuck";
  return typeof value === "string" && /^#(?:N\/A|VALUE!|REF!|SPILL!|CALC!|NUM!|NULL!|DIV\/0!)$/u.test(value)
    ? "failed"
    : "shown";
}
