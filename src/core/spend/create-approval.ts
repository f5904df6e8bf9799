import type { Clock } from "../clock";
import { createWritable, type Readable } from "../readable";
import type { SectionFacts } from "../sections";
import type { SpendGuard } from "./create-spend-guard";
import type { SpendCap, SpendPolicy } from "./spend-policy";
import type { SpendPeople } from "./spend-record";
import { parkedCredits } from "./spend-words";

/** What formulas wait to ask for; nobody where there is nothing to approve. */
export interface ApprovalState {
  /** Each counted once. */
  readonly people: number;
  readonly requests: number;
  /** At list price, if everybody matches. */
  readonly mostCredits: number;
  /** A cap that approving all would pass: it has to be raised first. */
  readonly cap: SpendCap | undefined;
}

/** A person's yes or no to what formulas wait for. */
export interface Approval {
  readonly state: Readable<ApprovalState>;
  /** These people, and no others, may be asked for within the hour. */
  readonly approve: () => void;
  /** The same for the first `count` of them. */
  trySome(count: number): void;
  /** Takes all off the list; asking for one of them again needs a yes whatever the number. */
  readonly discard: () => void;
}

export interface ApprovalParts {
  readonly clock: Clock;
  readonly facts: SectionFacts;
  readonly policy: Readable<SpendPolicy>;
  readonly guard: Pick<SpendGuard, "people" | "decide" | "capInTheWay">;
}

const approvalMs = 3_600_000;
const batchSize = 25;

/** The yes and no over what `guard` has parked. */
export function createApproval({ clock, facts, policy, guard }: ApprovalParts): Approval {
  const state = createWritable(stateNow());
  const follow = (): void => state.set(stateNow());
  guard.people.subscribe(follow);
  policy.subscribe(follow);

  function stateNow(): ApprovalState {
    const { parked } = guard.people.get();
    const mostCredits = parkedCredits(parked, facts);
    const people = Object.keys(parked).length;
    const cap = people === 0 ? undefined : guard.capInTheWay(mostCredits);
    return { people, requests: requestsFor(parked), mostCredits, cap };
  }

  function trySome(count: number): void {
    const { parked, approved } = guard.people.get();
    const now = clock.now();
    const entries = Object.entries(parked);
    const yes = entries.slice(0, count).map(([key, person]) => {
      return [key, { credits: parkedCredits({ [key]: person }, facts), untilMs: now + approvalMs }] as const;
    });
    const valid = Object.entries(approved).filter(([, { untilMs }]) => untilMs > now);
    guard.decide({
      parked: Object.fromEntries(entries.slice(count)),
      approved: Object.fromEntries([...valid, ...yes]),
    });
  }

  return {
    state,
    trySome,
    approve: () => trySome(Infinity),
    discard() {
      const { parked, guarded } = guard.people.get();
      const discarded = Object.fromEntries(Object.keys(parked).map((key) => [key, true] as const));
      guard.decide({ parked: {}, guarded: { ...guarded, ...discarded } });
    },
  };
}

function requestsFor(parked: SpendPeople["parked"]): number {
  const lanes = new Map<string, number>();
  for (const { kind, priced } of Object.values(parked)) {
    const lane = [kind, ...[...priced].sort()].join("|");
    lanes.set(lane, (lanes.get(lane) ?? 0) + 1);
  }
  return [...lanes.values()].reduce((sum, size) => sum + Math.ceil(size / batchSize), 0);
}
