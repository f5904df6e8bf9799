import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createRedisTokenTable } from "../../../src/gateway/redis/redis-token-table";
import { describeTokenTable } from "../../contracts/token-table";
import { runProgram, type Program } from "../../support/program";
import { redisForTests } from "../../support/redis-tests";

const server = redisForTests();

describeTokenTable("in Redis", async () => {
  await server.redis.flushall();
  return createRedisTokenTable(server.redis);
});

test("a damaged row opens nothing and hides no other", async () => {
  const table = createRedisTokenTable(server.redis);
  await server.redis.flushall();
  await server.redis.hset("enrich:tokens", "0a0a0a0a", "{", "0b0b0b0b", '{"id":1}');

  expect(await table.get("0a0a0a0a")).toBeUndefined();
  expect(await table.all()).toEqual([]);
});

describe("npm run tokens with REDIS_URL", () => {
  let folder: string;
  const gateways: Program[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "enrich-tokens-"));
    await mkdir(path.join(folder, "dist"));
    await writeFile(path.join(folder, "dist/taskpane.html"), "<!doctype html><title>Enrich</title>");
    await server.redis.flushall();
  });
  afterEach(async () => {
    for (const { child, ended } of gateways.splice(0)) {
      child.kill("SIGKILL");
      await ended;
    }
    await rm(folder, { recursive: true });
  });

  const tokens = async (...args: readonly string[]) => {
    const program = runProgram("tokens.ts", folder, { REDIS_URL: server.url }, args);
    return { code: await program.ended, output: program.output() };
  };
  const statusAt = async (gateway: string, token: string) =>
    (await fetch(`${gateway}/api/account`, { headers: { authorization: `Bearer ${token}` } })).status;

  it("opens every gateway to a colleague, and closes every gateway to one whose token is revoked", async () => {
    const { output } = await tokens("create", "Ada Lovelace");
    const [token = "", id = ""] = [/enrich_\S+/.exec(output)?.[0], /revoke (\S+)/.exec(output)?.[1]];
    const environment = { AUTH: "token", REDIS_URL: server.url };
    gateways.push(...[1, 2].map(() => runProgram("serve.ts", folder, environment)));
    const addresses = await Promise.all(gateways.map((gateway) => gateway.said(/Gateway ready at (\S+)/)));
    const statuses = () => Promise.all(addresses.map((address) => statusAt(address, token)));

    expect((await tokens("list")).output).toContain("Ada Lovelace");
    expect(await statuses()).toEqual([200, 200]);
    expect((await tokens("revoke", id)).code).toBe(0);
    const revokedAtMs = Date.now();
    let latest = await statuses();
    while (latest.some((status) => status !== 401) && Date.now() - revokedAtMs < 5_000) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      latest = await statuses();
    }

    expect(latest).toEqual([401, 401]);
    expect(gateways.map((gateway) => gateway.output()).join()).not.toContain(token.slice(-43));
  }, 60_000);

  it("says so in one sentence where Redis does not answer", async () => {
    const program = runProgram("tokens.ts", folder, { REDIS_URL: "redis://:canary@127.0.0.1:1" }, ["list"]);

    expect(await program.ended).toBe(1);
    expect(program.output().trim()).toBe(
      "The Redis of REDIS_URL does not answer; expected the one that the gateways use.",
    );
  }, 30_000);
});
