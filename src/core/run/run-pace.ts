/** What one sitting of a run has done and has before it. */
export interface Sitting {
  readonly rowsDone: number;
  readonly rowsLeft: number;
  /** How long it has been at work, pauses left out. */
  readonly workedMs: number;
  /** People it has to ask for in all, and of these who have answered. */
  readonly peopleToAsk: number;
  readonly peopleAnswered: number;
  /** Rows of the people it has to ask for. */
  readonly rowsToAsk: number;
  /** Of the account in use, where it tells. */
  readonly requestsPerMinute: number | undefined;
}

export interface Pace {
  /** Rows; `undefined` before the first are done. */
  readonly ratePerMinute: number | undefined;
  readonly secondsLeft: number | undefined;
}

export const peoplePerRequest = 25;
const minuteMs = 60_000;
/** A request and its answer, roughly. */
const requestMs = 2_000;

/**
 * How fast a run is and how long it will take. A minute's requests leave at once and the next ones a minute later: as long
 * as the limit is what it waits for, it says the pace of the limit and not that of the first burst.
 */
export function paceOf(sitting: Sitting): Pace {
  const { rowsDone, rowsLeft, workedMs, requestsPerMinute } = sitting;
  if (rowsDone === 0 || workedMs === 0) return { ratePerMinute: undefined, secondsLeft: undefined };
  const ratePerMinute = (rowsDone / workedMs) * minuteMs;
  if (requestsPerMinute === undefined || requestsPerMinute < 1 || !isLimited(sitting, requestsPerMinute)) {
    return { ratePerMinute, secondsLeft: Math.ceil((rowsLeft / ratePerMinute) * 60) };
  }
  const requests = Math.ceil(sitting.peopleToAsk / peoplePerRequest);
  const wholeMs = Math.floor((requests - 1) / requestsPerMinute) * minuteMs + requestMs;
  const limitedRate = (requestsPerMinute * peoplePerRequest * sitting.rowsToAsk) / sitting.peopleToAsk;
  return {
    ratePerMinute: Math.min(ratePerMinute, limitedRate),
    secondsLeft: rowsLeft === 0 ? 0 : Math.max(1, Math.ceil((wholeMs - workedMs) / 1000)),
  };
}

/** Whether the limit makes it wait, and nothing else has kept it: neither colleagues nor a slow service. */
function isLimited({ peopleToAsk, peopleAnswered, workedMs }: Sitting, requestsPerMinute: number): boolean {
  const perMinute = requestsPerMinute * peoplePerRequest;
  const due = Math.min(peopleToAsk, Math.floor(workedMs / minuteMs) * perMinute);
  return peopleToAsk > perMinute && peopleAnswered >= due;
}
