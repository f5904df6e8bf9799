import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Bill } from "../../src/core/bill";
import { createEnricher } from "../../src/core/create-enricher";
import type { Enricher, Outcome } from "../../src/core/enricher";
import { createConcurrencyLimit } from "../../src/core/slots";
import { createCrustdataClient } from "../../src/crustdata/client";
import { systemClock } from "../../src/gateway/system-clock";
import type { LedgerReading } from "../../src/sandbox/ledger";
import { createSeededRandom } from "../../src/sandbox/random";
import { url } from "./identifiers";
import { startProgram, type RunningProgram } from "./programs";
import { startRedisServer } from "./redis-server";
import type { Exchange } from "./sandbox-program";
import { waitUntil } from "./wait-until";

export interface ChaosOptions {
  readonly seed: string;
  /** How long callers go on asking. */
  readonly seconds: number;
  readonly callers: number;
  /** Of all requests to the service, how many go wrong, 0 to 1. */
  readonly faultShare: number;
}

/** What became of a run in which servers died and the service failed. */
export interface ChaosReport {
  readonly asked: number;
  readonly answered: number;
  /** Failures by their code. */
  readonly failures: Readonly<Record<string, number>>;
  /** Asks that nobody settled. */
  readonly hung: number;
  readonly gatewaysKilled: number;
  readonly redisRestarts: number;
  readonly requests: number;
  readonly failedRequests: number;
  /** The sandbox's own count. */
  readonly credits: number;
  /** What the gateways' books say was billed, and what may have been. */
  readonly billed: number;
  readonly possiblyBilled: number;
  /** Credits of replies that no gateway can have read, by the sandbox's own count: at most so many. */
  readonly lostReplies: number;
  /** People billed more often than replies for them were lost, with how often. */
  readonly billedTwice: readonly string[];
  /** Lines that a gateway wrote about defects of its own. */
  readonly defects: readonly string[];
}

/** A reply that was sent so shortly before a gateway died may not have been read, or not been kept. */
const unreadMs = 1_500;
const hungMs = 60_000;
/** Well after this time a gateway has counted what a killed one had under way: three times its patience with a request. */
const countedMs = 10_000;

/** Callers at two gateways on one Redis ask for people without a pause, while gateways and Redis are killed by turns. */
export async function runChaos({ seed, seconds, callers, faultShare }: ChaosOptions): Promise<ChaosReport> {
  const random = createSeededRandom(seed);
  const folder = mkdtempSync(path.join(tmpdir(), "enrich-chaos-"));
  const bills = path.join(folder, "bills");
  writeFileSync(bills, "");
  const sandbox = await startProgram("test/support/sandbox-program.ts", {
    environment: { FAULT_SHARE: String(faultShare), SEED: seed },
  });
  const redis = await startRedisServer({ isKept: true });
  const environment = { REDIS_URL: redis.url, SERVICE_URL: sandbox.address, BILLS: bills };
  const start = (PORT = "0") =>
    startProgram("test/support/gateway-program.ts", { environment: { ...environment, PORT } });
  const gateways: RunningProgram[] = await Promise.all([start(), start()]);
  const addresses = gateways.map(({ address }) => address);
  const killedAtMs: number[] = [];
  const ended: RunningProgram[] = [];
  let redisRestarts = 0;

  async function kill(index: number): Promise<void> {
    const gateway = gateways[index];
    if (gateway === undefined) return;
    killedAtMs.push(Date.now());
    await gateway.kill();
    ended.push(gateway);
    await pause(random.below(1_500));
    gateways[index] = await start(new URL(gateway.address).port);
  }

  const untilMs = Date.now() + seconds * 1_000;
  async function trouble(): Promise<void> {
    for (let turn = random.below(3); Date.now() < untilMs; turn++) {
      await pause(1_500 + random.below(1_500));
      if (turn % 3 < 2) await kill(turn % 3);
      else {
        redisRestarts++;
        await redis.kill();
        await pause(random.below(1_000));
        await redis.start();
      }
    }
  }

  /** What the gateways' books say. */
  function told(kind: Bill["kind"]): number {
    const lines = readFileSync(bills, "utf8").split("\n");
    const books = lines.flatMap((line) => (line === "" ? [] : [JSON.parse(line) as Bill]));
    return books.reduce((all, bill) => all + (bill.kind === kind ? bill.credits : 0), 0);
  }

  const outcomes: (Outcome | undefined)[] = [];
  let people = 0;
  async function call(caller: number): Promise<void> {
    const own = createSeededRandom(`${seed} ${caller}`);
    const enricher = openCaller(addresses[caller % addresses.length] ?? "", caller);
    while (Date.now() < untilMs) {
      // Half of them are people whom others have just asked for, or are asking for.
      const slugs = Array.from({ length: 5 }, () =>
        people < 20 || own.chance(0.5) ? people++ : people - own.below(20),
      );
      const asked = slugs.map((slug) =>
        enricher.ask({ identifier: url(`known-chaos-${slug}`), sections: ["basic_profile"] }),
      );
      outcomes.push(...(await Promise.all(asked.map((each) => Promise.race([each, tooLate()])))));
      await pause(own.below(200));
    }
  }

  try {
    await Promise.all([trouble(), ...Array.from({ length: callers }, (_, caller) => call(caller))]);
    const ledger = await read<LedgerReading>(sandbox, "/ledger");
    await waitUntil(() => Promise.resolve(told("reported") + told("lost") >= ledger.credits), countedMs).catch(
      // The report says that it is not so.
      () => undefined,
    );
    const exchanges = await read<readonly Exchange[]>(sandbox, "/exchanges");
    const lost = lostBySlug(exchanges, killedAtMs);
    const failures: Record<string, number> = {};
    for (const outcome of outcomes) {
      if (outcome?.answer.status === "failed") failures[outcome.answer.code] = (failures[outcome.answer.code] ?? 0) + 1;
    }
    return {
      asked: outcomes.length,
      answered: outcomes.filter((outcome) => outcome && outcome.answer.status !== "failed").length,
      failures,
      hung: outcomes.filter((outcome) => outcome === undefined).length,
      gatewaysKilled: killedAtMs.length,
      redisRestarts,
      requests: ledger.requests,
      failedRequests: exchanges.filter(({ isWhole }) => isWhole !== true).length,
      credits: ledger.credits,
      billed: told("reported"),
      possiblyBilled: told("lost"),
      lostReplies: [...lost.values()].reduce((all, times) => all + times, 0),
      billedTwice: Object.entries(ledger.identifiers).flatMap(([key, { billed }]) => {
        const times = lost.get(key.split("/in/")[1] ?? key) ?? 0;
        return billed > 1 + times ? [`${key}: billed ${billed} times, ${times} replies lost`] : [];
      }),
      defects: [...gateways, ...ended].flatMap((gateway) =>
        gateway
          .output()
          .split("\n")
          .filter((line) => line.startsWith("DEFECT")),
      ),
    };
  } finally {
    await Promise.all(gateways.map((gateway) => gateway.kill()));
    await Promise.all([sandbox.kill(), redis.stop()]);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One workbook's add-in, as far as asking goes. */
function openCaller(gateway: string, caller: number): Enricher {
  const service = createCrustdataClient({
    ...{ fetch, baseUrl: `${gateway}/api`, clock: systemClock, timeoutMs: 30_000, sendPriority: true },
    headers: () => ({ "x-workbook": `workbook-${caller}` }),
  });
  const parts = { clock: systemClock, random: Math.random };
  return createEnricher({ ...parts, service, slots: createConcurrencyLimit(4, parts) });
}

/** How often a person's reply cannot have been read, by profile name. */
function lostBySlug(exchanges: readonly Exchange[], killedAtMs: readonly number[]): ReadonlyMap<string, number> {
  const lost = new Map<string, number>();
  for (const { slugs, startMs, endMs = Infinity, isWhole } of exchanges) {
    const wasCut = killedAtMs.some((ms) => startMs <= ms && ms <= endMs + unreadMs);
    if (isWhole === true && !wasCut) continue;
    for (const slug of slugs) lost.set(slug, (lost.get(slug) ?? 0) + 1);
  }
  return lost;
}

async function read<Body>(server: RunningProgram, what: string): Promise<Body> {
  return (await (await fetch(server.address + what)).json()) as Body;
}

async function tooLate(): Promise<undefined> {
  await pause(hungMs, undefined, { ref: false });
  return undefined;
}
