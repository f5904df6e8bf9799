import { paceOf, type Sitting } from "../../../src/core/run/run-pace";

/** 1,000 people on a row each, 15 requests of 25 a minute. */
const sitting = (changed: Partial<Sitting>): Sitting => {
  const done = changed.peopleAnswered ?? 0;
  return {
    ...{ rowsDone: done, rowsLeft: 1_000 - done, workedMs: 0, peopleToAsk: 1_000, peopleAnswered: 0 },
    ...{ rowsToAsk: 1_000, requestsPerMinute: 15, ...changed },
  };
};

describe("the pace of a run", () => {
  it("is not known before the first row is done", () => {
    expect(paceOf(sitting({ workedMs: 300 }))).toEqual({ ratePerMinute: undefined, secondsLeft: undefined });
  });

  it("is that of the limit, not of the burst before the limit makes it wait", () => {
    expect(paceOf(sitting({ workedMs: 2_000, peopleAnswered: 375 }))).toEqual({ ratePerMinute: 375, secondsLeft: 120 });
    expect(paceOf(sitting({ workedMs: 59_000, peopleAnswered: 375 })).secondsLeft).toBe(63);
    expect(paceOf(sitting({ workedMs: 62_000, peopleAnswered: 750 }))).toEqual({ ratePerMinute: 375, secondsLeft: 60 });
  });

  it("counts the rows that people share, and those that are free", () => {
    const shared = sitting({ workedMs: 2_000, peopleAnswered: 375, rowsDone: 800, rowsLeft: 1_250, rowsToAsk: 2_000 });

    expect(paceOf(shared)).toEqual({ ratePerMinute: 750, secondsLeft: 120 });
  });

  it("is what it was so far where colleagues or a slow service keep it behind the limit", () => {
    expect(paceOf(sitting({ workedMs: 120_000, peopleAnswered: 250 }))).toEqual({
      ratePerMinute: 125,
      secondsLeft: 360,
    });
  });

  it("is what it was so far where the limit does not matter or is not known", () => {
    const small = sitting({ workedMs: 1_000, peopleToAsk: 100, peopleAnswered: 50, rowsLeft: 50 });

    expect(paceOf(small)).toEqual({ ratePerMinute: 3_000, secondsLeft: 1 });
    expect(paceOf(sitting({ workedMs: 60_000, peopleAnswered: 500, requestsPerMinute: undefined }))).toEqual({
      ...{ ratePerMinute: 500, secondsLeft: 60 },
    });
  });
});
