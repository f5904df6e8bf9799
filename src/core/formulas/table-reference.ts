/** One column of a table, as a formula names it; without `table`, of the table that the formula stands in. */
export interface TableReference {
  readonly table?: string;
  readonly column: string;
  /** Only the cell in the formula's own row. */
  readonly isThisRow: boolean;
}

const name = String.raw`([\p{L}_\\][\p{L}\p{N}_.\\]*)?`;
/** `'` escapes a sign of its own in a column's name. */
const plain = String.raw`((?:'.|[^\[\]'#@,:])+)`;
const quoted = String.raw`\[((?:'.|[^\[\]'#])+)\]`;
const thisRow = new RegExp(
  String.raw`^${name}\[\s*(?:@\s*(?:${quoted}|${plain})|\[#This Row\]\s*,\s*${quoted})\s*\]$`,
  "iu",
);
const whole = new RegExp(String.raw`^${name}\[\s*(?:${quoted}|${plain})\s*\]$`, "iu");

/** Reads `[@URL]`, `Table1[@[Profile URL]]`, `Table1[[#This Row],[URL]]` and `Table1[URL]`; other forms only Excel knows. */
export function readTableReference(text: string): TableReference | undefined {
  const row = thisRow.exec(text);
  const match = row ?? whole.exec(text);
  if (match === null) return undefined;
  const [, table, ...columns]: readonly (string | undefined)[] = match;
  const column = columns.find((each) => each !== undefined);
  if (column === undefined) return undefined;
  return { ...(table === undefined ? {} : { table }), column: unescaped(column), isThisRow: row !== null };
}

function unescaped(column: string): string {
  return column.trim().replace(/'(.)/gsu, "$1");
}
