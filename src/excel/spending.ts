import { catalogueFacts } from "../core/catalogue-facts";
import type { Clock } from "../core/clock";
import { createWritable, type Readable } from "../core/readable";
import { createSpendGuard, type SpendGuard } from "../core/spend/create-spend-guard";
import { usualFreePeople, type SpendPolicy } from "../core/spend/spend-policy";
import type { DeviceStorage } from "./storage/device-storage";
import { keepSettings, readSettings } from "./storage/settings";
import { createSpendStore, type SpendPlace } from "./storage/spend-store";

/** What holds formulas back from spending, and what was chosen about it on this device. */
export interface Spending {
  readonly guard: SpendGuard;
  readonly policy: Readable<SpendPolicy>;
  readonly choose: (policy: SpendPolicy) => void;
  /** Takes over what was chosen in another window. */
  readonly readPolicy: () => void;
  /** The place has changed. */
  reload(): void;
  /** Forgets everything remembered of a connection. */
  forget(connectionId: string): void;
}

export interface SpendingParts {
  readonly clock: Clock;
  readonly storage: DeviceStorage;
  readonly place: () => SpendPlace;
}

/** The spending of this device over whichever connection is in use; loaded beside the functions, not with them. */
export function createSpending({ clock, storage, place }: SpendingParts): Spending {
  const store = createSpendStore(storage, place);
  const policy = createWritable(policyNow());
  const guard = createSpendGuard({
    ...{ clock, facts: catalogueFacts, store, page: `page-${Math.random()}` },
    // A cap that was set in another window holds at once.
    policy: { get: policyNow },
  });
  guard.reload();

  function policyNow(): SpendPolicy {
    const { neverAsk, freePeople, dayCap, workbookCap } = readSettings(storage);
    // Invented people cost nothing: nobody is asked about them unless somebody has chosen so.
    const never = neverAsk ?? (freePeople === undefined && place().connectionId === "sandbox");
    return { freePeople: never ? undefined : (freePeople ?? usualFreePeople), dayCap, workbookCap };
  }

  function readPolicy(): void {
    const [before, now] = [policy.get(), policyNow()];
    if (JSON.stringify(before) !== JSON.stringify(now)) policy.set(now);
  }

  return {
    guard,
    policy,
    readPolicy,
    choose(chosen) {
      keepSettings(storage, { ...chosen, neverAsk: chosen.freePeople === undefined });
      readPolicy();
    },
    reload() {
      readPolicy();
      guard.reload();
    },
    forget: (connectionId) => store.forget(connectionId),
  };
}
