import { cellAddress, columnNumber, quotedSheetName } from "../cell-address";
import { plainText, quoted } from "../cell-text";

/** Cells of one sheet, as a person names them; 0-based. */
export interface CellReference {
  /** Absent where only cells were named: the sheet that is open then. */
  readonly sheetName?: string;
  readonly row: number;
  readonly column: number;
  readonly rowCount: number;
  readonly columnCount: number;
}

/** What a person typed for cells; `reason` is a sentence that names what was read. */
export type ReferenceReading =
  | { readonly status: "reference"; readonly reference: CellReference }
  | { readonly status: "blank" }
  | { readonly status: "invalid"; readonly reason: string };

const lastRow = 1_048_576;
const lastColumn = 16_384;
const written = /^=?(?:(?:'((?:[^']|'')+)'|([^'!\s]+))!)?([a-z$\d]+)(?::([a-z$\d]+))?$/iu;

/** Reads `A2`, `$A$2:$A$61`, `People!A2` or `'Q3 ''26'!A2`, in any case. */
export function parseReference(text: string): ReferenceReading {
  const plain = plainText(text);
  if (plain === "") return { status: "blank" };
  const invalid: ReferenceReading = {
    status: "invalid",
    reason: `${quoted(plain)} is not a cell: write one such as A2, or a range such as A2:A61.`,
  };
  const [, quotedName, plainName, from, to] = written.exec(plain) ?? [];
  const first = cellAt(from);
  const last = to === undefined ? first : cellAt(to);
  if (first === undefined || last === undefined) return invalid;
  const sheetName = quotedName?.replaceAll("''", "'") ?? plainName;
  const reference: CellReference = {
    ...(sheetName === undefined ? {} : { sheetName }),
    row: Math.min(first.row, last.row),
    column: Math.min(first.column, last.column),
    rowCount: Math.abs(last.row - first.row) + 1,
    columnCount: Math.abs(last.column - first.column) + 1,
  };
  return { status: "reference", reference };
}

function cellAt(text = ""): { readonly row: number; readonly column: number } | undefined {
  const [, letters, digits] = /^\$?([a-z]{1,3})\$?([1-9]\d{0,6})$/iu.exec(text) ?? [];
  if (letters === undefined || digits === undefined) return undefined;
  const column = columnNumber(letters);
  const row = Number(digits);
  return row <= lastRow && column < lastColumn ? { row: row - 1, column } : undefined;
}

/** The cells in the one spelling Excel gives them, relative: `A2`, `A2:A61`, `'Q3 ''26'!A2`. */
export function referenceText({ sheetName, row, column, rowCount, columnCount }: CellReference): string {
  const first = cellAddress(row, column);
  const last = cellAddress(row + rowCount - 1, column + columnCount - 1);
  const cells = first === last ? first : `${first}:${last}`;
  return sheetName === undefined ? cells : `${quotedSheetName(sheetName)}!${cells}`;
}
