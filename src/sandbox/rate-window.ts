/** What the limit's headers say. */
export interface WindowReading {
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until the oldest request leaves the window. */
  readonly resetSeconds: number;
}

/** A sliding window of one minute over the requests of one account. */
export interface RateWindow {
  /** Takes a place in the window; false when it is full. */
  take(): boolean;
  read(): WindowReading;
}

const windowMs = 60_000;

export function createRateWindow(limit: () => number, now: () => number): RateWindow {
  let times: number[] = [];
  let oldest = 0;
  const expire = () => {
    const start = now() - windowMs;
    while (oldest < times.length && (times[oldest] ?? 0) <= start) oldest += 1;
    if (oldest > 1000) {
      times = times.slice(oldest);
      oldest = 0;
    }
  };
  return {
    take() {
      expire();
      if (times.length - oldest >= limit()) return false;
      times.push(now());
      return true;
    },
    read() {
      expire();
      const first = times[oldest];
      return {
        limit: limit(),
        remaining: Math.max(0, limit() - (times.length - oldest)),
        resetSeconds: first === undefined ? 60 : Math.max(1, Math.ceil((first + windowMs - now()) / 1000)),
      };
    },
  };
}
