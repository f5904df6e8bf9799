import type { Answer, Candidate, Matched } from "../../core/answer";
import { type CellError, type CellValue, notAvailable } from "../../core/cell-value";
import type { FieldPath, ResolvedPath } from "../../core/field-path";
import type { FormulaOptions } from "../../core/options";
import { chooseCandidate, isDenied, matchValue, personValue } from "../../core/person-value";
import { failureCell } from "./failure-words";

/** An answer as the options let it be seen. */
export interface SeenAnswer {
  readonly answer: Answer;
  /** The person meant, if there is one. */
  readonly candidate?: Candidate;
  /** Shown where there is no such person, or the field is empty. */
  readonly instead: CellValue;
}

/** Looks at an answer through the options of a formula. */
export function seen(answer: Answer, options: FormulaOptions): SeenAnswer {
  const { candidate: wanted = 1, minScore = 0, ifMissing, ifEmpty = "" } = options;
  switch (answer.status) {
    case "failed":
      return { answer, instead: failureCell(answer) };
    case "redacted":
      return { answer, instead: notAvailable("This person asked not to be shown.") };
    case "not_found":
      return { answer, instead: ifMissing ?? notAvailable(noMatch(answer.minScore)) };
    case "matched": {
      const candidates = answer.candidates.filter(({ score }) => score >= minScore);
      // An answer kept from before may hold candidates that this formula's threshold leaves out.
      if (candidates.length === 0) return seen({ status: "not_found", minScore, asOf: answer.asOf }, options);
      const counted: Matched = { ...answer, candidates };
      const candidate = chooseCandidate(counted, options);
      if (candidate !== undefined) return { answer: counted, candidate, instead: ifEmpty };
      const none = `There is no candidate ${wanted}: the answer has ${candidates.length}.`;
      return { answer: counted, instead: ifMissing ?? notAvailable(none) };
    }
  }
}

/** What a cell shows of an answer: the value at the path, or the sentence that says why there is none. */
export function answerCell(path: ResolvedPath, { answer, candidate, instead }: SeenAnswer): CellValue {
  if (path.kind === "match") return answer.status === "failed" ? instead : matchValue(path.path, answer, candidate);
  if (candidate === undefined) return instead;
  return deniedCell(path, answer) ?? orInstead(personValue(path, candidate), instead);
}

/** A value, or what is shown where there is none. */
export function orInstead(value: CellValue, instead: CellValue): CellValue {
  return value === "" ? instead : value;
}

/** The sentence for a field that the plan lacks, so that nobody takes it for empty. */
export function deniedCell(path: FieldPath, answer: Answer): CellError | undefined {
  if (answer.status !== "matched" || !isDenied(path, answer)) return undefined;
  return notAvailable(
    `Your plan does not include ${path.field.path}: choose another field, or another key in the Enrich pane.`,
  );
}

function noMatch(minScore = 0): string {
  return minScore > 0 ? `No match with a score of ${minScore} or more.` : "No match. 0 credits.";
}
