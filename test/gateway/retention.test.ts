import { keepNoLonger } from "../../src/gateway/answers/retention";
import { createFakeClock } from "../support/fake-clock";

const dayMs = 86_400_000;
const startMs = Date.UTC(2026, 10, 23);

test("answers are deleted when their time is over, every day, also after a day on which the disk was full", async () => {
  const clock = createFakeClock(startMs);
  const full = new Error("ENOSPC");
  const before: number[] = [];
  const defects: unknown[] = [];
  const answers = {
    deleteBefore(timeMs: number) {
      before.push(timeMs);
      return before.length === 2 ? Promise.reject(full) : Promise.resolve(0);
    },
  };
  const retention = keepNoLonger({
    ...{ answers, clock, retentionMs: 3 * dayMs },
    onDefect: (cause) => void defects.push(cause),
  });

  await clock.advance(2 * dayMs);
  await retention.close();
  await clock.advance(2 * dayMs);

  expect(before.map((timeMs) => (timeMs - startMs) / dayMs)).toEqual([-3, -2, -1]);
  expect(defects).toEqual([full]);
});
