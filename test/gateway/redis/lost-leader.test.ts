import { randomUUID } from "node:crypto";
import Fastify, { type FastifyInstance } from "fastify";
import { Redis } from "ioredis";
import type { Bill } from "../../../src/core/bill";
import type { Enricher, Lookup } from "../../../src/core/enricher";
import { createCrustdataClient } from "../../../src/crustdata/client";
import { createFlightMarks } from "../../../src/gateway/redis/flight-marks";
import { openSharedEnricher, type OpenedSharedEnricher } from "../../../src/gateway/redis/open-shared-enricher";
import { createRedisAnswerStore } from "../../../src/gateway/redis/redis-answer-store";
import { createRedisSentNotes } from "../../../src/gateway/redis/redis-sent-notes";
import { systemClock } from "../../../src/gateway/system-clock";
import { createSentBook } from "../../../src/gateway/usage/sent-book";
import type { LedgerReading } from "../../../src/sandbox/ledger";
import { createSandbox } from "../../../src/sandbox/sandbox";
import { url } from "../../support/identifiers";
import { startRedisServer, type RedisServer } from "../../support/redis-server";
import { batchOf, never } from "../../support/running-sandbox";
import { waitUntil } from "../../support/wait-until";

let server: RedisServer;
let redis: Redis;
let sandbox: FastifyInstance;
let baseUrl: string;
let connectionId: string;
const opened: OpenedSharedEnricher[] = [];
const bills: Bill[] = [];
const ada: Lookup = { identifier: url("known-ada"), sections: ["basic_profile"] };
const asker = { personId: "token:ada", workbook: "aa11" };

beforeAll(async () => {
  server = await startRedisServer();
  redis = new Redis(server.url);
});
afterAll(async () => {
  redis.disconnect();
  await server.stop();
});
beforeEach(async () => {
  connectionId = randomUUID();
  bills.length = 0;
  sandbox = Fastify({ forceCloseConnections: true });
  await sandbox.register(createSandbox({ requestsPerMinute: 100_000 }));
  baseUrl = await sandbox.listen({ host: "127.0.0.1", port: 0 });
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map(({ enricher }) => enricher.close()));
  await sandbox.close();
});

const aSecondMs = 1_000;
const longMs = 60_000;

/** One to which a request that has brought nothing after `flightMs` is lost. */
async function gateway(flightMs = aSecondMs): Promise<Enricher> {
  const service = createCrustdataClient({
    ...{ baseUrl, clock: systemClock, fetch },
    headers: () => ({ authorization: "Bearer sandbox-gateway" }),
  });
  const one = openSharedEnricher({
    ...{ url: server.url, connectionId, clock: systemClock, service, timeoutMs: flightMs / 3 },
    settings: { defaultSections: () => [] },
    onDefect: (cause) => {
      throw cause;
    },
    onBilled: (bill) => void bills.push(bill),
  });
  opened.push(one);
  await one.whenReady();
  return one.enricher;
}

/** What is known of Ada, from one that led and has ended. */
async function knownFromBefore() {
  const earlier = await gateway();
  const { answer } = await earlier.ask(ada);
  await earlier.close();
  opened.pop();
  return answer;
}

/** Another leader has sent for Ada just now; it is not heard of again, unless by what it keeps. */
async function sentByAnother(flightMs = aSecondMs) {
  const marks = createFlightMarks({ redis, clock: systemClock, connectionId, me: "another", flightMs });
  const notes = createRedisSentNotes({ redis, connectionId, me: "another", flightMs });
  const dead = createSentBook({ notes, clock: systemClock, onBilled: undefined, onDefect: () => undefined });
  await new Promise<void>((hasLeft) => {
    const silent = { enrich: () => new Promise<never>(() => hasLeft()) };
    void dead.noting(marks.marking(silent)).enrich(batchOf([ada.identifier], { askers: [asker] }), never);
  });
  const store = createRedisAnswerStore({
    ...{ redis, connectionId, retentionMs: 60_000 },
    markOf: (key) => marks.rowOf(key),
  });
  return { store, rowOfMark: marks.rowOf(ada.identifier.key) };
}

const requests = async (): Promise<number> => (await sandbox.inject("/ledger")).json<LedgerReading>().requests;

test("a refresh that a leader took with it is asked anew and counted as possibly billed, not answered with what it was to replace", async () => {
  const before = await knownFromBefore();
  await sentByAnother();

  const outcome = await (await gateway()).ask(ada, { refresh: true });

  expect(outcome).toMatchObject({ credits: 1, origin: "asked", possiblyBilled: true });
  expect(outcome.answer.asOf).toBeGreaterThan(before.asOf);
  expect(await requests()).toBe(2);
  expect(bills.filter(({ kind }) => kind === "lost")).toMatchObject([{ asker, credits: 1 }]);
});

test("a refresh that another leader brought home after all is answered by it, free of charge", async () => {
  const answer = await knownFromBefore();
  const { store, rowOfMark } = await sentByAnother(longMs);
  const first = await gateway(longMs);
  const monitor = await redis.monitor();
  const seesTheMark = new Promise<void>((seen) => {
    monitor.on("monitor", (_: string, [command, row]: string[]) => {
      if (command === "get" && row === rowOfMark) seen();
    });
  });

  const refreshed = first.ask(ada, { refresh: true });
  await seesTheMark;
  monitor.disconnect();
  const newer = { status: "not_found", asOf: Date.now() } as const;
  await store.write([{ key: ada.identifier.key, answer: newer }]);

  expect(answer.status).toBe("matched");
  expect(await refreshed).toEqual({ answer: newer, credits: 0, origin: "kept" });
  expect((await first.ask(ada)).answer).toEqual(newer);
  expect(await requests()).toBe(1);
});

test("what a gateway had refreshed by its leader it answers with from then on", async () => {
  const all = [await gateway(), await gateway()];
  for (const one of all) await one.ask(ada);

  for (const one of all) {
    const { answer } = await one.ask(ada, { refresh: true });
    expect((await one.ask(ada)).answer).toEqual(answer);
  }
});

test("what a leader took with it is counted as possibly billed though nobody asks again, once by all gateways together", async () => {
  await Promise.all([gateway(), gateway()]);
  await sentByAnother();

  await waitUntil(() => Promise.resolve(bills.length > 0));

  expect(bills).toMatchObject([{ kind: "lost", asker, credits: 1 }]);
  await waitUntil(async () => (await redis.hlen(`enrich:{${connectionId}}:sent:notes`)) === 0);
  expect(bills).toHaveLength(1);
  expect(await requests()).toBe(0);
});
