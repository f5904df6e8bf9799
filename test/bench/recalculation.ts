import { startDemo } from "../support/demo";
import type { Measurement } from "./measurement";

/** What a full recalculation of known people costs. */
export async function recalculation(): Promise<Measurement[]> {
  const demo = await startDemo({ SANDBOX_REQUESTS_PER_MINUTE: "100000" });
  try {
    await demo.page.evaluate(async () => {
      await window.workbench.fillDown("B2:B61");
      await window.workbench.settled();
    });
    const before = await demo.ledger();
    const calls = (await demo.page.evaluate(() => window.workbench.report())).invocations;
    const seconds = await demo.page.evaluate(async () => {
      const start = performance.now();
      await window.workbench.recalculate();
      await window.workbench.settled();
      return (performance.now() - start) / 1000;
    });
    const after = await demo.ledger();
    const called = (await demo.page.evaluate(() => window.workbench.report())).invocations - calls;
    return [
      { name: "60 known cells recalculated: calls", value: called, unit: "calls" },
      {
        name: "60 known cells recalculated: requests",
        value: after.requests - before.requests,
        unit: "requests",
        note: "exactly 0",
      },
      { name: "60 known cells recalculated: time", value: seconds, unit: "s" },
    ];
  } finally {
    await demo.stop();
  }
}
