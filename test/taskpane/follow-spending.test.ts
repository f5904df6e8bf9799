import type { EnricherActivity } from "../../src/core/enricher";
import { createWritable } from "../../src/core/readable";
import { followSpending } from "../../src/taskpane/state/follow-spending";

const idle: EnricherActivity = {
  ...{ waiting: 0, inFlight: 0, requestsSent: 0, keptElsewhere: 0, creditsUsed: 0, possiblyBilled: 0 },
  stoppedBy: undefined,
};

function follow() {
  const activity = createWritable(idle);
  let times = 0;
  const end = followSpending({ activity }, () => (times += 1));
  const now = (change: Partial<EnricherActivity>): number => {
    activity.set({ ...activity.get(), ...change });
    return times;
  };
  return { now, end };
}

it("tells once for a burst, when nobody waits any more, that credits were used", () => {
  const { now } = follow();

  expect(now({ waiting: 30 })).toBe(0);
  expect(now({ waiting: 5, inFlight: 25 })).toBe(0);
  expect(now({ waiting: 5, inFlight: 0, creditsUsed: 25 })).toBe(0);
  expect(now({ waiting: 0, creditsUsed: 30 })).toBe(1);
  expect(now({ requestsSent: 3 })).toBe(1);
  expect(now({ creditsUsed: 31 })).toBe(2);
});

it("goes on with another connection, which counts from nothing", () => {
  const { now } = follow();
  now({ creditsUsed: 30 });

  expect(now({ creditsUsed: 0 })).toBe(1);
  expect(now({ creditsUsed: 4 })).toBe(2);
});

it("says nothing once it has ended", () => {
  const { now, end } = follow();
  end();

  expect(now({ creditsUsed: 9 })).toBe(0);
});
