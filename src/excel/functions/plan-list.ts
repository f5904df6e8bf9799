import type { Answer } from "../../core/answer";
import { valueError } from "../../core/cell-value";
import type { Lookup } from "../../core/enricher";
import { sectionsOfPaths } from "../../core/field-path";
import { parseIdentifier } from "../../core/identifier";
import { resolveList } from "../../core/list-path";
import { parseOptions } from "../../core/options";
import { seen } from "./answer-cell";
import { type CellMatrix, isBlank, matrixOf } from "./cell-matrix";
import { listRows } from "./list-rows";
import { lookupFor } from "./lookup-for";

/** What LIST shows without asking, or whom to ask for and what to show of the answer. */
export type ListPlan =
  { readonly cells: CellMatrix } | { readonly lookup: Lookup; readonly rows: (answer: Answer) => CellMatrix };

/** Reads the arguments of LIST. Loaded with its first call: most workbooks have none. */
export function planList(identifier: unknown, path: unknown, options: unknown): ListPlan {
  const parsed = parseOptions(options);
  if (!parsed.ok) return { cells: [[valueError(parsed.problem)]] };
  const list = resolveList(path);
  if (!list.ok) return { cells: [[valueError(list.problem)]] };
  const [value, ...others] = matrixOf(identifier)
    .flat()
    .filter((cell) => !isBlank(cell));
  if (others.length > 0) return { cells: [[valueError("A list is of one person: name one cell, not a range.")]] };
  const person = parseIdentifier(value);
  if (person.status === "blank") return { cells: [[""]] };
  if (person.status === "invalid") return { cells: [[valueError(person.reason)]] };
  const sections = sectionsOfPaths(list.path.columns);
  return {
    lookup: lookupFor(person.identifier, { sections, options: parsed.options }),
    rows: (answer) => listRows(list.path, seen(answer, parsed.options), parsed.options.headers),
  };
}
