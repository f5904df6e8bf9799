import type { FailureCode } from "../answer";
import type { RunProgress } from "./bulk-run";
import { paceOf, type Sitting } from "./run-pace";
import { createPeopleTally } from "./people-tally";
import type { RowVerdict } from "./row-verdict";
import type { JournalPerson } from "./run-journal";

/** What the tally cannot know of itself. */
export interface RunPace {
  readonly requestsSent: number;
  readonly startedAtMs: number;
  /** Of this sitting, beyond what the tally counts itself. */
  readonly sitting: Omit<Sitting, "rowsDone" | "rowsLeft">;
}

/** Before the first person was asked. */
export const notYetAtWork: RunPace["sitting"] = {
  ...{ workedMs: 0, peopleToAsk: 0, peopleAnswered: 0, rowsToAsk: 0, requestsPerMinute: undefined },
};

/** Counts the rows and the people of one run. */
export interface RunTally {
  /** A row has been dealt with: written, or found gone from the sheet. Told again, the later counts. */
  settle(row: number, verdict: RowVerdict, isVanished: boolean): void;
  /** A row that was written in an earlier sitting. */
  restore(row: number, verdict: RowVerdict, isVanished: boolean): void;
  addPerson(person: JournalPerson): void;
  /** Rows written by now, those of earlier sittings included. */
  readonly rowsWritten: number;
  readonly creditsUsed: number;
  progress(pace: RunPace): RunProgress;
}

interface SettledRow {
  readonly verdict: RowVerdict;
  readonly isVanished: boolean;
}

/** A tally over so many rows; a row that vanished counts as that alone, whatever its answer was. */
export function createRunTally(rows: number, skipped: number): RunTally {
  const settled = new Map<number, SettledRow>();
  const counts = { matched: 0, notFound: 0, redacted: 0, invalid: 0, failed: 0, vanished: 0 };
  const failures = new Map<FailureCode, number>();
  const people = createPeopleTally();
  let doneNow = 0;

  function count({ verdict, isVanished }: SettledRow, by: 1 | -1): void {
    if (isVanished) {
      counts.vanished += by;
      return;
    }
    if (verdict.status === "failed") failures.set(verdict.code, (failures.get(verdict.code) ?? 0) + by);
    counts[verdict.status === "not_found" ? "notFound" : verdict.status] += by;
  }

  function put(row: number, verdict: RowVerdict, isVanished: boolean): void {
    const before = settled.get(row);
    if (before !== undefined) count(before, -1);
    const now = { verdict, isVanished };
    settled.set(row, now);
    count(now, 1);
  }

  return {
    settle(row, verdict, isVanished) {
      doneNow += 1;
      put(row, verdict, isVanished);
    },
    restore: put,
    addPerson: (person) => people.add(person),
    get rowsWritten() {
      return settled.size - counts.vanished;
    },
    get creditsUsed() {
      return people.credits;
    },
    progress({ requestsSent, startedAtMs, sitting }) {
      const codes = [...failures].filter(([, many]) => many > 0).map(([code, many]) => ({ code, rows: many }));
      return {
        ...{ rows, skipped, startedAtMs, requestsSent, ...counts },
        done: settled.size,
        failures: codes.sort((one, other) => other.rows - one.rows),
        people: people.count,
        possiblyBilled: people.possiblyBilled,
        creditsUsed: people.credits,
        ...paceOf({ ...sitting, rowsDone: doneNow, rowsLeft: rows - settled.size }),
      };
    },
  };
}
