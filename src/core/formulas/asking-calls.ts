/** A call of one of our functions that ask, as it stands in a formula. */
export interface AskingCall {
  readonly name: "PERSON" | "PEOPLE" | "LIST";
  /** As written, trimmed; empty text where one was left out. */
  readonly args: readonly string[];
  /** The whole formula is this call, so that its answer is what the cell shows. */
  readonly isWhole: boolean;
}

/** Texts, quoted sheet names and what stands in brackets hold no calls, whatever they look like. */
const opaque = /"(?:[^"]|"")*"|'(?:[^']|'')*'|\[[^[\]]*(?:\[[^[\]]*\][^[\]]*)*\]/gu;
const start = /(?<![\p{L}\p{N}_.])(?:_xldudf_)?ENRICH[._](PERSON|PEOPLE|LIST)\s*\(/giu;

/** The calls of PERSON, PEOPLE and LIST in a formula as `Range.formulas` has it: English names, commas. */
export function askingCalls(formula: string): readonly AskingCall[] {
  if (!formula.startsWith("=")) return [];
  const code = masked(formula);
  return [...code.matchAll(start)].flatMap((match): readonly AskingCall[] => {
    const open = match.index + match[0].length;
    const end = closing(code, open);
    const name = nameOf(match[1]);
    if (end === undefined || name === undefined) return [];
    const isWhole = /^=\s*@?$/u.test(code.slice(0, match.index)) && code.slice(end + 1).trim() === "";
    return [{ name, args: split(code, formula, { open, end }), isWhole }];
  });
}

/** Whether a formula asks, or would once its names are repaired. */
export function asks(formula: string): boolean {
  return formula.startsWith("=") && masked(formula).search(start) >= 0;
}

/** The same length, so that places in one are places in the other. */
export function masked(formula: string): string {
  return formula.replace(opaque, (text) => "\u0001".repeat(text.length));
}

function nameOf(written = ""): AskingCall["name"] | undefined {
  const name = written.toUpperCase();
  return name === "PERSON" || name === "PEOPLE" || name === "LIST" ? name : undefined;
}

function closing(code: string, open: number): number | undefined {
  let depth = 1;
  for (let at = open; at < code.length; at++) {
    if (code[at] === "(" || code[at] === "{") depth += 1;
    else if (code[at] === ")" || code[at] === "}") depth -= 1;
    if (depth === 0) return at;
  }
  return undefined;
}

function split(code: string, formula: string, { open, end }: { open: number; end: number }): readonly string[] {
  const args: string[] = [];
  let from = open;
  let depth = 0;
  for (let at = open; at <= end; at++) {
    const sign = code[at];
    if (at === end || (sign === "," && depth === 0)) {
      args.push(formula.slice(from, at).trim());
      from = at + 1;
    } else if (sign === "(" || sign === "{") depth += 1;
    else if (sign === ")" || sign === "}") depth -= 1;
  }
  return args;
}
