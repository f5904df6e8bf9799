import { listPrice, type SectionFacts } from "../sections";
import type { SpendCap } from "./spend-policy";
import type { SpendPeople } from "./spend-record";

/** The most that asking for these could cost, at list price. */
export function parkedCredits(parked: SpendPeople["parked"], facts: SectionFacts): number {
  return Object.values(parked).reduce((sum, { priced }) => sum + listPrice(priced, facts), 0);
}

/** What a cell says while people wait for a yes. */
export function approvalWords(parked: SpendPeople["parked"], facts: SectionFacts): string {
  const people = counted(Object.keys(parked).length, "new person", "new people");
  return `${people}, at most ${counted(parkedCredits(parked, facts), "credit")}: approve in the Enrich pane`;
}

/** What a cell says that a cap holds back. */
export function capWords({ per, credits }: SpendCap): string {
  return `The cap of ${counted(credits, "credit")} a ${per} would be passed: raise it in the Enrich pane`;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}
