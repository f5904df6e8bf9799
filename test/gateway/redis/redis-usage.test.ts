import { randomUUID } from "node:crypto";
import { createRedisUsage } from "../../../src/gateway/redis/redis-usage";
import type { UsageLedger } from "../../../src/gateway/usage/usage-ledger";
import { describeUsageLedger } from "../../contracts/usage-ledger";
import { redisForTests } from "../../support/redis-tests";

const server = redisForTests();

const ledgerOf = (name: string): UsageLedger => createRedisUsage({ redis: server.redis, name });
const row = { day: "2026-11-23", personId: "token:ada", workbook: "", section: "base", credits: 1, possiblyBilled: 0 };
const period = { from: "2026-11-23", to: "2026-11-23" };

describeUsageLedger("in Redis", () => ledgerOf(randomUUID()));

test("gateways add up in one ledger, apart from those of another name", async () => {
  await Promise.all([
    ledgerOf("team").add([row], randomUUID()),
    ledgerOf("team").add([{ ...row, credits: 2 }], randomUUID()),
    ledgerOf("sandbox").add([row], randomUUID()),
  ]);

  expect(await ledgerOf("team").read(period)).toEqual([{ ...row, credits: 3 }]);
});

test("Redis itself deletes a day when it has been kept for 400 days", async () => {
  await ledgerOf("kept").add([row], randomUUID());

  const [day = ""] = await server.redis.keys("enrich:{usage:kept}:day:*");
  const keptDays = (await server.redis.pttl(day)) / 86_400_000;

  expect(keptDays).toBeGreaterThan(400);
  expect(keptDays).toBeLessThanOrEqual(401);
});
