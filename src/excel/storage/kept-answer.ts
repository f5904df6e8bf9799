import type { Candidate, KeptAnswer } from "../../core/answer";
import { isListOf, isNumber, isObject, isText } from "./stored-shapes";

/**
 * An answer as it was stored; `undefined` where there is none, or none that this version understands. Looks at what
 * this program relies on and no further: ten thousand of them are read while a sheet waits.
 */
export function readKeptAnswer(stored: unknown): KeptAnswer | undefined {
  if (!isObject(stored)) return undefined;
  const { status, asOf, minScore, candidates, matchedOn, matchType, sections, denied } = stored;
  if (!isNumber(asOf) || !(minScore === undefined || isNumber(minScore))) return undefined;
  const score = minScore === undefined ? {} : { minScore };
  if (status === "not_found" || status === "redacted") return { status, asOf, ...score };
  if (status !== "matched" || !isListOf(isCandidate, candidates) || candidates.length === 0) return undefined;
  if (!isText(matchedOn) || !isListOf(isText, sections) || !isListOf(isText, denied)) return undefined;
  if (!(matchType === undefined || isText(matchType))) return undefined;
  const type = matchType === undefined ? {} : { matchType };
  return { status, asOf, ...score, candidates, matchedOn, ...type, sections, denied };
}

function isCandidate(value: unknown): value is Candidate {
  return isObject(value) && isNumber(value["score"]) && isObject(value["data"]);
}
