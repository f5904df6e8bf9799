import autocannon from "autocannon";
import { pacedLoad } from "./paced-load";
import { percentile } from "./percentile";

/** What a load program reads from its input, as JSON. */
export interface LoadOrder {
  readonly url: string;
  readonly bodies: readonly string[];
  readonly connections: number;
  readonly seconds: number;
  /** At this even pace; without it each connection asks again as soon as it has its reply. */
  readonly perSecond?: number;
}

/** What it prints, as JSON. */
export interface LoadReport {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly failed: number;
}

const headers = { "content-type": "application/json", "x-api-version": "2025-11-01" };

async function load({ url, bodies, connections, seconds, perSecond }: LoadOrder): Promise<LoadReport> {
  if (perSecond !== undefined) {
    const { tookMs, failed } = await pacedLoad({ url, bodies, headers, connections, perSecond, seconds });
    return { perSecond, p50Ms: percentile(tookMs, 0.5), p99Ms: percentile(tookMs, 0.99), failed };
  }
  const requests = bodies.map((body) => ({ body }));
  const result = await autocannon({ url, connections, duration: seconds, method: "POST", headers, requests });
  return {
    perSecond: result.requests.total / seconds,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    failed: result.errors + result.non2xx,
  };
}

async function main(): Promise<void> {
  let order = "";
  for await (const part of process.stdin) order += String(part);
  process.stdout.write(JSON.stringify(await load(JSON.parse(order) as LoadOrder)));
}

void main();
