import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Fastify, { type FastifyInstance } from "fastify";
import { readSettings } from "../../../src/gateway/settings/read-settings";
import type { LedgerReading } from "../../../src/sandbox/ledger";
import { createSandbox } from "../../../src/sandbox/sandbox";
import { createServerApp } from "../../../src/server-app";
import { startRedisServer, type RedisServer } from "../../support/redis-server";
import { watchedLog } from "../../support/watched-log";

let redis: RedisServer;
let service: FastifyInstance;
let gateway: FastifyInstance;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "enrich-gateway-"));
  redis = await startRedisServer();
  service = Fastify({ forceCloseConnections: true });
  await service.register(createSandbox({ requestsPerMinute: 100_000 }));
  const baseUrl = await service.listen({ host: "127.0.0.1", port: 0 });
  const reading = readSettings(
    { CRUSTDATA_API_KEY: "sandbox-team", CRUSTDATA_BASE_URL: baseUrl, DATA_DIR: folder, REDIS_URL: redis.url },
    "serve",
  );
  if (!reading.ok) throw new Error(reading.problems.join(" "));
  gateway = await createServerApp({ settings: reading.settings, folder: path.resolve("assets"), log: watchedLog() });
  await gateway.ready();
});
afterEach(async () => {
  await gateway.close();
  await service.close();
  await redis.stop();
  rmSync(folder, { recursive: true });
});

const get = (url: string) => gateway.inject({ method: "GET", url });
const ask = (slug: string) =>
  gateway.inject({
    method: "POST",
    url: "/api/person/enrich",
    payload: { professional_network_profile_urls: [`https://www.linkedin.com/in/${slug}`], fields: ["basic_profile"] },
  });
const redisHealth = async () => (await get("/api/health")).json<{ parts: { redis: string } }>().parts.redis;

async function until(redisIs: string): Promise<void> {
  while ((await redisHealth()) !== redisIs) await new Promise((resolve) => setTimeout(resolve, 50));
}

test("without Redis known people are answered, nobody else is asked for, health says so; it comes back by itself", async () => {
  await until("ok");
  expect((await ask("known-ada")).statusCode).toBe(200);

  await redis.kill();
  await until("degraded");
  const [known, unknown] = await Promise.all([ask("known-ada"), ask("known-bob")]);
  const [health, ready] = [await get("/api/health"), await get("/api/ready")];

  expect([known.statusCode, known.headers["x-credits-used"]]).toEqual([200, "0"]);
  expect([unknown.statusCode, unknown.headers["retry-after"]]).toEqual([503, "60"]);
  expect([health.statusCode, health.json()]).toMatchObject([200, { status: "degraded", parts: { redis: "degraded" } }]);
  expect(ready.statusCode).toBe(200);
  expect((await service.inject("/ledger")).json<LedgerReading>().requests).toBe(1);

  await redis.start();
  await until("ok");
  expect((await get("/api/ready")).statusCode).toBe(200);
}, 30_000);

test("a gateway that has never reached its Redis takes no callers yet", async () => {
  await redis.kill();
  const reading = readSettings({ DATA_DIR: folder, REDIS_URL: redis.url }, "serve");
  if (!reading.ok) throw new Error(reading.problems.join(" "));
  const lonely = await createServerApp({
    settings: reading.settings,
    folder: path.resolve("assets"),
    log: watchedLog(),
  });

  const before = await lonely.inject("/api/ready");
  await redis.start();
  let after = before;
  while (after.statusCode !== 200) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    after = await lonely.inject("/api/ready");
  }
  await lonely.close();

  expect([before.statusCode, before.headers["retry-after"]]).toEqual([503, "5"]);
}, 30_000);
