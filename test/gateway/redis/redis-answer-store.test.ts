import { randomUUID } from "node:crypto";
import { connectRedis, type RedisConnection } from "../../../src/gateway/redis/redis-connection";
import { createRedisArchive } from "../../../src/gateway/redis/redis-archive";
import { createRedisNotes } from "../../../src/gateway/redis/redis-notes";
import { createRedisAnswerStore } from "../../../src/gateway/redis/redis-answer-store";
import { describeAnswerArchive } from "../../contracts/answer-archive";
import { describeAnswerStore } from "../../contracts/answer-store";
import { describeForgottenNotes } from "../../contracts/forgotten-notes";
import { startRedisServer, type RedisServer } from "../../support/redis-server";

const retentionMs = 3_600_000;
let server: RedisServer;
let connection: RedisConnection;

beforeAll(async () => {
  server = await startRedisServer();
  connection = connectRedis(server.url);
  await connection.whenReady();
});
afterAll(async () => {
  connection.close();
  await server.stop();
});

const storeOf = (connectionId: string) =>
  createRedisAnswerStore({ redis: connection.redis, connectionId, retentionMs });

describeAnswerStore("in Redis", () => storeOf(randomUUID()));
describeAnswerArchive("in Redis", async () => {
  await connection.redis.flushall();
  return { archive: createRedisArchive(connection.redis), connection: storeOf };
});
describeForgottenNotes("in Redis", async () => {
  await connection.redis.flushall();
  return [createRedisNotes(connection.redis), createRedisNotes(connection.redis)];
});

test("answers of one connection are never another's", async () => {
  const [team, other] = [storeOf("team"), storeOf("other")];
  await team.write([{ key: "ada", answer: { status: "not_found", asOf: 1 } }]);
  await other.write([{ key: "bob", answer: { status: "not_found", asOf: 1 } }]);

  await team.clear();

  expect((await team.read(["ada", "bob"])).size).toBe(0);
  expect([...(await other.read(["ada", "bob"])).keys()]).toEqual(["bob"]);
});

test("Redis deletes an answer when its retention time is over", async () => {
  await storeOf("kept").write([{ key: "ada", answer: { status: "not_found", asOf: 1 } }]);

  const rows = await connection.redis.keys("enrich:{kept}:*");
  const leftMs = await connection.redis.pttl(rows[0] ?? "");

  expect(rows).toHaveLength(1);
  expect(leftMs).toBeGreaterThan(retentionMs - 60_000);
  expect(leftMs).toBeLessThanOrEqual(retentionMs);
});

test("nobody's identifier stands in a row's name", async () => {
  await storeOf("named").write([{ key: "email:ada@example.com", answer: { status: "not_found", asOf: 1 } }]);

  expect((await connection.redis.keys("*")).join()).not.toContain("ada");
});
