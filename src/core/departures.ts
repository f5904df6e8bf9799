import { createAlarm } from "./alarm";
import type { Clock } from "./clock";
import type { Lanes } from "./lanes";
import type { PendingLookup } from "./pending-lookup";
import type { Slot, Slots } from "./slots";

export interface DepartureParts {
  readonly clock: Clock;
  readonly slots: Slots;
  readonly lanes: Lanes;
  /** Aborted when nothing is to leave any more. */
  readonly closing: AbortSignal;
  /** A slot is there: who uses it. Nobody else composes meanwhile. */
  readonly compose: () => Promise<readonly PendingLookup[]>;
  readonly fly: (lookups: readonly PendingLookup[], slot: Slot) => Promise<void>;
}

/** Late packing: a batch is composed when its slot is granted, so that lanes fill while everyone has to wait. */
export interface Departures {
  /** Looks whether anything may leave; called after every change. */
  pump(): void;
  /** Nothing leaves for so long. */
  hold(holdMs: number): void;
  /** Resolves when no request is under way. */
  landed(): Promise<void>;
}

export function createDepartures({ clock, slots, lanes, closing, compose, fly }: DepartureParts): Departures {
  const flying = new Set<Promise<void>>();
  const alarm = createAlarm(clock, pump);
  let isAcquiring = false;
  let heldUntilMs = -Infinity;

  function pump(): void {
    if (isAcquiring || closing.aborted || lanes.size === 0) return;
    const ripeAt = Math.max(lanes.ripeAt(), heldUntilMs);
    if (ripeAt > clock.now()) {
      alarm.set(ripeAt);
      return;
    }
    isAcquiring = true;
    slots.acquire(closing).then(
      async (slot) => {
        await depart(slot);
        isAcquiring = false;
        pump();
      },
      // Only ever rejects because of `closing`: nobody waits any more.
      () => alarm.clear(),
    );
  }

  async function depart(slot: Slot): Promise<void> {
    const lookups = heldUntilMs > clock.now() ? [] : await compose();
    if (lookups.length === 0) {
      slot.giveBack();
      return;
    }
    const flight = fly(lookups, slot).finally(() => {
      flying.delete(flight);
      pump();
    });
    flying.add(flight);
  }

  return {
    pump,
    hold(holdMs) {
      heldUntilMs = Math.max(heldUntilMs, clock.now() + holdMs);
    },
    async landed() {
      while (flying.size > 0) await Promise.all(flying);
    },
  };
}
