import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import Fastify, { type FastifyInstance } from "fastify";
import type { LedgerReading } from "../../../src/sandbox/ledger";
import { createSandbox } from "../../../src/sandbox/sandbox";
import { runProgram, type Program } from "../../support/program";
import { startRedisServer, type RedisServer } from "../../support/redis-server";

let folder: string;
let redis: RedisServer;
let service: FastifyInstance;
let baseUrl: string;
const programs: Program[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "enrich-ending-"));
  await mkdir(path.join(folder, "dist"));
  await writeFile(path.join(folder, "dist/taskpane.html"), "<!doctype html><title>Enrich</title>");
  redis = await startRedisServer();
  service = Fastify({ forceCloseConnections: true });
  await service.register(createSandbox({ requestsPerMinute: 100_000, slowMs: 2_000 }));
  baseUrl = await service.listen({ host: "127.0.0.1", port: 0 });
});
afterEach(async () => {
  for (const { child, ended } of programs.splice(0)) {
    if (child.exitCode === null) child.kill("SIGKILL");
    await ended;
  }
  await service.close();
  await redis.stop();
  await rm(folder, { recursive: true });
});

const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
const ledger = async () => (await service.inject("/ledger")).json<LedgerReading>();

async function start(extra: Readonly<Record<string, string>>): Promise<{ program: Program; address: string }> {
  const program = runProgram("serve.ts", folder, {
    CRUSTDATA_API_KEY: "sandbox-team",
    CRUSTDATA_BASE_URL: baseUrl,
    ...extra,
  });
  programs.push(program);
  const address = await program.said(/Gateway ready at (\S+)/);
  while ((await fetch(`${address}/api/ready`)).status !== 200) await pause();
  return { program, address };
}

const ask = (address: string) =>
  fetch(`${address}/api/person/enrich`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      professional_network_profile_urls: ["https://www.linkedin.com/in/known-ada"],
      fields: ["basic_profile"],
    }),
  });

test.each(["with Redis", "without Redis"])(
  "told to end, a gateway %s sends callers elsewhere, hands out what is paid for, keeps it, and ends",
  async (kind) => {
    const environment: Readonly<Record<string, string>> = kind === "with Redis" ? { REDIS_URL: redis.url } : {};
    const { program, address } = await start(environment);
    await service.inject({ method: "POST", url: "/faults", payload: { name: "slow", times: 1 } });
    const underWay = ask(address);
    while ((await ledger()).requests === 0) await pause();

    program.child.kill("SIGTERM");
    await program.said(/Ending: /);
    const [ready, health, late] = await Promise.all([
      fetch(`${address}/api/ready`),
      fetch(`${address}/api/health`),
      ask(address),
    ]);

    expect([ready.status, late.status]).toEqual([503, 503]);
    expect(await health.json()).toMatchObject({ status: "degraded", parts: { gateway: "closing" } });
    const paid = await underWay;
    expect([paid.status, paid.headers.get("x-credits-used")]).toEqual([200, "1"]);
    expect(await program.ended).toBe(0);

    const next = await start(environment);
    const again = await ask(next.address);
    expect([again.status, again.headers.get("x-credits-used")]).toEqual([200, "0"]);
    expect(await ledger()).toMatchObject({ requests: 1, credits: 1 });
  },
  60_000,
);
