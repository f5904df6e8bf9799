import { catalogueFacts } from "../../src/core/catalogue-facts";
import { createWritable } from "../../src/core/readable";
import { createApproval } from "../../src/core/spend/create-approval";
import { createSpendGuard } from "../../src/core/spend/create-spend-guard";
import { usualFreePeople, type SpendPolicy } from "../../src/core/spend/spend-policy";
import { blankRecord, type SpendRecord, type SpendStore } from "../../src/core/spend/spend-record";
import { enricherKit, type KitOptions } from "./enricher-kit";
import { createFakeClock } from "./fake-clock";

export const usualPolicy: SpendPolicy = { freePeople: usualFreePeople, dayCap: undefined, workbookCap: undefined };

/** A record that outlives guards, written down as text as in the browser. */
export function createMemorySpendStore(): SpendStore {
  let text = JSON.stringify(blankRecord);
  return {
    read: () => JSON.parse(text) as SpendRecord,
    keep: (record) => (text = JSON.stringify(record)),
  };
}

let pages = 0;

export interface SpendKitOptions extends KitOptions {
  readonly policy?: Partial<SpendPolicy>;
  readonly spendStore?: SpendStore;
}

/** A real enricher behind a real guard, and the approval beside it. */
export function spendKit({ policy: changed, spendStore, ...options }: SpendKitOptions = {}) {
  const clock = options.clock ?? createFakeClock();
  const policy = createWritable<SpendPolicy>({ ...usualPolicy, ...changed });
  const store = spendStore ?? createMemorySpendStore();
  const guard = createSpendGuard({ clock, facts: catalogueFacts, policy, store, page: `page-${(pages += 1)}` });
  guard.reload();
  const kit = enricherKit({ ...options, clock, gate: guard.gate, onDeleted: guard.noteDeleted });
  guard.follow(kit.enricher.activity);
  const approval = createApproval({ clock, facts: catalogueFacts, policy, guard });
  return { ...kit, policy, spendStore: store, guard, approval };
}
