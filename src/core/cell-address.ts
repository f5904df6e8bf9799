/** A 0-based column as Excel names it: `0` is A, `26` is AA. */
export function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last;
}

/** The 0-based column of a name such as `AA`, in any case. */
export function columnNumber(letters: string): number {
  return Array.from(letters.toUpperCase()).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** A 0-based cell as people write it, such as `C2`. */
export function cellAddress(row: number, column: number): string {
  return `${columnLetters(column)}${row + 1}`;
}

/** A sheet's name as it stands in an address: in quotes where Excel wants them, such as `'Q3 ''26'`. */
export function quotedSheetName(name: string): string {
  const isPlain = /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name) && !/^[a-z]{1,3}\d+$|^r\d*(c\d*)?$|^c\d*$/iu.test(name);
  return isPlain ? name : `'${name.replaceAll("'", "''")}'`;
}
