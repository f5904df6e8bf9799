import type { KeptAnswer } from "../../src/core/answer";
import { createTickReader } from "../../src/core/tick-reader";
import { createFakeClock } from "../support/fake-clock";

const nobody: KeptAnswer = { status: "not_found", asOf: 0 };

/** A reader over a store that knows "a", or is broken. */
function reading(read = (): Promise<ReadonlyMap<string, KeptAnswer>> => Promise.resolve(new Map([["a", nobody]]))) {
  const clock = createFakeClock();
  const defects: unknown[] = [];
  const ends: number[] = [];
  const reader = createTickReader(
    clock,
    read,
    () => ends.push(clock.now()),
    (error) => defects.push(error),
  );
  return { reader, clock, defects, ends };
}

describe("those who read in one turn", () => {
  it("all hear what is kept though one of them throws", async () => {
    const { reader, clock, defects, ends } = reading();
    const heard: (KeptAnswer | undefined)[] = [];
    reader.whenRead("a", () => {
      throw new Error("a defect");
    });
    reader.whenRead("a", (kept) => heard.push(kept));
    reader.whenRead("b", (kept) => heard.push(kept));

    await clock.runAll();

    expect(heard).toEqual([nobody, undefined]);
    expect(defects).toMatchObject([{ message: "a defect" }]);
    expect(ends).toHaveLength(1);
  });

  it("all hear that nothing is kept where reading fails", async () => {
    const { reader, clock, defects } = reading(() => Promise.reject(new Error("no store")));
    const heard: (KeptAnswer | undefined)[] = [];
    reader.whenRead("a", (kept) => heard.push(kept));

    await clock.runAll();

    expect(heard).toEqual([undefined]);
    expect(defects).toHaveLength(1);
  });
});
