import { catalogueFacts } from "../catalogue-facts";
import type { Clock } from "../clock";
import type { Enricher, Outcome } from "../enricher";
import { listPrice } from "../sections";
import type { RefreshFlags } from "../service";
import { createAsking } from "./ask-people";
import { createBlockWriter } from "./block-writer";
import type { ActiveRun, RunHold, RunProgress } from "./bulk-run";
import type { KeyRow } from "./key-column";
import { createNotedWriting, type SettledRow } from "./noted-writing";
import { personOf } from "./people-tally";
import { renews } from "./quote-run";
import { rowValues, verdictOf } from "./row-values";
import { sheetRefusal, type RunFailure } from "./run-failure";
import type { RunJob } from "./run-job";
import { peoplePerRequest } from "./run-pace";
import { groupByPerson, type PersonRows } from "./run-plan";
import type { RunRecorder } from "./run-recorder";
import { createRunTally } from "./run-tally";
import type { SheetPort } from "./sheet";
import { createWorkTime } from "./work-time";

export interface ExecutionParts {
  readonly enricher: Enricher;
  readonly sheet: SheetPort;
  readonly clock: Clock;
  readonly recorder: RunRecorder;
  /** What a refresh asks of the service beyond fields. */
  readonly refreshFlags: RefreshFlags;
  /** Of the account in use, where it tells. */
  readonly requestsPerMinute: number | undefined;
  readonly onChange: () => void;
}

/** A run at work: asks for people, writes rows as answers arrive. */
export interface Execution {
  /** Resolves when it has ended: with what stopped it, if something did. Rejects for a defect only. */
  run(): Promise<RunFailure | undefined>;
  readonly status: ActiveRun["status"];
  readonly progress: RunProgress;
  readonly exposure: ActiveRun["exposure"];
  readonly hold: RunHold | undefined;
  readonly rowsWritten: number;
  pause(): void;
  resume(): void;
  cancel(): void;
  stop(failure: RunFailure): void;
}

export function createExecution(job: RunJob, parts: ExecutionParts): Execution {
  const { facts, work, columns, rows, kept, before } = job;
  const { enricher, clock, recorder } = parts;
  const requestsBefore = enricher.activity.get().requestsSent;
  const time = createWorkTime(clock);
  const sittingSinceMs = clock.now();
  const tally = createRunTally(facts.rows, work.skipped);
  for (const row of before.rows) tally.restore(row.row, row.verdict, row.isVanished);
  for (const person of before.people) tally.addPerson(person);
  const noted = new Set(before.people.map(({ key }) => key));
  const answered = new Set(before.people.flatMap(({ key, status }) => (status === "failed" ? [] : [key])));
  const writeBlock = createNotedWriting(parts.sheet, recorder, job);
  const people = groupByPerson(rows, columns.fields.sections);
  const toAsk = people.filter((person) => priceOf(person) > 0);
  const rowsToAsk = toAsk.reduce((sum, person) => sum + person.rows.length, 0);
  let peopleAnswered = 0;
  let editHold = false;

  const writer = createBlockWriter<SettledRow>({
    clock,
    bytesOf: ({ target }) => JSON.stringify(target).length,
    async write(block) {
      for (const { row, verdict, isVanished } of await writeBlock(block)) tally.settle(row, verdict, isVanished);
      parts.onChange();
    },
    onFailure: (error) => asking.stop(sheetRefusal(error)),
    onWaiting(isWaiting) {
      editHold = isWaiting;
      parts.onChange();
    },
  });

  const asking = createAsking({
    ...{ enricher, clock, people },
    askOf: ({ lookup }) =>
      asksAnew(lookup.identifier.key)
        ? { lookup: { ...lookup, options: parts.refreshFlags }, refresh: true }
        : { lookup, refresh: false },
    capCredits: work.capCredits,
    priceOf,
    spent: () => tally.creditsUsed,
    onAnswer,
    async onRest() {
      await writer.drain();
      time.rest();
    },
    onChange() {
      if (asking.status === "running" && asking.hold === undefined) time.goOn();
      parts.onChange();
    },
  });

  /** Whether the person is asked for although an answer is kept; nobody is within one run twice. */
  function asksAnew(key: string): boolean {
    return !answered.has(key) && renews(work, kept.get(key), facts.startedAtMs);
  }

  function priceOf({ lookup: { identifier, sections } }: PersonRows): number {
    return !asksAnew(identifier.key) && kept.has(identifier.key) ? 0 : listPrice(sections, catalogueFacts);
  }

  function onAnswer(person: PersonRows, outcome: Outcome): void {
    if (priceOf(person) > 0) peopleAnswered += 1;
    const { lookup, rows: own } = person;
    const { key } = lookup.identifier;
    const answer = personOf(
      key,
      boughtBefore(key, outcome) ? { ...outcome, origin: "asked", possiblyBilled: true } : outcome,
    );
    tally.addPerson(answer);
    recorder.person(answer);
    for (const row of own) settle(row, outcome);
  }

  /**
   * Fetched while an earlier sitting was under way, but never noted: its page went away between the two. The answer may
   * be kept here, or come from a gateway that has it from then and reports no credits for it any more.
   */
  function boughtBefore(key: string, { answer, origin, credits }: Outcome): boolean {
    if (!before.isResumed || noted.has(key) || answer.asOf < facts.startedAtMs) return false;
    if (origin === "kept") return true;
    return answer.status === "matched" && credits === 0 && answer.asOf < sittingSinceMs;
  }

  function settle(row: KeyRow, outcome: Outcome | undefined): void {
    const values = rowValues(outcome?.answer, columns);
    const verdict = verdictOf(outcome?.answer, outcome?.origin === "kept");
    writer.add({ target: { row: row.row, keyText: row.text, values }, verdict });
  }

  return {
    async run() {
      for (const row of rows) if (row.identifier === undefined) settle(row, undefined);
      try {
        const failure = await asking.run();
        await writer.drain();
        // A refusal of the last rows comes after everybody was asked.
        return failure ?? (writer.failure && sheetRefusal(writer.failure.error));
      } finally {
        await writer.drain();
      }
    },
    get status() {
      return asking.status;
    },
    get progress() {
      const requestsSent = enricher.activity.get().requestsSent - requestsBefore;
      const { requestsPerMinute } = parts;
      const asked = { peopleToAsk: toAsk.length, peopleAnswered, rowsToAsk, requestsPerMinute };
      const sitting = { ...asked, workedMs: time.workedMs };
      return tally.progress({ requestsSent, startedAtMs: facts.startedAtMs, sitting });
    },
    get exposure() {
      // Others may have people on their way as well: never more than this run waits for.
      const people = Math.min(asking.open, enricher.activity.get().inFlight);
      return { people, requests: Math.ceil(people / peoplePerRequest) };
    },
    get hold() {
      return editHold ? "cell_edit_mode" : asking.hold;
    },
    get rowsWritten() {
      return tally.rowsWritten;
    },
    pause: () => asking.pause(),
    resume: () => asking.resume(),
    cancel: () => asking.cancel(),
    stop: (failure) => asking.stop(failure),
  };
}
