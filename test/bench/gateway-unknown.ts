import { enricherDefaults } from "../../src/core/enricher-settings";
import { startProgram, type RunningProgram } from "../support/programs";
import { startRedisServer } from "../support/redis-server";
import { askFor, enrichPath, startGateway } from "./gateway-kit";
import type { Measurement } from "./measurement";
import { median } from "./percentile";

const rounds = 60;
/** People asked for at first, as a gateway that has been at work for a while has been: its code is compiled by then. */
const warmUp = 1_000;

/**
 * One unknown person after the other, by turns asked of the sandbox itself, of a gateway with its own file, and of two
 * gateways on one Redis: what they add beside the time in which the core waits for others to share the request.
 */
export async function gatewayUnknown(): Promise<Measurement[]> {
  const sandbox = await startProgram("test/support/sandbox-program.ts");
  const redis = await startRedisServer();
  const alone = await startGateway(sandbox);
  const shared = { environment: { REDIS_URL: redis.url } };
  const [one, other] = await Promise.all([startGateway(sandbox, shared), startGateway(sandbox, shared)]);
  try {
    const gateways = { alone, one, other };
    const added = { alone: [] as number[], one: [] as number[], other: [] as number[] };
    for (const name of ["alone", "one", "other"] as const) {
      const ask = (round: number): Promise<number> => time(gateways[name], `known-${name}-${round}`, enrichPath);
      await warm(gateways[name], name, enrichPath);
      await warm(sandbox, `${name}-direct`, "/person/enrich");
      for (let round = 0; round < rounds; round++) {
        const direct = await time(sandbox, `known-${name}-direct-${round}`, "/person/enrich");
        const took = await ask(round);
        added[name].push(took - direct - enricherDefaults.quietMs);
      }
    }
    const [leads, follows] = [median(added.one), median(added.other)].sort((a, b) => a - b);
    return [
      {
        name: "gateway, unknown: added beyond the gather window, p50",
        value: median(added.alone),
        unit: "ms",
        note: "under 5",
      },
      { name: "  on Redis, at the gateway that packs", value: leads ?? Number.NaN, unit: "ms" },
      { name: "  on Redis, at another gateway", value: follows ?? Number.NaN, unit: "ms" },
    ];
  } finally {
    await Promise.all([alone.stop(), one.stop(), other.stop()]);
    await Promise.all([sandbox.stop(), redis.stop()]);
  }
}

/** 50 at a time. */
async function warm(server: RunningProgram, slug: string, path: string): Promise<void> {
  for (let first = 0; first < warmUp; first += 50) {
    await Promise.all(
      Array.from({ length: 50 }, (_, index) => time(server, `known-warm-${slug}-${first + index}`, path)),
    );
  }
}

async function time(server: RunningProgram, slug: string, path: string): Promise<number> {
  const start = performance.now();
  const status = await askFor(server, [slug], path);
  if (status !== 200) throw new Error(`Expected an answer, got ${status}.`);
  return performance.now() - start;
}
