import type { NamedCells } from "./formula-argument";

/** A cell, 0-based. */
interface Cell {
  readonly row: number;
  readonly column: number;
}

/** Cells on a sheet, 0-based; whole columns have Excel's full count of rows. */
export interface SheetCells extends NamedCells {
  readonly sheetName: string;
}

/** A bound of a reference: `RC[-1]` has the offsets 0 and -1, `R2C7` the places 1 and 6. */
interface Bound {
  readonly isRelative: boolean;
  readonly at: number;
}

interface Reference {
  readonly index: number;
  readonly text: string;
  readonly sheet: string;
  readonly sheetName: string | undefined;
  /** Absent for whole columns. */
  readonly rows: { readonly first: Bound; readonly last: Bound } | undefined;
  readonly columns: { readonly first: Bound; readonly last: Bound };
}

const sheetRows = 1_048_576;
const part = String.raw`(\d+|\[-?\d+\])?`;
const cell = String.raw`R${part}C${part}(?::R${part}C${part})?`;
const columns = String.raw`C${part}(?::C${part})?`;
/** Texts, then references, then what stands in brackets, as in `Table1[C]` or `[Other.xlsx]`. */
const token = new RegExp(
  String.raw`"(?:[^"]|"")*"|(?<![\p{L}\p{N}_.!\]])((?:'((?:[^']|'')+)'|([\p{L}\p{N}_.]+))!)?(?:${cell}|${columns})(?![\p{L}\p{N}_.(!:\[])|'(?:[^']|'')*'|\[(?:[^[\]]|\[[^[\]]*\])*\]`,
  "giu",
);

/**
 * The blocks that a formula in R1C1, filled down over `rowCount` cells from `base`, refers to: one for each reference, in
 * order. `undefined` for a reference that cannot be followed, such as one that is half fixed.
 */
export function referredBlocks(
  formula: string,
  { base, rowCount, sheetName }: { readonly base: Cell; readonly rowCount: number; readonly sheetName: string },
): readonly (SheetCells | undefined)[] {
  return referencesIn(formula).map((reference) => {
    if (!isEven(reference.rows) || !isEven(reference.columns)) return undefined;
    // Another workbook.
    if (reference.sheetName?.includes("[") === true) return undefined;
    const place = { sheetName: reference.sheetName ?? sheetName };
    const column = placed(reference.columns.first, base.column);
    const columnCount = span(reference.columns);
    if (column < 0) return undefined;
    if (reference.rows === undefined) return { ...place, column, columnCount, row: 0, rowCount: sheetRows };
    const row = placed(reference.rows.first, base.row);
    const below = reference.rows.first.isRelative ? rowCount - 1 : 0;
    return row < 0 ? undefined : { ...place, row, rowCount: span(reference.rows) + below, column, columnCount };
  });
}

/** A formula as it would stand today had it never been a value, and whether all it refers to was found again. */
export interface FollowedFormula {
  readonly formula: string;
  readonly isFollowed: boolean;
}

/**
 * The formula with each reference at the block that `referredBlocks` gave for it, wherever that has moved since; a block
 * that is not known any more, or has another shape than the cells of the formula, leaves its reference as written.
 */
export function followReferences(
  formula: string,
  blocks: readonly (SheetCells | undefined)[],
  { base, rowCount, sheetName }: { readonly base: Cell; readonly rowCount: number; readonly sheetName: string },
): FollowedFormula {
  let text = "";
  let from = 0;
  let isFollowed = true;
  referencesIn(formula).forEach((reference, index) => {
    const block = blocks[index];
    const moved = block && movedText(reference, block, { base, rowCount, sheetName });
    if (moved === undefined) isFollowed = false;
    text += formula.slice(from, reference.index) + (moved ?? reference.text);
    from = reference.index + reference.text.length;
  });
  return { formula: text + formula.slice(from), isFollowed };
}

function movedText(
  reference: Reference,
  block: SheetCells,
  { base, rowCount, sheetName }: { readonly base: Cell; readonly rowCount: number; readonly sheetName: string },
): string | undefined {
  const { rows, columns: across } = reference;
  if (!isEven(rows) || !isEven(across)) return undefined;
  if (across.first.isRelative && block.columnCount !== span(across)) return undefined;
  const isHome = block.sheetName.toLowerCase() === sheetName.toLowerCase();
  const sheet = isHome && reference.sheetName === undefined ? "" : `'${block.sheetName.replaceAll("'", "''")}'!`;
  const left = written("C", across.first.isRelative, block.column, base.column);
  const right = written("C", across.first.isRelative, block.column + block.columnCount - 1, base.column);
  if (rows === undefined) return `${sheet}${left}:${right}`;
  const below = rows.first.isRelative ? rowCount - 1 : 0;
  const height = block.rowCount - below;
  if (rows.first.isRelative ? height !== span(rows) : height < 1) return undefined;
  const top = written("R", rows.first.isRelative, block.row, base.row);
  const bottom = written("R", rows.first.isRelative, block.row + height - 1, base.row);
  const first = `${top}${left}`;
  const last = `${bottom}${right}`;
  return `${sheet}${first === last && !reference.text.includes(":") ? first : `${first}:${last}`}`;
}

function referencesIn(formula: string): readonly Reference[] {
  return [...formula.matchAll(token)].flatMap((match): readonly Reference[] => {
    const [text, sheet = "", quoted, plain, ...parts] = match;
    if (!/^(?:.*!)?[RC]/isu.test(text) || /^["[]/u.test(text) || (text.startsWith("'") && sheet === "")) return [];
    const sheetName = quoted?.replaceAll("''", "'") ?? plain;
    const [row, column, toRow, toColumn, first, last] = parts.map(bound);
    const code = text.slice(sheet.length);
    const isRange = code.includes(":");
    const found = { index: match.index, text, sheet, sheetName };
    if (/^C/iu.test(code)) {
      const from = first ?? here;
      return [{ ...found, rows: undefined, columns: { first: from, last: isRange ? (last ?? here) : from } }];
    }
    const rows = { first: row ?? here, last: isRange ? (toRow ?? here) : (row ?? here) };
    const across = { first: column ?? here, last: isRange ? (toColumn ?? here) : (column ?? here) };
    return [{ ...found, rows, columns: across }];
  });
}

const here: Bound = { isRelative: true, at: 0 };

function bound(text: string | undefined): Bound | undefined {
  if (text === undefined) return undefined;
  return text.startsWith("[")
    ? { isRelative: true, at: Number(text.slice(1, -1)) }
    : { isRelative: false, at: Number(text) - 1 };
}

/** Both ends fixed or both relative, in order, so that the block keeps its shape down a column of formulas. */
function isEven(ends: { readonly first: Bound; readonly last: Bound } | undefined): boolean {
  return ends === undefined || (ends.first.isRelative === ends.last.isRelative && ends.last.at >= ends.first.at);
}

function span({ first, last }: { readonly first: Bound; readonly last: Bound }): number {
  return last.at - first.at + 1;
}

function placed({ isRelative, at }: Bound, base: number): number {
  return isRelative ? base + at : at;
}

function written(letter: "R" | "C", isRelative: boolean, at: number, base: number): string {
  if (!isRelative) return `${letter}${at + 1}`;
  return at === base ? letter : `${letter}[${at - base}]`;
}
