import { startDemo } from "../support/demo";
import type { Measurement } from "./measurement";

/** 1,000 people x 3 columns by fill-down, the sandbox's limit raised. */
export async function fillDown(): Promise<Measurement[]> {
  const demo = await startDemo({ SANDBOX_REQUESTS_PER_MINUTE: "100000" });
  try {
    await demo.page.evaluate(() => window.workbench.settled());
    const before = await demo.ledger();
    const seconds = await demo.page.evaluate(async () => {
      const { workbench } = window;
      const urls = Array.from({ length: 1000 }, (_, index) => [`https://www.linkedin.com/in/bench-${index}`]);
      await workbench.setCells("G1", [["person", "headline", "current_title", "location.country"]]);
      await workbench.setCells("G2", urls);
      await workbench.setCells("H2", [["H", "I", "J"].map((column) => `=ENRICH.PERSON($G2,${column}$1)`)]);
      const start = performance.now();
      await workbench.fillDown("H2:J1001");
      await workbench.settled(120_000);
      return (performance.now() - start) / 1000;
    });
    const after = await demo.ledger();
    return [
      {
        name: "1,000 people x 3 columns: requests",
        value: after.requests - before.requests,
        unit: "requests",
        note: "exactly 40",
      },
      {
        name: "1,000 people x 3 columns: credits",
        value: after.credits - before.credits,
        unit: "credits",
        note: "at most 1,000",
      },
      { name: "1,000 people x 3 columns: time", value: seconds, unit: "s" },
    ];
  } finally {
    await demo.stop();
  }
}
