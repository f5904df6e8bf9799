import type { StoreHealth } from "../../src/core/answers/store-health";
import { createWritable, type Writable } from "../../src/core/readable";
import type { PaneAnswers } from "../../src/taskpane/parts";

/** The keeping of answers as the pane sees it: what a test says of it, and a deletion that works when tried again. */
export interface FakeAnswers extends PaneAnswers {
  readonly health: Writable<StoreHealth>;
  readonly isUndeleted: Writable<boolean>;
}

export function createFakeAnswers(): FakeAnswers {
  const isUndeleted = createWritable(false);
  return {
    health: createWritable<StoreHealth>({ status: "working" }),
    isUndeleted,
    deleteAgain() {
      isUndeleted.set(false);
      return Promise.resolve();
    },
  };
}
