import { randomUUID } from "node:crypto";
import { createRedisArchive } from "../../../src/gateway/redis/redis-archive";
import { createRedisNotes } from "../../../src/gateway/redis/redis-notes";
import { createRedisAnswerStore } from "../../../src/gateway/redis/redis-answer-store";
import { describeAnswerArchive } from "../../contracts/answer-archive";
import { describeAnswerStore } from "../../contracts/answer-store";
import { describeForgottenNotes } from "../../contracts/forgotten-notes";
import { redisForTests } from "../../support/redis-tests";

const retentionMs = 3_600_000;
const server = redisForTests();

const storeOf = (connectionId: string) => createRedisAnswerStore({ redis: server.redis, connectionId, retentionMs });

describeAnswerStore("in Redis", () => storeOf(randomUUID()));
describeAnswerArchive("in Redis", async () => {
  await server.redis.flushall();
  return { archive: createRedisArchive(server.redis), connection: storeOf };
});
describeForgottenNotes("in Redis", async () => {
  await server.redis.flushall();
  return [createRedisNotes(server.redis), createRedisNotes(server.redis)];
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

  const rows = await server.redis.keys("enrich:{kept}:*");
  const leftMs = await server.redis.pttl(rows[0] ?? "");

  expect(rows).toHaveLength(1);
  expect(leftMs).toBeGreaterThan(retentionMs - 60_000);
  expect(leftMs).toBeLessThanOrEqual(retentionMs);
});

test("nobody's identifier stands in a row's name", async () => {
  await storeOf("named").write([{ key: "email:ada@example.com", answer: { status: "not_found", asOf: 1 } }]);

  expect((await server.redis.keys("*")).join()).not.toContain("ada");
});
