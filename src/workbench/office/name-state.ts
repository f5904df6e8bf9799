import { invalidArgument } from "./api-error";
import type { Place } from "./places";

/** A defined name: a block of cells, or a constant given as a formula such as `="text"` or `="te"&"xt"`. */
export interface NameState {
  name: string;
  /** The sheet it belongs to; `undefined` for a name of the workbook. */
  readonly sheetId: string | undefined;
  target: NameTarget;
  visible: boolean;
  comment: string;
}

export type NameTarget =
  | { readonly kind: "range"; readonly place: Place }
  | { readonly kind: "constant"; readonly formula: string; readonly value: string | number | boolean };

/** Excel's limits on a text inside a formula and on a formula. */
const MAX_TEXT_IN_FORMULA = 255;
const MAX_FORMULA = 8192;

/** A formula that a file has under a name and that we do not evaluate: kept as it is, without a value. */
export const opaqueFormula = (formula: string): NameTarget => ({ kind: "constant", formula, value: "" });

/** `undefined` where the formula is not a constant; throws what Excel refuses. */
export function parseConstant(formula: string): NameTarget | undefined {
  if (formula.length > MAX_FORMULA) throw invalidArgument(`A formula has at most ${MAX_FORMULA} characters.`);
  const body = formula.replace(/^=/u, "").trim();
  if (/^"(?:[^"]|"")*"(?:\s*&\s*"(?:[^"]|"")*")*$/su.test(body)) {
    const texts = [...body.matchAll(/"((?:[^"]|"")*)"/gsu)].map(([, text = ""]) => text.replaceAll('""', '"'));
    if (texts.some((text) => text.length > MAX_TEXT_IN_FORMULA))
      throw invalidArgument(`A text inside a formula has at most ${MAX_TEXT_IN_FORMULA} characters.`);
    return { kind: "constant", formula: `=${body}`, value: texts.join("") };
  }
  if (/^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/iu.test(body)) {
    return { kind: "constant", formula: `=${body}`, value: Number(body) };
  }
  if (/^(?:true|false)$/iu.test(body)) {
    return { kind: "constant", formula: `=${body.toUpperCase()}`, value: /true/iu.test(body) };
  }
  return undefined;
}

/** Whether Excel accepts it as a name: not like a cell, no spaces, at most 255 characters. */
export function isValidName(name: string): boolean {
  return (
    name.length <= 255 &&
    /^[\p{L}_\\][\p{L}\p{N}_.\\]*$/u.test(name) &&
    !/^[A-Za-z]{1,3}\d+$/u.test(name) &&
    !/^r\d*c\d*$/iu.test(name)
  );
}
