import type { EnumValue, FunctionCatalogue } from "../functions";

/** The text in quotes that is being typed as an argument with a list of values. */
export interface StringArgument {
  readonly values: readonly EnumValue[];
  /** What is typed of the value so far. */
  readonly typed: string;
  /** The part of the formula that a chosen value takes the place of. */
  readonly start: number;
  readonly end: number;
}

/** Finds the argument at the caret, if it is an open text whose parameter offers values. */
export function stringArgumentAt(
  formula: string,
  caret: number,
  catalogue: FunctionCatalogue,
): StringArgument | undefined {
  if (!formula.startsWith("=")) return undefined;
  const calls: { name: string; index: number }[] = [];
  let opened: number | undefined;
  for (let at = 1; at < caret; at++) {
    const character = formula.charAt(at);
    if (character === '"') opened = opened === undefined ? at : undefined;
    if (opened !== undefined) continue;
    const call = calls.at(-1);
    if (character === "(") calls.push({ name: /[\w.]*$/.exec(formula.slice(0, at))?.[0] ?? "", index: 0 });
    else if (character === ")") calls.pop();
    else if (character === "," && call !== undefined) call.index += 1;
  }
  const call = calls.at(-1);
  if (opened === undefined || call === undefined) return undefined;
  const description = catalogue.functions.find(({ fullName }) => fullName.toUpperCase() === call.name.toUpperCase());
  const values = catalogue.enums.get(description?.parameters[call.index]?.customEnumId ?? "");
  if (values === undefined) return undefined;
  // Several values may stand in one text, separated by commas: the last one is being typed.
  const written = formula.slice(opened + 1, caret);
  const typed = written.slice(written.lastIndexOf(",") + 1).trimStart();
  const rest = /^[^",]*/.exec(formula.slice(caret))?.[0] ?? "";
  return { values, typed, start: caret - typed.length, end: caret + rest.length };
}

/** The values that go with what is typed: those that start with it, then those with a part that does, then the rest. */
export function matchingValues(values: readonly EnumValue[], typed: string): readonly EnumValue[] {
  const wanted = typed.toLowerCase();
  const rank = ({ name }: EnumValue): number => {
    const lower = name.toLowerCase();
    if (lower.startsWith(wanted)) return 0;
    if (lower.includes(`.${wanted}`)) return 1;
    return lower.includes(wanted) ? 2 : 3;
  };
  return values
    .map((value) => ({ value, rank: rank(value) }))
    .filter((item) => item.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ value }) => value);
}

/** What to put in place of the typed part, its text closed, and where the caret goes. */
export function chosenText(
  formula: string,
  argument: StringArgument,
  value: EnumValue,
): { readonly text: string; readonly caret: number } {
  const text = String(value.value).replaceAll('"', '""');
  const isClosed = formula.charAt(argument.end) === '"';
  return { text: isClosed ? text : `${text}"`, caret: argument.start + text.length + 1 };
}
