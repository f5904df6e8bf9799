import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Fastify, { type FastifyInstance } from "fastify";
import { openAnswerFile } from "../../src/gateway/answers/answer-file";
import { createServerApp } from "../../src/server-app";
import type { Settings } from "../../src/gateway/settings/settings";
import { readSettings } from "../../src/gateway/settings/read-settings";
import type { LedgerReading } from "../../src/sandbox/ledger";
import { createSandbox } from "../../src/sandbox/sandbox";
import { watchedLog } from "../support/watched-log";

let service: FastifyInstance;
let baseUrl: string;
let folder: string;
const gateways: FastifyInstance[] = [];

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "enrich-gateway-"));
  service = Fastify({ forceCloseConnections: true });
  await service.register(createSandbox({ requestsPerMinute: 100_000 }));
  baseUrl = await service.listen({ host: "127.0.0.1", port: 0 });
});
afterEach(async () => {
  await Promise.all(gateways.splice(0).map((gateway) => gateway.close()));
  await service.close();
  rmSync(folder, { recursive: true });
});

function settings(environment: Readonly<Record<string, string>> = {}): Settings {
  const reading = readSettings(
    { CRUSTDATA_API_KEY: "sandbox-team-key", CRUSTDATA_BASE_URL: baseUrl, DATA_DIR: folder, ...environment },
    "serve",
  );
  if (!reading.ok) throw new Error(reading.problems.join(" "));
  return reading.settings;
}

async function start(environment: Readonly<Record<string, string>> = {}): Promise<FastifyInstance> {
  const folderOfPages = path.resolve("assets");
  const gateway = await createServerApp({ settings: settings(environment), folder: folderOfPages, log: watchedLog() });
  gateways.push(gateway);
  await gateway.ready();
  return gateway;
}

const ask = async (gateway: FastifyInstance, headers: Readonly<Record<string, string>> = {}) =>
  gateway.inject({
    method: "POST",
    url: "/api/person/enrich",
    headers,
    payload: {
      professional_network_profile_urls: ["https://www.linkedin.com/in/known-ada"],
      fields: ["basic_profile"],
    },
  });

const ledger = async (): Promise<LedgerReading> =>
  (await service.inject({ method: "GET", url: "/ledger" })).json<LedgerReading>();

test("what the team's key bought is there after the gateway was started anew", async () => {
  const first = await start();
  expect((await ask(first)).headers["x-credits-used"]).toBe("1");
  await first.close();

  const reply = await ask(await start());

  expect(reply.statusCode).toBe(200);
  expect(reply.headers["x-credits-used"]).toBe("0");
  expect(await ledger()).toMatchObject({ requests: 1, credits: 1 });
});

test("another key's answers are never served", async () => {
  const first = await start();
  await ask(first);
  await first.close();

  const reply = await ask(await start({ CRUSTDATA_API_KEY: "sandbox-other-team" }));

  expect(reply.headers["x-credits-used"]).toBe("1");
  expect((await ledger()).requests).toBe(2);
});

test("what a personal key bought is not kept in the file", async () => {
  const first = await start();
  await ask(first, { "x-personal-key": "sandbox-personal" });
  await first.close();

  const reply = await ask(await start(), { "x-personal-key": "sandbox-personal" });

  expect(reply.headers["x-credits-used"]).toBe("1");
});

test("what is older than RETENTION_DAYS is deleted from the file when the gateway starts", async () => {
  const dayMs = 86_400_000;
  const before = openAnswerFile(folder);
  const entries = [1, 3].map((days) => ({
    key: `${days} days`,
    answer: { status: "not_found" as const, asOf: Date.now() - days * dayMs },
  }));
  await before.connection("team").write(entries);
  await before.close();

  await (await start({ RETENTION_DAYS: "2" })).close();

  const after = openAnswerFile(folder);
  const kept = await after.connection("team").read(entries.map(({ key }) => key));
  await after.close();
  expect([...kept.keys()]).toEqual(["1 days"]);
});
