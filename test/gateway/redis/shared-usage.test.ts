import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Fastify, { type FastifyInstance } from "fastify";
import { readSettings } from "../../../src/gateway/settings/read-settings";
import type { UsageReply } from "../../../src/gateway/usage/usage-reply";
import type { LedgerReading } from "../../../src/sandbox/ledger";
import { createSandbox } from "../../../src/sandbox/sandbox";
import { createServerApp } from "../../../src/server-app";
import { startRedisServer, type RedisServer } from "../../support/redis-server";
import { watchedLog } from "../../support/watched-log";
import { waitUntil } from "../../support/wait-until";

let redis: RedisServer;
let service: FastifyInstance;
let baseUrl: string;
let folder: string;
const gateways: FastifyInstance[] = [];

beforeAll(async () => {
  redis = await startRedisServer();
});
afterAll(() => redis.stop());
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "enrich-usage-"));
  service = Fastify({ forceCloseConnections: true });
  await service.register(createSandbox({ requestsPerMinute: 100_000 }));
  baseUrl = await service.listen({ host: "127.0.0.1", port: 0 });
});
afterEach(async () => {
  await Promise.all(gateways.splice(0).map((gateway) => gateway.close()));
  await service.close();
  rmSync(folder, { recursive: true });
});

async function start(apiKey: string): Promise<FastifyInstance> {
  const reading = readSettings(
    { CRUSTDATA_API_KEY: apiKey, CRUSTDATA_BASE_URL: baseUrl, DATA_DIR: folder, REDIS_URL: redis.url },
    "serve",
  );
  if (!reading.ok) throw new Error(reading.problems.join(" "));
  const gateway = await createServerApp({
    settings: reading.settings,
    folder: path.resolve("assets"),
    log: watchedLog(),
  });
  gateways.push(gateway);
  await gateway.ready();
  await waitUntil(async () => (await gateway.inject("/api/ready")).statusCode === 200);
  return gateway;
}

const enrich = (gateway: FastifyInstance, slugs: readonly string[], workbook: string) =>
  gateway.inject({
    method: "POST",
    url: "/api/person/enrich",
    headers: { "x-workbook": workbook },
    payload: {
      professional_network_profile_urls: slugs.map((slug) => `https://www.linkedin.com/in/${slug}`),
      fields: ["basic_profile"],
    },
  });
const usage = async (gateway: FastifyInstance): Promise<UsageReply> =>
  (await gateway.inject("/api/usage")).json<UsageReply>();

test("several gateways add up in one ledger, under whoever asked first, and any of them tells it", async () => {
  const apiKey = `sandbox-${randomUUID()}`;
  const [one, other] = [await start(apiKey), await start(apiKey)];

  const replies = await Promise.all([
    enrich(one, ["known-a", "known-b"], "aa"),
    enrich(other, ["known-c", "known-d"], "bb"),
    enrich(other, ["known-a", "nobody-x"], "cc"),
  ]);

  expect(replies.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
  const { credits } = (await service.inject("/ledger")).json<LedgerReading>();
  expect(credits).toBe(4);
  await waitUntil(async () => (await usage(one)).total === credits);
  const told = await usage(other);
  expect(told.total).toBe(credits);
  expect(told.rows.find(({ workbook }) => workbook === "bb")).toMatchObject({
    person: { id: "local", name: "this device" },
    credits: 2,
  });
});
