import type { Clock } from "./clock";

/** One alarm that can be set again: rings once, at the time it was last set to. */
export interface Alarm {
  set(atMs: number): void;
  clear(): void;
}

export function createAlarm(clock: Clock, ring: () => void): Alarm {
  let current: { readonly atMs: number; readonly nap: AbortController } | undefined;

  function clear(): void {
    const { nap } = current ?? {};
    current = undefined;
    nap?.abort();
  }

  return {
    clear,
    set(atMs) {
      if (current?.atMs === atMs) return;
      clear();
      const own = { atMs, nap: new AbortController() };
      current = own;
      clock.sleep(Math.max(0, atMs - clock.now()), own.nap.signal).then(
        () => {
          if (current !== own) return;
          current = undefined;
          ring();
        },
        // Only ever rejects because the alarm was set anew.
        () => undefined,
      );
    },
  };
}
