import { createSeededRandom } from "../../src/sandbox/random";
import { startProgram, type RunningProgram } from "../support/programs";
import { startRedisServer } from "../support/redis-server";
import { askUntilAnswered, readLedger, startGateway } from "./gateway-kit";
import type { Measurement } from "./measurement";
import { median } from "./percentile";

const callers = 200;
const peopleInAll = 5_000;
const peopleOfOne = 100;
const identifiersAtOnce = 25;
/** So low that the limit is felt: 200 requests take it up more than once. */
const requestsPerMinute = 120;
const seed = "callers";

/** What became of one caller. */
interface Served {
  readonly tookMs: number;
  readonly credits: number;
  readonly wrongRows: number;
}

/**
 * 200 callers at two gateways on one Redis, each with 100 of 5,000 people, every person wanted by four: all of it asked
 * for at once, four requests a caller, and again whenever a gateway says that they still wait.
 */
export async function gatewayCallers(): Promise<Measurement[]> {
  const limit = { REQUESTS_PER_MINUTE: String(requestsPerMinute) };
  const sandbox = await startProgram("test/support/sandbox-program.ts", { environment: limit });
  const redis = await startRedisServer();
  const shared = { environment: { REDIS_URL: redis.url } };
  const gateways = await Promise.all([startGateway(sandbox, shared), startGateway(sandbox, shared)]);
  try {
    const startMs = performance.now();
    const served = await Promise.all(
      deal().map((slugs, caller) => serve(gateways[caller % 2] ?? gateways[0], caller, slugs)),
    );
    const tookMs = performance.now() - startMs;
    const ledger = await readLedger(sandbox);
    const told = served.reduce((sum, { credits }) => sum + credits, 0);
    const wrong = served.reduce((sum, { wrongRows }) => sum + wrongRows, 0);
    const times = served.map((each) => each.tookMs);
    return [
      {
        name: "200 callers, two gateways: requests",
        value: ledger.requests,
        unit: "requests",
        note: `at most 210 for ${peopleInAll} people; ${wrong} rows wrong`,
      },
      { name: "  time", value: tookMs / 1000, unit: "s", note: `at ${requestsPerMinute} requests a minute` },
      { name: "  refused by the sandbox's limit", value: ledger.byStatus["429"] ?? 0, unit: "requests", note: "0" },
      { name: "  credits", value: ledger.credits, unit: "credits", note: `told to callers: ${told}` },
      {
        name: "  last answer of the last caller against the median's",
        value: Math.max(...times) / median(times),
        unit: "ratio",
        note: `at most 2; first ${(Math.min(...times) / 1000).toFixed(1)} s, median ${(median(times) / 1000).toFixed(1)} s`,
      },
    ];
  } finally {
    await Promise.all(gateways.map((gateway) => gateway.stop()));
    await Promise.all([sandbox.stop(), redis.stop()]);
  }
}

/** Whom each caller asks for: four times all people in another order, dealt out. */
function deal(): string[][] {
  const random = createSeededRandom(seed);
  const slugs = Array.from({ length: peopleInAll }, (_, index) => `known-caller-${index}`);
  const rounds = (callers * peopleOfOne) / peopleInAll;
  const all = Array.from({ length: rounds }, () => shuffled(slugs, (below) => random.below(below))).flat();
  return Array.from({ length: callers }, (_, caller) => all.slice(caller * peopleOfOne, (caller + 1) * peopleOfOne));
}

function shuffled(items: readonly string[], below: (limit: number) => number): string[] {
  const all = [...items];
  for (let last = all.length - 1; last > 0; last--) {
    const other = below(last + 1);
    [all[last], all[other]] = [all[other] ?? "", all[last] ?? ""];
  }
  return all;
}

async function serve(gateway: RunningProgram, caller: number, slugs: readonly string[]): Promise<Served> {
  const startMs = performance.now();
  const portions = Array.from({ length: slugs.length / identifiersAtOnce }, (_, index) =>
    slugs.slice(index * identifiersAtOnce, (index + 1) * identifiersAtOnce),
  );
  const served = await Promise.all(portions.map((portion) => askUntilAnswered(gateway, `workbook-${caller}`, portion)));
  return {
    tookMs: performance.now() - startMs,
    credits: served.reduce((sum, { credits }) => sum + credits, 0),
    wrongRows: served.reduce((sum, { wrongRows }) => sum + wrongRows, 0),
  };
}
