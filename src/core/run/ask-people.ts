import type { Clock } from "../clock";
import type { Enricher, Lookup, Outcome } from "../enricher";
import type { RunHold } from "./bulk-run";
import { isAway, stopOf, tooLongAway, capReached, type RunFailure } from "./run-failure";
import type { PersonRows } from "./run-plan";

export interface AskingParts {
  readonly enricher: Pick<Enricher, "ask" | "resume">;
  readonly clock: Clock;
  /** In the order they are to be asked. */
  readonly people: readonly PersonRows[];
  readonly askOf: (person: PersonRows) => { readonly lookup: Lookup; readonly refresh: boolean };
  readonly capCredits: number | undefined;
  /** The most that asking for the person can cost. */
  readonly priceOf: (person: PersonRows) => number;
  /** Credits the run has cost so far. */
  readonly spent: () => number;
  readonly onAnswer: (person: PersonRows, outcome: Outcome) => void;
  /** Nothing of the run is on its way any more: called before a pause or a hold begins. */
  readonly onRest: () => Promise<void>;
  /** `status`, `hold` or `sentPeople` may have changed. */
  readonly onChange: () => void;
}

/** Asks for the people of one run: with a window, a cap, pauses and holds. */
export interface Asking {
  /** Resolves when all are answered, or with what stopped it, or when it was cancelled. */
  run(): Promise<RunFailure | undefined>;
  pause(): void;
  resume(): void;
  cancel(): void;
  /** Withdraws what is unsent and ends so. */
  stop(failure: RunFailure): void;
  readonly status: "running" | "pausing" | "paused" | "cancelling";
  readonly hold: RunHold | undefined;
  /** People asked for who are not answered yet. */
  readonly open: number;
}

/** People asked for at once: some requests ahead of what can be in flight, so that lanes stay full. */
const windowSize = 500;
/** A failure answers for its person for a minute: sooner, nobody would be asked. */
const holdMs = 61_000;
const longestHoldMs = 3_600_000;

export function createAsking(parts: AskingParts): Asking {
  const { clock, enricher, priceOf } = parts;
  const queue = [...parts.people];
  const open = new Set<PersonRows>();
  let committedCredits = 0;
  let withdraw = new AbortController();
  let wish: "run" | "pause" | "cancel" = "run";
  let failure: RunFailure | undefined;
  let defect: { readonly error: unknown } | undefined;
  let awaySinceMs: number | undefined;
  let isHeld = false;
  let isResting = false;
  let wake: () => void = () => undefined;

  /** What costs nothing does not wait behind what the cap holds back. */
  function freeFirst(): void {
    queue.sort((one, other) => Number(priceOf(one) > 0) - Number(priceOf(other) > 0));
  }

  /** Sends on its way whatever the window and the cap allow; resolves when nothing is. */
  function sitting(): Promise<void> {
    return new Promise((resolve) => {
      const fill = (): void => {
        while (!withdraw.signal.aborted && open.size < windowSize && fits(queue[0])) void ask(queue.shift(), fill);
        if (open.size === 0) resolve();
      };
      fill();
    });
  }

  function fits(person: PersonRows | undefined): boolean {
    if (person === undefined) return false;
    const { capCredits } = parts;
    return capCredits === undefined || parts.spent() + committedCredits + priceOf(person) <= capCredits;
  }

  async function ask(person: PersonRows | undefined, then: () => void): Promise<void> {
    if (person === undefined) return;
    open.add(person);
    committedCredits += priceOf(person);
    const { signal } = withdraw;
    try {
      const { lookup, refresh } = parts.askOf(person);
      answered(person, await enricher.ask(lookup, { refresh, priority: "bulk", signal }));
    } catch (error) {
      queue.unshift(person);
      if (!signal.aborted) {
        defect ??= { error };
        withdraw.abort();
      }
    }
    open.delete(person);
    committedCredits -= priceOf(person);
    then();
  }

  function answered(person: PersonRows, outcome: Outcome): void {
    const stopped = stopOf(outcome.answer);
    if (stopped === undefined && !isAway(outcome.answer)) {
      if (outcome.origin === "asked") awaySinceMs = undefined;
      parts.onAnswer(person, outcome);
      return;
    }
    queue.unshift(person);
    if (stopped === undefined) awaySinceMs ??= clock.now();
    else failure ??= stopped;
    withdraw.abort();
  }

  /** Rests until somebody or something wakes it. */
  async function rest(untilMs?: number): Promise<void> {
    const nap = new AbortController();
    const woken = new Promise<void>((resolve) => (wake = resolve));
    const slept = untilMs === undefined ? [] : [clock.sleep(untilMs - clock.now(), nap.signal).catch(() => undefined)];
    isResting = true;
    parts.onChange();
    await Promise.race([woken, ...slept]);
    nap.abort();
    isResting = false;
    parts.onChange();
  }

  /** Whether there is anything left to do after a sitting; waits as long as it has to be waited. */
  async function goesOn(): Promise<boolean> {
    if (defect !== undefined) throw defect.error;
    if (wish === "cancel" || failure !== undefined || queue.length === 0) return false;
    if (wish === "run" && awaySinceMs === undefined && !withdraw.signal.aborted) failure = capReached;
    if (awaySinceMs !== undefined && clock.now() - awaySinceMs >= longestHoldMs) failure = tooLongAway;
    if (failure !== undefined) return false;
    await parts.onRest();
    if (isWished("run") && awaySinceMs !== undefined) {
      isHeld = true;
      await rest(clock.now() + holdMs);
      isHeld = false;
    }
    while (isWished("pause")) await rest();
    if (!isWished("run")) return false;
    withdraw = new AbortController();
    freeFirst();
    return true;
  }

  // A function, because what is wished for changes while it is awaited.
  const isWished = (what: typeof wish): boolean => (failure === undefined ? wish : "stop") === what;

  return {
    async run() {
      freeFirst();
      do await sitting();
      while (await goesOn());
      return failure;
    },
    pause() {
      if (wish !== "run") return;
      wish = "pause";
      withdraw.abort();
      parts.onChange();
    },
    resume() {
      if (wish === "cancel") return;
      wish = "run";
      // Failures answer for a minute: whoever goes on means now.
      if (awaySinceMs !== undefined) enricher.resume();
      wake();
      parts.onChange();
    },
    cancel() {
      wish = "cancel";
      withdraw.abort();
      wake();
      parts.onChange();
    },
    stop(stopped) {
      failure ??= stopped;
      withdraw.abort();
      wake();
    },
    get status() {
      if (wish === "cancel") return "cancelling";
      if (wish === "run") return "running";
      return isResting ? "paused" : "pausing";
    },
    get hold() {
      return isHeld && wish === "run" ? "offline" : undefined;
    },
    get open() {
      return open.size;
    },
  };
}
