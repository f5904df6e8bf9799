import { columnName } from "./address";

/** Texts, quoted sheet names and structured references are copied as they stand. */
const verbatim = /"(?:[^"]|"")*"|'(?:[^']|'')*'/gu;
/** A cell, or whole columns. */
const a1 =
  /(?<![\p{L}\p{N}_.$:\\])(\$?)([A-Z]{1,3}):(\$?)([A-Z]{1,3})(?![\p{L}\p{N}_.(!:])|(?<![\p{L}\p{N}_.$\\])(\$?)([A-Z]{1,3})(\$?)(\d{1,7})(?![\p{L}\p{N}_.(!])/giu;
const relative = String.raw`(\d+|\[-?\d+\])?`;
const r1c1 = new RegExp(String.raw`(?<![\p{L}\p{N}_.])R${relative}C${relative}(?![\p{L}\p{N}_.(!\[])`, "giu");
const r1c1Columns = new RegExp(String.raw`(?<![\p{L}\p{N}_.\]])C${relative}:C${relative}(?![\p{L}\p{N}_.(!\[])`, "giu");

/** A cell that formulas are relative to, 0-based. */
export interface BaseCell {
  readonly row: number;
  readonly column: number;
}

/** `=A2` in B2 as `=RC[-1]`. */
export function toR1C1(formula: string, base: BaseCell): string {
  const at = (fixed: string, letters: string): string => offset(fixed, columnOf(letters), base.column);
  return outside(formula, (code) =>
    code.replaceAll(a1, (...match: readonly (string | undefined)[]) => {
      const [, fixedFrom = "", from, fixedTo = "", to, fixedColumn = "", letters = "", fixedRow = "", row] = match;
      if (from !== undefined && to !== undefined) return `C${at(fixedFrom, from)}:C${at(fixedTo, to)}`;
      return `R${offset(fixedRow, Number(row) - 1, base.row)}C${at(fixedColumn, letters)}`;
    }),
  );
}

/** `=RC[-1]` in B2 as `=A2`; `#REF!` for a cell outside the sheet. */
export function fromR1C1(formula: string, base: BaseCell): string {
  return outside(formula, (code) =>
    code
      .replace(r1c1, (_, row: string | undefined, column: string | undefined) => {
        const [atRow, atColumn] = [index(row, base.row), index(column, base.column)];
        if (atRow.index < 0 || atColumn.index < 0) return "#REF!";
        return `${atColumn.sign}${columnName(atColumn.index)}${atRow.sign}${atRow.index + 1}`;
      })
      .replace(r1c1Columns, (_, from: string | undefined, to: string | undefined) => {
        const [first, last] = [index(from, base.column), index(to, base.column)];
        return `${first.sign}${columnName(first.index)}:${last.sign}${columnName(last.index)}`;
      }),
  );
}

function outside(formula: string, translate: (code: string) => string): string {
  let result = "";
  let from = 0;
  for (const match of formula.matchAll(verbatim)) {
    result += translate(formula.slice(from, match.index)) + match[0];
    from = match.index + match[0].length;
  }
  return result + translate(formula.slice(from));
}

function offset(fixed: string, at: number, base: number): string {
  if (fixed === "$") return String(at + 1);
  return at === base ? "" : `[${at - base}]`;
}

function index(part: string | undefined, base: number): { readonly sign: string; readonly index: number } {
  if (part === undefined) return { sign: "", index: base };
  const number = Number(part.replace(/[[\]]/gu, ""));
  return part.startsWith("[") ? { sign: "", index: base + number } : { sign: "$", index: number - 1 };
}

function columnOf(letters: string): number {
  return Array.from(letters.toUpperCase()).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
