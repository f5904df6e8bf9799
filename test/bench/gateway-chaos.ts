import { runChaos, type ChaosReport } from "../support/chaos";
import type { Measurement } from "./measurement";

const seeds = ["one", "two", "three"];

/**
 * Two gateways on one Redis, killed and started again by turns with it, over a service that fails one request in five:
 * every ask ends, nobody is billed twice but for replies that were lost, and the books agree with the service's.
 */
export async function gatewayChaos(): Promise<Measurement[]> {
  const reports: ChaosReport[] = [];
  for (const seed of seeds) reports.push(await runChaos({ seed, seconds: 40, callers: 12, faultShare: 0.2 }));
  const sum = (of: (report: ChaosReport) => number): number => reports.reduce((all, report) => all + of(report), 0);
  const killed = `${sum((each) => each.gatewaysKilled)} gateways and ${sum((each) => each.redisRestarts)} Redis killed`;
  const failures = reports.flatMap((report) => Object.entries(report.failures));
  const words = [...new Set(failures.map(([code]) => code))].map(
    (code) => `${code} ${failures.reduce((all, [other, times]) => all + (other === code ? times : 0), 0)}`,
  );
  return [
    {
      name: "chaos: asks that ended with an answer",
      value: sum((each) => each.answered),
      unit: "answers",
      note: `of ${sum((each) => each.asked)}; ${killed}`,
    },
    {
      name: "  that ended with a clear error",
      value: sum((each) => Object.values(each.failures).reduce((all, times) => all + times, 0)),
      unit: "answers",
      note: words.join(", "),
    },
    { name: "  that nobody settled", value: sum((each) => each.hung), unit: "answers", note: "0" },
    {
      name: "  requests that went wrong",
      value: sum((each) => each.failedRequests),
      unit: "requests",
      note: `of ${sum((each) => each.requests)}`,
    },
    {
      name: "  people billed more often than replies were lost",
      value: sum((each) => each.billedTwice.length),
      unit: "answers",
      note: "0",
    },
    {
      name: "  credits by the sandbox's ledger",
      value: sum((each) => each.credits),
      unit: "credits",
      note: `by the gateways' books ${sum((each) => each.billed)}, and ${sum((each) => each.possiblyBilled)} possibly; replies not read at most ${sum((each) => each.lostReplies)}`,
    },
  ];
}
