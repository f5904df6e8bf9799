import { createSteadyTime } from "../../src/core/steady-time";

describe("time for waiting", () => {
  it("is the time of day", () => {
    const wall = { ms: 1_000 };
    const now = createSteadyTime(() => wall.ms);

    expect(now()).toBe(1_000);
    wall.ms = 5_000;
    expect(now()).toBe(5_000);
  });

  it("goes on, and does not go back, where the clock is set back", () => {
    const wall = { ms: 3_600_000 };
    const now = createSteadyTime(() => wall.ms);
    now();

    wall.ms = 0;
    expect(now()).toBe(3_600_000);
    wall.ms = 1_000;
    expect(now()).toBe(3_600_500);
    wall.ms = 400;
    expect(now()).toBe(3_600_500);
  });

  it("agrees with the clock again in the end", () => {
    const wall = { ms: 3_600_000 };
    const now = createSteadyTime(() => wall.ms);
    wall.ms = 0;
    now();

    for (const minute of Array.from({ length: 120 }, (_, index) => index + 1)) {
      const before = now();
      wall.ms = minute * 60_000;
      expect(now()).toBeGreaterThan(before);
    }

    expect(now()).toBe(wall.ms);
  });
});
