import { startProgram } from "../support/programs";
import { askFor, askUntilAnswered, readLedger, startGateway } from "./gateway-kit";
import type { Measurement } from "./measurement";
import { median } from "./percentile";

const requestsPerMinute = 10;
const identifiersAtOnce = 25;
/** More than two windows' worth. */
const requests = 2 * requestsPerMinute + 1;

/** The limit in real time: one gateway, and more people at once than may be asked for in two minutes. */
export async function gatewayLimit(): Promise<Measurement[]> {
  const limit = { REQUESTS_PER_MINUTE: String(requestsPerMinute) };
  const sandbox = await startProgram("test/support/sandbox-program.ts", { environment: limit });
  const gateway = await startGateway(sandbox);
  // Another sandbox, because looking at the latency takes slots too.
  const idle = await startProgram("test/support/sandbox-program.ts");
  try {
    const latencies: number[] = [];
    for (let turn = 0; turn < 9; turn++) {
      const start = performance.now();
      await askFor(idle, slugs(turn), "/person/enrich");
      latencies.push((performance.now() - start) / 1000);
    }
    const start = performance.now();
    await Promise.all(
      Array.from({ length: requests }, (_, turn) => askUntilAnswered(gateway, "workbook", slugs(turn))),
    );
    const seconds = (performance.now() - start) / 1000;
    const ledger = await readLedger(sandbox);
    const least = Math.floor((requests - 1) / requestsPerMinute) * 60 + median(latencies);
    return [
      {
        name: `${requests * identifiersAtOnce} people at ${requestsPerMinute} requests a minute: requests`,
        value: ledger.requests,
        unit: "requests",
        note: `exactly ${requests}`,
      },
      { name: "  refused by the sandbox's limit", value: ledger.byStatus["429"] ?? 0, unit: "requests", note: "0" },
      { name: "  time", value: seconds, unit: "s" },
      {
        name: "  against the least that the limit allows",
        value: seconds / least,
        unit: "ratio",
        note: "at most 1.05",
      },
    ];
  } finally {
    await gateway.stop();
    await Promise.all([sandbox.stop(), idle.stop()]);
  }
}

function slugs(turn: number): string[] {
  return Array.from({ length: identifiersAtOnce }, (_, index) => `known-limit-${turn}-${index}`);
}
