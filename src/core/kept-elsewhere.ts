import type { Clock } from "./clock";
import type { Landing } from "./landings";
import { laneKey } from "./lanes";
import type { PendingLookup } from "./pending-lookup";
import { placeRows, readRow } from "./rows";
import { unionOf, type SectionFacts } from "./sections";
import type { KeptQuestion, KeptRow } from "./service";
import type { Section } from "./answer";

export interface KeptElsewhereParts {
  readonly clock: Clock;
  readonly facts: SectionFacts;
  readonly question: KeptQuestion;
  /** Aborted when nobody wants to know any more. */
  readonly closing: AbortSignal;
}

export interface KeptElsewhereSettings {
  readonly defaultSections: () => readonly Section[];
  /** Answers older than this are no answers. */
  readonly retentionMs: number;
}

/** What a gateway keeps of these people, free of charge; whom it does not keep is left out. */
export type AskKeptElsewhere = (lookups: readonly PendingLookup[]) => Promise<readonly Landing[]>;

/** Most people in one question. Four batches: it waits for no service, and its reply stays small enough to be read at once. */
export const peopleInAQuestion = 100;
/** Beside the requests that ask for money's worth: browsers keep six connections to one host. */
const questionsAtOnce = 2;
/** Cells wait for this before they say that they wait for a yes. */
const questionMs = 15_000;

/** Asks in few questions; the first that is not answered is the last one of its burst. */
export function createKeptElsewhere(parts: KeptElsewhereParts, settings: KeptElsewhereSettings): AskKeptElsewhere {
  const { clock, facts, question, closing } = parts;

  async function ask(lookups: readonly PendingLookup[]): Promise<readonly Landing[] | undefined> {
    const [first] = lookups;
    if (first === undefined) return [];
    const wanted = lookups.reduce((all, { wants }) => unionOf(all, wants), settings.defaultSections());
    const identifiers = lookups.map(({ identifier }) => identifier);
    const { minScore } = first.options;
    const batch = {
      ...{ kind: first.identifier.kind, identifiers, sections: wanted, priority: "formula" as const },
      options: minScore === undefined ? {} : { minScore },
    };
    const answered = new AbortController();
    const late = clock.sleep(questionMs, answered.signal).then(
      () => undefined,
      () => undefined,
    );
    try {
      const rows = await Promise.race([question(batch, closing), late]);
      return rows && landingsOf(lookups, rows, minScore);
    } finally {
      answered.abort();
    }
  }

  function landingsOf(
    lookups: readonly PendingLookup[],
    rows: readonly KeptRow[],
    minScore: number | undefined,
  ): readonly Landing[] {
    const identifiers = lookups.map(({ identifier }) => identifier);
    const placed = placeRows(identifiers, rows);
    const now = clock.now();
    return lookups.flatMap((lookup, index): Landing[] => {
      const row = placed[index];
      if (row === undefined || row === "missing" || row === "misplaced") return [];
      const { sections, denied } = row;
      const answer = readRow(row, { sections, denied, minScore, asOf: now }, lookup.identifier);
      return now - answer.asOf > settings.retentionMs ? [] : [{ lookup, answer, credits: 0, priced: [], sections }];
    });
  }

  return async (lookups) => {
    const questions = inQuestions(lookups, facts);
    const found: Landing[] = [];
    const askOn = async (): Promise<void> => {
      for (let next = questions.shift(); next !== undefined && !closing.aborted; next = questions.shift()) {
        const landings = await ask(next);
        if (landings === undefined) questions.length = 0;
        found.push(...(landings ?? []));
      }
    };
    await Promise.all(Array.from({ length: questionsAtOnce }, askOn));
    return found;
  };
}

/** Those who could share a request share a question: nobody's data is fetched for what another wants. */
function inQuestions(lookups: readonly PendingLookup[], facts: SectionFacts): (readonly PendingLookup[])[] {
  const lanes = new Map<string, PendingLookup[]>();
  for (const lookup of lookups) {
    const key = laneKey(lookup, facts);
    const lane = lanes.get(key) ?? [];
    lane.push(lookup);
    lanes.set(key, lane);
  }
  return [...lanes.values()].flatMap((lane) =>
    Array.from({ length: Math.ceil(lane.length / peopleInAQuestion) }, (_, index) =>
      lane.slice(index * peopleInAQuestion, (index + 1) * peopleInAQuestion),
    ),
  );
}
