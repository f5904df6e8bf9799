import type { Answer, Candidate, KeptAnswer, Matched, PersonData } from "../answer";
import { coversSection, type SectionFacts } from "../sections";

/** What an asker wants of an answer. */
export interface Want {
  readonly sections: readonly string[];
  readonly minScore: number;
}

/** Whether a kept answer says all that is wanted; its age does not matter. */
export function covers(answer: KeptAnswer, want: Want, facts: SectionFacts): boolean {
  if (answer.status === "redacted") return true;
  if ((answer.minScore ?? 0) > want.minScore) return false;
  if (answer.status !== "matched") return true;
  const known = [...answer.sections, ...answer.denied];
  return want.sections.every((section) => coversSection(known, section, facts));
}

/** A kept answer as someone sees it who wants this; `undefined` where it does not say all of it. */
export function seenBy(want: Want, kept: KeptAnswer | undefined, facts: SectionFacts): KeptAnswer | undefined {
  return kept && covers(kept, want, facts) ? atLeast(kept, want.minScore) : undefined;
}

/** The answer as someone sees it who wants no candidate below `minScore`. */
export function atLeast(answer: KeptAnswer, minScore: number): KeptAnswer;
export function atLeast(answer: Answer, minScore: number): Answer;
export function atLeast(answer: Answer, minScore: number): Answer {
  if (answer.status !== "matched" || minScore === 0) return answer;
  const candidates = answer.candidates.filter(({ score }) => score >= minScore);
  if (candidates.length === answer.candidates.length) return answer;
  if (candidates.length === 0) return { status: "not_found", minScore, asOf: answer.asOf };
  return { ...answer, candidates, minScore };
}

/** What `later` was asked for. */
export interface Asked {
  readonly sections: readonly string[];
  readonly isRefresh: boolean;
}

/**
 * What is kept once `later` has come for the identifier of `earlier`: the newest wins, and for the same person the
 * sections bought earlier stay. Nobody found by a later ask does not take away what was bought, unless it was a refresh.
 */
export function mergeAnswers(earlier: KeptAnswer | undefined, later: KeptAnswer, asked?: Asked): KeptAnswer {
  if (earlier?.status !== "matched" || later.status === "redacted") return later;
  if (later.status === "matched") return isSamePerson(earlier, later) ? mergeMatched(earlier, later) : later;
  if (asked === undefined || asked.isRefresh) return later;
  return { ...earlier, sections: [...new Set([...earlier.sections, ...asked.sections])] };
}

/** What is known from two places: the newest, with the sections that only the other has. */
export function newestAnswer(first: KeptAnswer | undefined, second: KeptAnswer | undefined): KeptAnswer | undefined {
  if (first === undefined || second === undefined || first === second) return first ?? second;
  return first.asOf < second.asOf ? mergeAnswers(first, second) : mergeAnswers(second, first);
}

/** Without a number that names the person, only the one candidate of a URL is known to be the same. */
function isSamePerson(earlier: Matched, later: Matched): boolean {
  const [before, now] = [personId(earlier.candidates[0]), personId(later.candidates[0])];
  if (before !== undefined || now !== undefined) return before === now;
  return [earlier, later].every(({ candidates, matchedOn }) => candidates.length === 1 && !matchedOn.includes("@"));
}

function personId(candidate: Candidate | undefined): unknown {
  return candidate?.data["crustdata_person_id"] ?? undefined;
}

function mergeMatched(earlier: Matched, later: Matched): Matched {
  const sections = [...new Set([...later.sections, ...earlier.sections])];
  const bought = new Map(earlier.candidates.map((candidate) => [personId(candidate), candidate.data]));
  return {
    ...later,
    candidates: later.candidates.map((candidate) => {
      const id = personId(candidate);
      const before = id === undefined && later.candidates.length > 1 ? undefined : bought.get(id);
      return before ? { ...candidate, data: mergeData(before, candidate.data, later.sections) } : candidate;
    }),
    sections,
    denied: [...new Set([...later.denied, ...earlier.denied])].filter((section) => !sections.includes(section)),
  };
}

/** What was asked anew is as it came, absent included; parts of a section bought at different times stand together. */
function mergeData(earlier: PersonData, later: PersonData, asked: readonly string[]): PersonData {
  const merged: Record<string, unknown> = { ...later };
  for (const [section, before] of Object.entries(earlier)) {
    if (asked.includes(section)) continue;
    const now = later[section];
    if (isObject(before) && (now === undefined || isObject(now))) {
      const kept = Object.entries(before).filter(([part]) => !asked.includes(`${section}.${part}`));
      merged[section] = { ...Object.fromEntries(kept), ...now };
    } else if (!(section in later)) merged[section] = before;
  }
  return merged;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
