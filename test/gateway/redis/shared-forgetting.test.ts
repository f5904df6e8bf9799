import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Fastify, { type FastifyInstance } from "fastify";
import { readSettings } from "../../../src/gateway/settings/read-settings";
import { createSandbox } from "../../../src/sandbox/sandbox";
import { createServerApp } from "../../../src/server-app";
import { startRedisServer, type RedisServer } from "../../support/redis-server";

let redis: RedisServer;
let service: FastifyInstance;
let gateways: FastifyInstance[];
let folder: string;
const [ada, bob] = ["https://www.linkedin.com/in/known-ada", "https://www.linkedin.com/in/known-bob"];
const mine = { "x-personal-key": "sandbox-personal" };

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "enrich-gateway-"));
  redis = await startRedisServer();
  service = Fastify({ forceCloseConnections: true });
  await service.register(createSandbox({ requestsPerMinute: 100_000 }));
  const baseUrl = await service.listen({ host: "127.0.0.1", port: 0 });
  const key = { CRUSTDATA_API_KEY: "sandbox-team", CRUSTDATA_BASE_URL: baseUrl };
  const reading = readSettings({ ...key, DATA_DIR: folder, REDIS_URL: redis.url }, "serve");
  if (!reading.ok) throw new Error(reading.problems.join(" "));
  const { settings } = reading;
  gateways = await Promise.all([1, 2].map(() => createServerApp({ settings, folder: path.resolve("assets") })));
  await Promise.all(gateways.map(untilReady));
});
afterEach(async () => {
  await Promise.all(gateways.map((gateway) => gateway.close()));
  await service.close();
  await redis.stop();
  rmSync(folder, { recursive: true });
});

const pause = () => new Promise((resolve) => setTimeout(resolve, 50));
async function untilReady(gateway: FastifyInstance): Promise<void> {
  while ((await gateway.inject("/api/health")).json<{ parts: { redis: string } }>().parts.redis !== "ok") await pause();
}
const post = (gateway: FastifyInstance, url: string, person: string, headers = {}) =>
  gateway.inject({
    method: "POST",
    url,
    headers,
    payload: { professional_network_profile_urls: [person], fields: ["basic_profile"] },
  });
const known = async (gateway: FastifyInstance, person: string, headers = {}) =>
  (await post(gateway, "/api/person/kept", person, headers)).json<{ kept: unknown[] }>().kept.length > 0;
const forget = (gateway: FastifyInstance, person: string) =>
  gateway.inject({ method: "DELETE", url: "/api/person", payload: { professional_network_profile_urls: [person] } });

async function within(ms: number, isSo: () => Promise<boolean>): Promise<boolean> {
  const sinceMs = Date.now();
  while (!(await isSo()) && Date.now() - sinceMs < ms) await pause();
  return isSo();
}

test("a person forgotten at one gateway is forgotten by Redis and by every gateway's memory", async () => {
  const [one, other] = gateways as [FastifyInstance, FastifyInstance];
  for (const person of [ada, bob]) await post(one, "/api/person/enrich", person);
  await post(other, "/api/person/enrich", ada, mine);
  await post(other, "/api/person/enrich", bob, mine);
  expect(await Promise.all(gateways.map((gateway) => known(gateway, ada)))).toEqual([true, true]);

  expect((await forget(one, ada)).json()).toEqual({ forgotten: 1 });

  expect(await known(one, ada)).toBe(false);
  expect(await within(3_000, async () => !(await known(other, ada)))).toBe(true);
  expect(await within(3_000, async () => !(await known(other, ada, mine)))).toBe(true);
  expect([await known(one, bob), await known(other, bob), await known(other, bob, mine)]).toEqual([true, true, true]);
}, 30_000);

test("while Redis is away nobody can be forgotten, and whoever asks is told so", async () => {
  const [one] = gateways as [FastifyInstance, FastifyInstance];
  await post(one, "/api/person/enrich", ada);
  await redis.kill();

  const reply = await forget(one, ada);

  expect([reply.statusCode, reply.headers["retry-after"]]).toEqual([503, "30"]);
  expect(reply.body).toContain("Not everything could be deleted now; ask again.");
  await redis.start();
}, 30_000);

test("Redis keeps no name of whom it was told to forget", async () => {
  const [one] = gateways as [FastifyInstance, FastifyInstance];
  await post(one, "/api/person/enrich", ada);
  const { connectRedis } = await import("../../../src/gateway/redis/redis-connection");
  const connection = connectRedis(redis.url);
  await connection.whenReady();

  await forget(one, ada);
  const notes = await connection.redis.xrange("enrich:forgotten", "-", "+");
  const leftMs = await connection.redis.pttl("enrich:forgotten");
  connection.close();

  expect(notes).toHaveLength(1);
  expect(JSON.stringify(notes)).not.toContain("ada");
  expect(leftMs).toBeLessThanOrEqual(86_400_000);
  expect(leftMs).toBeGreaterThan(0);
}, 30_000);
