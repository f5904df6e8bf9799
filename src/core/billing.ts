import type { Section } from "./answer";
import type { Asker, Bill, OnBilled } from "./bill";
import type { Landing } from "./landings";
import type { PendingLookup } from "./pending-lookup";
import { listPrice, type SectionFacts } from "./sections";

/** Tells what each lookup cost, in the name of the first who asked. */
export interface Billing {
  note(landing: Landing): void;
  /** It was sent, and whether it was billed nobody can say. */
  noteLost(lookup: PendingLookup): void;
}

export interface BillingParts {
  readonly facts: SectionFacts;
  readonly onBilled: OnBilled | undefined;
  readonly onDefect: (error: unknown) => void;
}

export function createBilling({ facts, onBilled, onDefect }: BillingParts): Billing {
  /** Books that fail harm nobody who waits. */
  function tell(bill: Bill): void {
    try {
      onBilled?.(bill);
    } catch (error) {
      onDefect(error);
    }
  }

  return {
    note({ lookup, credits, priced }) {
      if (credits > 0) tell({ asker: firstOf(lookup), kind: "reported", credits, sections: priced });
    },
    noteLost: (lookup) => tell(lostBill(firstOf(lookup), lookup.wants, facts)),
  };
}

/** The most that a lost reply for one person can have cost. */
export function lostBill(asker: Asker | undefined, wants: readonly Section[], facts: SectionFacts): Bill {
  const sections = wants.filter((section) => facts.priceOf(section) > 0);
  return { asker, kind: "lost", credits: listPrice(sections, facts), sections };
}

/** Whom bills name: the first who asked. */
export function firstOf({ waiters }: PendingLookup): Asker | undefined {
  const [first] = waiters;
  return first?.asker;
}
