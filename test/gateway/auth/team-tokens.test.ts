import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createTeamTokens } from "../../../src/gateway/auth/team-tokens";
import { openTokenFile } from "../../../src/gateway/auth/token-file";

const folder = mkdtempSync(path.join(tmpdir(), "enrich-tokens-"));
const table = openTokenFile(folder);
const tokens = createTeamTokens(table, { now: () => 1_700_000_000_000 });
afterAll(async () => {
  await table.close();
  rmSync(folder, { recursive: true });
});

const ada = { name: "Ada Lovelace", isAdministrator: true };
const bob = { name: "Bob", isAdministrator: false };

test("a token opens the gateway for the person it was made for", async () => {
  const { token, id } = await tokens.create(ada);

  expect(await tokens.authenticate(`Bearer ${token}`)).toEqual({ ...ada, id: `token:${id}` });
});

test("the list tells whose tokens there are and not what they are", async () => {
  const { token, id } = await tokens.create(bob);

  const listed = (await tokens.list()).find((entry) => entry.id === id);

  expect(listed).toEqual({ ...bob, id, createdAtMs: 1_700_000_000_000 });
  expect(JSON.stringify(await tokens.list())).not.toContain(token.slice(-43));
});

test("no file holds a token's secret", async () => {
  const { token } = await tokens.create(bob);
  const secret = token.slice(-43);

  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const file = path.join(folder, name);
    if (!name.includes(".")) continue;
    expect(readFileSync(file).includes(secret)).toBe(false);
  }
});

test("a revoked token is refused at once, by a process that had it before too", async () => {
  const { token, id } = await tokens.create(bob);
  const elsewhere = openTokenFile(folder);

  expect(await createTeamTokens(elsewhere, { now: () => 0 }).revoke(id)).toBe(true);
  await elsewhere.close();

  expect(await tokens.authenticate(`Bearer ${token}`)).toBe("unauthenticated");
  expect(await tokens.revoke(id)).toBe(false);
});

test.each([
  ["nothing", undefined],
  ["another scheme", "Basic YWRhOnB3"],
  ["an empty token", "Bearer "],
  ["a token of another shape", "Bearer enrich_00000000_x"],
  ["a token nobody made", `Bearer enrich_00000000_${"A".repeat(43)}`],
])("%s is refused", async (_name, authorization) => {
  expect(await tokens.authenticate(authorization)).toBe("unauthenticated");
});

test("the name of one token with the secret of another is refused", async () => {
  const [one, other] = [await tokens.create(ada), await tokens.create(bob)];

  expect(await tokens.authenticate(`Bearer enrich_${one.id}_${other.token.slice(-43)}`)).toBe("unauthenticated");
});
