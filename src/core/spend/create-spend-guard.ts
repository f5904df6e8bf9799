import type { Clock } from "../clock";
import type { EnricherActivity } from "../enricher";
import { createWritable, type Readable } from "../readable";
import { unionOf, type SectionFacts } from "../sections";
import type { SpendGate, SpendRequest, SpendVerdict } from "../spend-gate";
import type { SpendCap, SpendPolicy } from "./spend-policy";
import { blankRecord, type ParkedPerson, type SpendPeople, type SpendRecord, type SpendStore } from "./spend-record";
import { approvalWords, capWords } from "./spend-words";

/** Lets formulas spend no more than the policy says: what goes beyond waits for a person's yes. */
export interface SpendGuard {
  readonly gate: SpendGate;
  readonly people: Readable<SpendPeople>;
  /** Takes over what a person has decided. */
  decide(people: Partial<SpendPeople>): void;
  /** The cap that spending so many credits now would pass, if any. */
  capInTheWay(credits: number): SpendCap | undefined;
  /** Answers of these were deleted: asking again needs a yes whatever the number. */
  noteDeleted(keys: readonly string[]): void;
  /** Counts what is billed from now on. */
  follow(activity: Readable<EnricherActivity>): void;
  /** Another connection or workbook: goes on from its own record. */
  reload(): void;
}

export interface SpendGuardParts {
  readonly clock: Clock;
  readonly facts: SectionFacts;
  readonly policy: Pick<Readable<SpendPolicy>, "get">;
  readonly store: SpendStore;
  /** Tells this page from the others that share the store. */
  readonly page: string;
}

interface Judgement {
  readonly waiting: ReadonlySet<SpendRequest>;
  /** Of the others, those who need no yes. */
  readonly free: number;
}

interface Sorting extends Judgement {
  /** What would be passed by asking for those who do not wait. */
  readonly cap: SpendCap | undefined;
  readonly capped: ReadonlySet<SpendRequest>;
}

const dayMs = 86_400_000;
const windowMs = 600_000;
/** Formulas typed one by one, or typed and then filled down, are asked for in bursts this near each other. */
const togetherMs = 60_000;
/** Fewer people than this are no list of their own that could have replaced another. */
const fewPeople = 5;

/** A guard over one store; it parks a burst whole, so that nobody pays for half of one unseen. */
export function createSpendGuard({ clock, facts, policy, store, page }: SpendGuardParts): SpendGuard {
  const people = createWritable<SpendPeople>(blankRecord);
  /** Let through and not billed yet, at list price. */
  let reserved = 0;
  /** Whom formulas were last held for together, in the order asked. */
  let together: { readonly keys: readonly string[]; readonly atMs: number } = { keys: [], atMs: 0 };

  /** Read anew each time: another workbook spends over the same connection. */
  function record(): SpendRecord {
    const kept = store.read();
    const now = clock.now();
    const today = Math.floor(now / dayMs);
    // A clock that was set back over midnight does not start the day anew.
    const day = kept.day === today + 1 ? kept.day : today;
    const recent = kept.recent.filter(({ atMs }) => Math.abs(now - atMs) < windowMs);
    // A page that went away leaves its own behind.
    const isUnderWay = ([of, { atMs }]: readonly [string, { atMs: number }]): boolean =>
      of !== page && Math.abs(now - atMs) < windowMs;
    const underWay = Object.fromEntries(Object.entries(kept.underWay).filter(isUnderWay));
    if (reserved > 0) underWay[page] = { atMs: now, credits: reserved };
    const dayCredits = day === kept.day ? kept.dayCredits : 0;
    return { ...kept, ...people.get(), day, recent, underWay, dayCredits };
  }

  function decide(changed: Partial<SpendPeople>): void {
    const { parked, approved, guarded } = { ...people.get(), ...changed };
    store.keep({ ...record(), parked, approved, guarded });
    people.set({ parked, approved, guarded });
  }

  function capInTheWay(credits: number): SpendCap | undefined {
    const { dayCap = Infinity, workbookCap = Infinity } = policy.get();
    const { dayCredits, workbookCredits, underWay } = record();
    const everywhere = Object.values(underWay).reduce((sum, page) => sum + page.credits, 0);
    const caps: readonly SpendCap[] = [
      { per: "day", credits: dayCap, spent: dayCredits + everywhere },
      { per: "workbook", credits: workbookCap, spent: workbookCredits + reserved },
    ];
    return caps.find((cap) => cap.spent + credits > cap.credits);
  }

  /** Those of the formulas' requests that have to wait for a yes, and how many need none. */
  function judge(requests: readonly SpendRequest[]): Judgement {
    const { freePeople } = policy.get();
    if (freePeople === undefined) return { waiting: new Set(), free: 0 };
    const { parked, approved, guarded, recent } = record();
    const withoutYes = requests.filter(({ identifier: { key }, mostCredits }) => {
      const { credits = 0, untilMs = 0 } = approved[key] ?? {};
      return mostCredits > credits || clock.now() >= untilMs;
    });
    const known = withoutYes.filter(({ identifier: { key } }) => parked[key] ?? guarded[key]);
    const free = withoutYes.length - known.length;
    const before = recent.reduce((sum, entry) => sum + entry.people, 0);
    return before + free > freePeople ? { waiting: new Set(withoutYes), free: 0 } : { waiting: new Set(known), free };
  }

  /** Who waits for a yes, and who is over a cap. */
  function judgeBurst(burst: readonly SpendRequest[]): Sorting {
    const requests = burst.filter(({ priority }) => priority === "formula");
    const judgement = judge(requests);
    const going = requests.filter((request) => !judgement.waiting.has(request));
    const cap = going.length > 0 ? capInTheWay(creditsOf(going)) : undefined;
    return { ...judgement, cap, capped: new Set(cap && going) };
  }

  /** Parks those held back and takes all others off the lists, if any are on one: they are on their way. */
  function sort(burst: readonly SpendRequest[], isHeld: (request: SpendRequest) => boolean): boolean {
    const before = people.get();
    if (!burst.some((request) => isHeld(request) || isListed(before, request))) return false;
    const latest: Record<string, ParkedPerson> = {};
    const earlier = { ...before.parked };
    const guarded = { ...before.guarded };
    for (const request of burst) {
      const { key, kind, isEncoded } = request.identifier;
      if (isHeld(request)) {
        const priced = request.sections.filter((section) => facts.priceOf(section) > 0);
        const known = latest[key] ?? earlier[key];
        latest[key] = { kind: `${kind}|${isEncoded}`, priced: unionOf(known?.priced ?? [], priced) };
      } else Reflect.deleteProperty(guarded, key);
      Reflect.deleteProperty(earlier, key);
    }
    const known = { ...latest, ...earlier };
    noteTogether(Object.keys(latest), known);
    const inOrder = together.keys.flatMap((key) => (known[key] ? [[key, known[key]] as const] : []));
    decide({ parked: { ...Object.fromEntries(inOrder), ...known }, guarded });
    return true;
  }

  /** A whole list asked for anew goes before all others: they may be gone from the sheet. A few join the latest. */
  function noteTogether(held: readonly string[], parked: SpendPeople["parked"]): void {
    if (held.length === 0) return;
    const now = clock.now();
    const before = together.keys.filter((key) => parked[key]);
    const isNear = Math.abs(now - together.atMs) < togetherMs;
    const joins = isNear && Math.min(held.length, before.length) < fewPeople;
    together = { keys: [...new Set(joins ? [...before, ...held] : held)], atMs: now };
  }

  return {
    people,
    decide,
    capInTheWay,
    gate: {
      wouldHold(burst) {
        const { waiting, capped } = judgeBurst(burst);
        return Promise.resolve(burst.map((request) => waiting.has(request) || capped.has(request)));
      },
      noteFree: (burst) => void sort(burst, () => false),
      judge(burst) {
        const { waiting, free, cap, capped } = judgeBurst(burst);
        const isHeld = (request: SpendRequest): boolean => waiting.has(request) || capped.has(request);
        if (free > 0 && cap === undefined) {
          const { recent, ...rest } = record();
          store.keep({ ...rest, recent: [...recent, { atMs: clock.now(), people: free }] });
        }
        const going = creditsOf(burst.filter((request) => !isHeld(request)));
        reserved += going;
        if (!sort(burst, isHeld) && going > 0) store.keep(record());
        const refusal: SpendVerdict =
          waiting.size > 0 ? { code: "approval_needed", detail: approvalWords(people.get().parked, facts) } : "send";
        const overCap: SpendVerdict = cap === undefined ? "send" : { code: "cap_reached", detail: capWords(cap) };
        return Promise.resolve(
          burst.map((request) => (waiting.has(request) ? refusal : capped.has(request) ? overCap : "send")),
        );
      },
    },
    noteDeleted(keys) {
      decide({ guarded: { ...people.get().guarded, ...Object.fromEntries(keys.map((key) => [key, true] as const)) } });
    },
    follow(activity) {
      let last = activity.get().creditsUsed;
      activity.subscribe(() => {
        const { creditsUsed, waiting, inFlight } = activity.get();
        // It starts from nothing with each connection.
        const billed = Math.max(0, creditsUsed - last);
        last = creditsUsed;
        const left = waiting + inFlight > 0 ? Math.max(0, reserved - billed) : 0;
        if (billed === 0 && left === reserved) return;
        reserved = left;
        const now = record();
        store.keep({
          ...now,
          dayCredits: now.dayCredits + billed,
          workbookCredits: now.workbookCredits + billed,
        });
      });
    },
    reload() {
      const { parked, approved, guarded } = store.read();
      reserved = 0;
      together = { keys: [], atMs: 0 };
      people.set({ parked, approved, guarded });
    },
  };
}

function isListed({ parked, guarded }: SpendPeople, { identifier: { key } }: SpendRequest): boolean {
  return parked[key] !== undefined || guarded[key] !== undefined;
}

function creditsOf(requests: readonly SpendRequest[]): number {
  return requests.reduce((sum, { mostCredits }) => sum + mostCredits, 0);
}
