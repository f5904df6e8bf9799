import type { Answer, Matched } from "../../core/answer";
import { type CellValue, notAvailable } from "../../core/cell-value";
import type { ResolvedPath } from "../../core/field-path";
import type { FormulaOptions } from "../../core/options";
import { chooseCandidate, isDenied, matchValue, personValue } from "../../core/person-value";
import { failureCell } from "./failure-words";

/** What a cell shows of an answer: the value at the path, or the sentence that says why there is none. */
export function answerCell(path: ResolvedPath, answer: Answer, options: FormulaOptions): CellValue {
  switch (answer.status) {
    case "failed":
      return failureCell(answer);
    case "redacted":
      if (path.kind === "match") return matchValue(path.path, answer);
      return notAvailable("This person asked not to be shown.");
    case "not_found":
      if (path.kind === "match") return matchValue(path.path, answer);
      return options.ifMissing ?? notAvailable("No match. 0 credits.");
    case "matched":
      return matchedCell(path, answer, options);
  }
}

function matchedCell(path: ResolvedPath, matched: Matched, options: FormulaOptions): CellValue {
  const { minScore = 0, ifMissing, ifEmpty } = options;
  const candidates = matched.candidates.filter(({ score }) => score >= minScore);
  // An answer kept from before may hold candidates that this formula's threshold leaves out.
  if (candidates.length === 0) {
    if (path.kind === "match") return matchValue(path.path, { status: "not_found", asOf: matched.asOf });
    return ifMissing ?? notAvailable(`No match with a score of ${minScore} or more.`);
  }
  const counted: Matched = { ...matched, candidates };
  const candidate = chooseCandidate(counted, options);
  if (path.kind === "match") return matchValue(path.path, counted, candidate);
  if (candidate === undefined) {
    return (
      ifMissing ?? notAvailable(`There is no candidate ${options.candidate ?? 1}: the answer has ${candidates.length}.`)
    );
  }
  if (isDenied(path, matched)) return notAvailable(`Your plan does not include ${path.field.path}.`);
  const value = personValue(path, candidate);
  return value === "" ? (ifEmpty ?? "") : value;
}
