import { runChaos, type ChaosReport } from "../../support/chaos";

/** What failed asks may say. */
const clearErrors = ["network_unavailable", "service_unavailable", "no_answer_in_time"];

describe("while gateways and Redis are killed by turns, and every fifth request to the service goes wrong", () => {
  let report: ChaosReport;
  beforeAll(async () => {
    report = await runChaos({ seed: "four", seconds: 10, callers: 4, faultShare: 0.2 });
  });

  it("every ask ends, with an answer or a clear error", () => {
    expect(report.hung).toBe(0);
    expect(Object.keys(report.failures).filter((code) => !clearErrors.includes(code))).toEqual([]);
    expect(report.answered).toBeGreaterThan(report.asked / 2);
    expect(report.gatewaysKilled + report.redisRestarts).toBeGreaterThan(1);
  });

  it("nobody is billed again but for a reply that was lost", () => {
    expect(report.billedTwice).toEqual([]);
  });

  it("every credit is in the books, as billed or as possibly billed, and none that was not is told as billed", () => {
    expect(report.billed).toBeLessThanOrEqual(report.credits);
    expect(report.billed + report.possiblyBilled).toBeGreaterThanOrEqual(report.credits);
  });

  it("no gateway fails by a defect of its own", () => {
    expect(report.defects).toEqual([]);
  });
});
