import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import { createRedisSentNotes } from "../../../src/gateway/redis/redis-sent-notes";
import { describeSentNotes } from "../../contracts/sent-notes";
import { startRedisServer, type RedisServer } from "../../support/redis-server";

let server: RedisServer;
let redis: Redis;

beforeAll(async () => {
  server = await startRedisServer();
  redis = new Redis(server.url);
});
afterAll(async () => {
  redis.disconnect();
  await server.stop();
});

const notesOf = (connectionId: string, flightMs: number) =>
  createRedisSentNotes({ redis, connectionId, me: randomUUID(), flightMs });

describeSentNotes("in Redis", () => {
  const connectionId = randomUUID();
  return Promise.resolve({ start: () => Promise.resolve(notesOf(connectionId, 0)) });
});

test("a note is nobody else's while its request may be under way", async () => {
  const connectionId = randomUUID();
  await notesOf(connectionId, 0).add({ sentAtMs: 1, sections: [], people: [{ digest: "a" }] });

  expect(await notesOf(connectionId, 60_000).leftBehind()).toEqual([]);
  expect(await notesOf(connectionId, 0).leftBehind()).toHaveLength(1);
});
