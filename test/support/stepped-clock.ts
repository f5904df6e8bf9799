import { setTimeout as pause } from "node:timers/promises";
import { createFakeClock, type FakeClock } from "./fake-clock";

/** A fake clock that can go on until something has happened. */
export interface SteppedClock extends FakeClock {
  /** Lets time pass, in steps, until `promise` has settled; rejects after a simulated day. */
  until<Value>(promise: Value | Promise<Value>): Promise<Value>;
}

const stepMs = 50;
/** Once in so many steps real time passes too: databases and hashes are done by others, whom this clock must not outrun. */
const stepsToPause = 20;

export function createSteppedClock(startMs?: number): SteppedClock {
  const clock = createFakeClock(startMs);
  return Object.assign(clock, {
    async until<Value>(promise: Value | Promise<Value>): Promise<Value> {
      const settled = { yet: false };
      const mark = (): void => void (settled.yet = true);
      Promise.resolve(promise).then(mark, mark);
      for (let step = 1; step * stepMs < 86_400_000 && !settled.yet; step += 1) {
        await clock.advance(stepMs);
        if (step % stepsToPause === 0) await pause(1);
      }
      if (!settled.yet) throw new Error("The promise was still pending after a simulated day.");
      return promise;
    },
  });
}
