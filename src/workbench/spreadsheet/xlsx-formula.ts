// Excel marks functions younger than its file format; `FILTER` and `SORT` lie deeper.
const deeper = ["FILTER", "SORT"];
const younger = (
  "ARRAYTOTEXT BYCOL BYROW CHOOSECOLS CHOOSEROWS CONCAT DAYS DROP EXPAND FORMULATEXT HSTACK IFNA IFS ISFORMULA LAMBDA " +
  "LET MAKEARRAY MAP MAXIFS MINIFS NUMBERVALUE RANDARRAY REDUCE SCAN SEQUENCE SORTBY SWITCH TAKE TEXTAFTER TEXTBEFORE " +
  "TEXTJOIN TEXTSPLIT TOCOL TOROW UNICHAR UNICODE UNIQUE VALUETOTEXT VSTACK WRAPCOLS WRAPROWS XLOOKUP XMATCH XOR"
).split(" ");

const fileName = (addinFunction: string): string => `_xldudf_${addinFunction.replaceAll(".", "_")}`;
const escaped = (text: string): string => text.replaceAll(/[.$]/g, "\\$&");
const called = (names: readonly string[]): RegExp =>
  new RegExp(`(?<![\\w.])(${names.map(escaped).join("|")})(?=\\s*\\()`, "gi");

/** A formula from a file, as it is shown: `_xldudf_ENRICH_PERSON(A2)` becomes `=ENRICH.PERSON(A2)`. */
export function formulaFromFile(formula: string, addinFunctions: readonly string[]): string {
  const known = new Map(addinFunctions.map((name) => [fileName(name).toUpperCase(), name]));
  return `=${outsideTexts(formula, (code) =>
    code
      .replaceAll(/_xlfn\.|_xlws\.|_xlpm\./g, "")
      .replaceAll(/(?<![\w.])_xldudf_\w+(?=\s*\()/gi, (name) => known.get(name.toUpperCase()) ?? name),
  )}`;
}

/** A formula as a file keeps it, without `=`. */
export function formulaToFile(formula: string, addinFunctions: readonly string[]): string {
  const addin = new Map(addinFunctions.map((name) => [name.toUpperCase(), fileName(name)]));
  return outsideTexts(formula.replace(/^=/, ""), (code) => {
    const marked = code
      .replaceAll(called(deeper), (name) => `_xlfn._xlws.${name}`)
      .replaceAll(called(younger), (name) => `_xlfn.${name}`);
    if (addinFunctions.length === 0) return marked;
    return marked.replaceAll(called(addinFunctions), (name) => addin.get(name.toUpperCase()) ?? name);
  });
}

/** Changes a formula except for its texts in quotes. */
function outsideTexts(formula: string, change: (code: string) => string): string {
  return formula
    .split(/("(?:[^"]|"")*")/)
    .map((part, index) => (index % 2 === 0 ? change(part) : part))
    .join("");
}
