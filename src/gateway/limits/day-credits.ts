import type { Clock } from "../../core/clock";
import { tookFrom, type Limiter, type OpenLimiter } from "./limiters";

/** What people and their team may spend in one day, from midnight to midnight UTC. */
export interface DayCredits {
  /**
   * Sets so many credits of today's aside before they are spent, so that no limit is passed by those who ask at the
   * same time; or says which limit is in the way. Rejects where the counts are away: then nothing may be spent.
   */
  reserve(personId: string, credits: number): Promise<Reservation | LimitReached>;
}

export interface Reservation {
  /**
   * What it came to, and what lost replies may have cost besides: the rest is free for others. To be called once.
   * `uncertain` is 0 by default.
   */
  settle(spent: number, uncertain?: number): void;
}

export interface LimitReached {
  /** For people: whose limit, and when it resets. */
  readonly sentence: string;
}

export interface DayCreditsOptions {
  readonly clock: Clock;
  readonly openLimiter: OpenLimiter;
  /** Names the account whose credits they are, without saying its key. */
  readonly connectionId: string;
  readonly perPerson: number | undefined;
  readonly perTeam: number | undefined;
  /** What each person has spent on a day before anybody counted it. Default: nothing. */
  readonly spentBefore?: (day: string) => Promise<ReadonlyMap<string, number>>;
}

/** Parts of a credit that are told apart: counts are whole numbers. */
const unitsPerCredit = 10_000;
const dayMs = 86_400_000;
const team = "team";

/** The limits of one account; `undefined` where there is none. */
export function createDayCredits(options: DayCreditsOptions): DayCredits | undefined {
  const { clock, perPerson, perTeam, spentBefore } = options;
  /** Who is the first to count a day for a limit, in whatever process, counts what was spent before. */
  const ofDay = options.openLimiter({
    ...{ name: `enrich:{${options.connectionId}}:credits:day`, most: 1, forgottenAfterMs: 2 * dayMs },
  });
  const ofPerson = open("person", perPerson);
  const ofTeam = open("team", perTeam);
  if (ofPerson === undefined && ofTeam === undefined) return undefined;

  function open(whose: string, credits: number | undefined): Limiter | undefined {
    if (credits === undefined) return undefined;
    const name = `enrich:{${options.connectionId}}:credits:${whose}`;
    return options.openLimiter({ name, most: credits * unitsPerCredit, forgottenAfterMs: 2 * dayMs });
  }

  async function countBefore(day: string): Promise<void> {
    if (spentBefore === undefined) return;
    const days: string[] = [];
    try {
      // A limit that was not there when the day began has yet to be counted when it comes.
      const [people, all] = [ofPerson && `people ${day}`, ofTeam && `all ${day}`];
      for (const one of [people, all]) {
        if (one !== undefined && (await tookFrom(ofDay, one, 1))) days.push(one);
      }
      if (days.length === 0) return;
      const spent = [...(await spentBefore(day))];
      const sum = spent.reduce((so, [, credits]) => so + credits, 0);
      const isDue = (whose: string | undefined): boolean => whose !== undefined && days.includes(whose);
      await Promise.all([
        ...(isDue(people) ? spent : []).map(([personId, credits]) =>
          ofPerson?.penalty(keyOf(personId, day), unitsOf(credits)),
        ),
        isDue(all) && ofTeam?.penalty(keyOf(team, day), unitsOf(sum)),
      ]);
    } catch (error) {
      // Whoever asks next counts it.
      for (const one of days) giveBackTo(ofDay, one, 1);
      throw error;
    }
  }
  let counted: { readonly day: string; readonly before: Promise<void> } | undefined;

  async function wholeDayCounted(day: string): Promise<void> {
    if (counted?.day !== day) counted = { day, before: countBefore(day) };
    const { before } = counted;
    try {
      await before;
    } catch (error) {
      if (counted.before === before) counted = undefined;
      throw error;
    }
  }

  function reached(whose: string, credits = 0): LimitReached {
    const amount = credits === 1 ? "1 credit" : `${credits.toLocaleString("en-US")} credits`;
    return { sentence: `${whose} daily limit of ${amount} is reached; it resets at 00:00 UTC.` };
  }

  return {
    async reserve(personId, credits) {
      const day = new Date(clock.now()).toISOString().slice(0, 10);
      await wholeDayCounted(day);
      const units = unitsOf(credits);
      const [personKey, teamKey] = [keyOf(personId, day), keyOf(team, day)];
      if (ofPerson && !(await tookFrom(ofPerson, personKey, units))) return reached("Your", perPerson);
      const hasRoom = ofTeam === undefined || (await tookFrom(ofTeam, teamKey, units).catch(giveBack));
      if (!hasRoom) {
        giveBackTo(ofPerson, personKey, units);
        return reached("Your team's", perTeam);
      }
      return {
        settle(spent, uncertain = 0) {
          const rest = units - unitsOf(spent);
          const lost = unitsOf(uncertain);
          // What a person was charged beyond what they asked for was asked for by others who wanted the same person.
          giveBackTo(ofPerson, personKey, Math.max(0, rest) - lost);
          giveBackTo(ofTeam, teamKey, rest - lost);
        },
      };

      function giveBack(error: unknown): never {
        giveBackTo(ofPerson, personKey, units);
        throw error;
      }
    },
  };
}

function keyOf(whose: string, day: string): string {
  return `${whose} ${day}`;
}

function unitsOf(credits: number): number {
  return Math.round(credits * unitsPerCredit);
}

/** Where it is not heard, less is left than could be: never more. */
function giveBackTo(limiter: Limiter | undefined, key: string, units: number): void {
  if (units === 0) return;
  const told = units > 0 ? limiter?.reward(key, units) : limiter?.penalty(key, -units);
  told?.catch(() => undefined);
}
