/** Excel's limits: a text inside a formula, and a formula, which here stays well below. */
const longestText = 255;
const longestFormula = 8_000;

/** A text as the formulas of names that hold it together, each within Excel's limits. */
export function textFormulas(text: string): readonly string[] {
  const formulas: string[] = [];
  let literals: string[] = [];
  let length = 1;
  for (const piece of piecesOf(text)) {
    const literal = `"${piece}"`;
    if (length + literal.length + 1 > longestFormula) {
      formulas.push(`=${literals.join("&")}`);
      literals = [];
      length = 1;
    }
    literals.push(literal);
    length += literal.length + 1;
  }
  return [...formulas, `=${literals.join("&")}`];
}

/** The text that these formulas hold; `undefined` where they hold anything else. */
export function textOfFormulas(formulas: readonly string[]): string | undefined {
  let text = "";
  for (const formula of formulas) {
    if (!/^=\s*"(?:[^"]|"")*"(?:\s*&\s*"(?:[^"]|"")*")*\s*$/su.test(formula)) return undefined;
    for (const [, literal = ""] of formula.matchAll(/"((?:[^"]|"")*)"/gsu)) text += literal.replaceAll('""', '"');
  }
  return text;
}

/** With quotes doubled; no doubled quote and no pair of surrogates is divided. */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [""];
  for (const sign of text) {
    const written = sign === '"' ? '""' : sign;
    const open = pieces.at(-1) ?? "";
    if (open.length + written.length > longestText) pieces.push(written);
    else pieces[pieces.length - 1] = open + written;
  }
  return pieces;
}
