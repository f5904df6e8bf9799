import { createAlarm } from "./alarm";
import type { Clock } from "./clock";
import type { PackingSettings } from "./lanes";
import type { PendingLookup, Waiter } from "./pending-lookup";
import { listPrice, type SectionFacts } from "./sections";
import type { SpendGate, SpendRefusal, SpendRequest } from "./spend-gate";

/** Where lookups wait for the end of their burst and then for the spend gate's word; without a gate, nowhere. */
export interface Admission {
  /** Whether the lookup may go to a lane as it is; if not it waits here, and is admitted or refused later. */
  admits(lookup: PendingLookup): boolean;
  leave(lookup: PendingLookup): void;
}

export interface AdmissionParts {
  readonly clock: Clock;
  readonly facts: SectionFacts;
  readonly gate: SpendGate | undefined;
  /** Tries to answer those the gate would hold without spending; whoever is answered leaves. */
  readonly answerFree: ((lookups: readonly PendingLookup[]) => Promise<void>) | undefined;
  readonly onAdmitted: (lookups: readonly PendingLookup[]) => void;
  readonly onRefused: (lookup: PendingLookup, refusal: SpendRefusal) => void;
  readonly onDefect: (error: unknown) => void;
}

export function createAdmission(parts: AdmissionParts, { quietMs, gatherMs }: PackingSettings): Admission {
  const { clock, facts, gate } = parts;
  const burst = new Set<PendingLookup>();
  const asking = new Set<PendingLookup>();
  let firstMs = 0;
  const alarm = createAlarm(clock, () => void ask());

  function hold(lookup: PendingLookup): void {
    const now = clock.now();
    if (burst.size === 0) firstMs = now;
    burst.add(lookup);
    alarm.set(Math.min(now + quietMs, firstMs + gatherMs));
  }

  async function ask(): Promise<void> {
    const everybody = [...burst];
    burst.clear();
    if (everybody.length === 0) return;
    everybody.forEach((lookup) => asking.add(lookup));
    await answerFree(everybody).catch(parts.onDefect);
    const lookups = everybody.filter((lookup) => asking.has(lookup));
    const requests = lookups.map(requestFor);
    const verdicts = (await gate?.judge(requests).catch(parts.onDefect)) ?? [];
    const admitted: PendingLookup[] = [];
    lookups.forEach((lookup, index) => {
      // Nobody waits for it any more.
      if (!asking.delete(lookup)) return;
      // A gate that fails must not let money through.
      const verdict = verdicts[index] ?? { code: "approval_needed" };
      if (verdict !== "send") {
        parts.onRefused(lookup, verdict);
        return;
      }
      lookup.admittedCredits = requests[index]?.mostCredits ?? 0;
      if (isAdmitted(lookup)) admitted.push(lookup);
      else hold(lookup);
    });
    parts.onAdmitted(admitted);
  }

  /** What costs nothing is never held: whom the gate would let through is asked for without another question. */
  async function answerFree(lookups: readonly PendingLookup[]): Promise<void> {
    if (gate === undefined || parts.answerFree === undefined) return;
    const requests = lookups.map(requestFor);
    const isHeld = await gate.wouldHold(requests);
    const held = lookups.filter((lookup, index) => isHeld[index] && !lookup.refresh && asking.has(lookup));
    if (held.length === 0) return;
    await parts.answerFree(held);
    gate.noteFree(requests.filter((_, index) => lookups[index]?.waiters.size === 0 && isHeld[index]));
  }

  function requestFor({ identifier, waiters, wants }: PendingLookup): SpendRequest {
    const mostCredits = listPrice(wants, facts);
    // What a formula wants on top of a run is no part of the run's yes.
    const isOfRun = [...waiters].some(
      ({ priority, sections }) => priority === "bulk" && listPrice(sections, facts) >= mostCredits,
    );
    const isRefresh = [...waiters].some(({ refresh }) => refresh);
    return { identifier, priority: isOfRun ? "bulk" : "formula", sections: wants, isRefresh, mostCredits };
  }

  function isAdmitted(lookup: PendingLookup): boolean {
    return gate === undefined || listPrice(lookup.wants, facts) <= lookup.admittedCredits;
  }

  function leave(lookup: PendingLookup): void {
    burst.delete(lookup);
    asking.delete(lookup);
  }

  return {
    admits(lookup) {
      if (isAdmitted(lookup)) {
        leave(lookup);
        return true;
      }
      if (!asking.has(lookup)) hold(lookup);
      return false;
    },
    leave,
  };
}

/** Whom a refusal of the lookup is for: a run has a yes of its own, and goes on without what formulas want besides. */
export function withoutOwnYes({ waiters }: PendingLookup): readonly Waiter[] {
  const formulas = [...waiters].filter(({ priority }) => priority === "formula");
  return formulas.length > 0 ? formulas : [...waiters];
}
