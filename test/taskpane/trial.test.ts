import fc from "fast-check";
import { extrapolate, trialOf } from "../../src/taskpane/state/trial";
import { progressOf } from "../support/scripted-runner";

describe("what a few rows say of the rest", () => {
  it("is nothing where nobody answered", () => {
    expect(trialOf(progressOf({ rows: 5, done: 5, failed: 5 }))).toBeUndefined();
  });

  it("is a range even where all of them matched", () => {
    const trial = trialOf(progressOf({ matched: 5 }));

    expect(trial?.share.low).toBeCloseTo(0.566, 3);
    expect(trial?.share.high).toBe(1);
  });

  it("holds the share that was found, and never more than there is", () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), fc.nat(10_000), (matched, notFound, rest) => {
        const trial = trialOf(progressOf({ matched, notFound }));
        fc.pre(trial !== undefined);
        const { people, credits } = extrapolate(trial, { people: rest, mostCredits: 2 * rest });
        const share = matched / (matched + notFound);
        return (
          people.low <= share * rest + 1e-9 &&
          people.high >= share * rest - 1e-9 &&
          people.low >= 0 &&
          people.high <= rest &&
          credits.high <= 2 * rest
        );
      }),
    );
  });
});
