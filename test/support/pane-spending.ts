import { catalogueFacts } from "../../src/core/catalogue-facts";
import type { Clock } from "../../src/core/clock";
import { createWritable } from "../../src/core/readable";
import { createApproval } from "../../src/core/spend/create-approval";
import { createSpendGuard } from "../../src/core/spend/create-spend-guard";
import type { SpendPolicy } from "../../src/core/spend/spend-policy";
import type { PaneSpending, Reentered } from "../../src/taskpane/parts";
import { urls } from "./identifiers";
import { createMemorySpendStore, usualPolicy } from "./spend-kit";

/** A real guard and its approval for the pane, over cells that are only counted. */
export function createPaneSpending(clock: Clock) {
  const policy = createWritable<SpendPolicy>(usualPolicy);
  const guard = createSpendGuard({
    ...{ clock, facts: catalogueFacts, policy, page: "page" },
    store: createMemorySpendStore(),
  });
  const approval = createApproval({ clock, facts: catalogueFacts, policy, guard });
  const reentries: number[] = [];
  let excel: () => Promise<Reentered> = () => Promise.resolve({ entered: 1, leftAlone: 0 });
  function reenter(yes: () => void): Promise<Reentered> {
    yes();
    reentries.push(approval.state.get().people);
    return excel();
  }
  const spending: PaneSpending = {
    approval: approval.state,
    approve: () => reenter(approval.approve),
    trySome: (count) => reenter(() => approval.trySome(count)),
    enterAnew: () => reenter(() => undefined),
    discard: approval.discard,
    policy,
    choosePolicy: (chosen) => policy.set(chosen),
  };
  return {
    spending,
    policy,
    guard,
    /** How many still waited, each time the cells were entered anew. */
    reentries,
    /** Formulas ask for so many new people at once. */
    ask: (count: number, slug?: string) =>
      guard.gate.judge(
        urls(count, slug).map((identifier) => ({
          ...{ identifier, sections: ["basic_profile"], isRefresh: false, mostCredits: 1 },
          priority: "formula" as const,
        })),
      ),
    /** What entering the cells anew comes to from now on. */
    answerReentry: (answer: () => Promise<Reentered>) => (excel = answer),
  };
}
