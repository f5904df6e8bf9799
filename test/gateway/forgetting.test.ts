import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Fastify, { type FastifyInstance } from "fastify";
import { openTeamTokens } from "../../src/team-files";
import { readSettings } from "../../src/gateway/settings/read-settings";
import type { LedgerReading } from "../../src/sandbox/ledger";
import { createSandbox } from "../../src/sandbox/sandbox";
import { createServerApp } from "../../src/server-app";

let service: FastifyInstance;
let gateway: FastifyInstance;
let folder: string;
let environment: Readonly<Record<string, string>>;
const logLines: string[] = [];
const [ada, bob] = ["https://www.linkedin.com/in/known-ada", "https://www.linkedin.com/in/known-bob"];

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "enrich-gateway-"));
  service = Fastify({ forceCloseConnections: true });
  await service.register(createSandbox({ requestsPerMinute: 100_000 }));
  const baseUrl = await service.listen({ host: "127.0.0.1", port: 0 });
  environment = { CRUSTDATA_API_KEY: "sandbox-team", CRUSTDATA_BASE_URL: baseUrl, DATA_DIR: folder };
  gateway = await start();
});
afterEach(async () => {
  await gateway.close();
  await service.close();
  rmSync(folder, { recursive: true });
});

async function start(extra: Readonly<Record<string, string>> = {}): Promise<FastifyInstance> {
  const reading = readSettings({ ...environment, ...extra }, "serve");
  if (!reading.ok) throw new Error(reading.problems.join(" "));
  const log = { write: (line: string) => void logLines.push(line) };
  const started = await createServerApp({ settings: reading.settings, folder: path.resolve("assets"), log });
  await started.ready();
  return started;
}

const post = (url: string, people: readonly string[], headers = {}) =>
  gateway.inject({
    method: "POST",
    url,
    headers,
    payload: { professional_network_profile_urls: people, fields: ["basic_profile"] },
  });
const ask = (person: string, headers = {}) => post("/api/person/enrich", [person], headers);
const known = async (person: string, headers = {}) =>
  (await post("/api/person/kept", [person], headers)).json<{ kept: unknown[] }>().kept.length > 0;
const remove = (url: string, payload: object, headers = {}) =>
  gateway.inject({ method: "DELETE", url, headers: { "content-type": "application/json", ...headers }, payload });
const forget = (person: string) => remove("/api/person", { professional_network_profile_urls: [person] });
const ledger = async () => (await service.inject("/ledger")).json<LedgerReading>();

test("a forgotten person is known nowhere here any more, everybody else is; nobody is asked for by it", async () => {
  await ask(ada);
  await ask(bob);

  const reply = await forget(ada);

  expect([reply.statusCode, reply.json()]).toEqual([200, { forgotten: 1 }]);
  expect([await known(ada), await known(bob)]).toEqual([false, true]);
  expect((await ledger()).requests).toBe(2);
  await gateway.close();
  gateway = await start();
  expect([await known(ada), await known(bob)]).toEqual([false, true]);
});

test("a person is forgotten however the address is written", async () => {
  await ask(ada);

  await forget("  LinkedIn.com/in/Known-Ada/?trk=x ");

  expect(await known(ada)).toBe(false);
});

test("what a personal key bought is forgotten too, and told apart", async () => {
  const mine = { "x-personal-key": "sandbox-personal" };
  await ask(ada, mine);
  await ask(bob, mine);

  expect((await forget(ada)).json()).toEqual({ forgotten: 1 });
  expect([await known(ada, mine), await known(bob, mine)]).toEqual([false, true]);
});

test("everybody is forgotten only by one who says so", async () => {
  await ask(ada);
  await ask(bob, { "x-personal-key": "sandbox-personal" });

  expect((await remove("/api/answers", {})).statusCode).toBe(400);
  expect(await known(ada)).toBe(true);
  expect((await remove("/api/answers", { everybody: true })).json()).toEqual({ forgotten: 2 });
  expect([await known(ada), await known(bob, { "x-personal-key": "sandbox-personal" })]).toEqual([false, false]);
});

test.each([
  ["nobody", {}, "Nobody was named; expected at least one identifier."],
  [
    "what is no identifier",
    { business_emails: ["canary here"], professional_network_profile_urls: [ada] },
    "1 of 2 are no profile URL or business e-mail; nobody was forgotten.",
  ],
  ["something else", { person: "canary" }, "Expected lists of at most 1000"],
])("a request that names %s is refused without repeating it, and forgets nobody", async (_what, body, message) => {
  await ask(ada);

  const reply = await remove("/api/person", body);

  expect(reply.statusCode).toBe(400);
  expect(reply.body).toContain(message);
  expect(reply.body).not.toContain("canary");
  expect(await known(ada)).toBe(true);
});

test("only administrators may forget; nobody is told more than that", async () => {
  await gateway.close();
  const { tokens, close } = openTeamTokens({ dataDir: folder, redisUrl: undefined });
  const [colleague, administrator] = await Promise.all(
    [false, true].map((isAdministrator) => tokens.create({ name: "x", isAdministrator })),
  );
  gateway = await start({ AUTH: "token" });
  const by = (token = "") =>
    remove("/api/person", { business_emails: ["a@b.example"] }, { authorization: `Bearer ${token}` });

  const replies = [await by(), await by(colleague?.token), await by(administrator?.token)];
  await close();

  expect(replies.map(({ statusCode }) => statusCode)).toEqual([401, 403, 200]);
  expect(replies[1]?.json()).toEqual({
    error: { type: "permission_error", message: "This is for administrators only.", metadata: [] },
  });
});

const runForget = (args: readonly string[], input = "") =>
  spawnSync(process.execPath, ["--import", "tsx", "src/forget.ts", ...args], {
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...environment },
    encoding: "utf8",
    input,
  });

async function untilUnknown(person: string): Promise<boolean> {
  const sinceMs = Date.now();
  while ((await known(person)) && Date.now() - sinceMs < 5_000)
    await new Promise((resolve) => setTimeout(resolve, 100));
  return !(await known(person));
}

test("npm run forget reaches the gateway that is running, its memory too", async () => {
  await ask(ada);
  await ask(bob);

  const done = runForget(["-"], `${ada}\n\n`);

  expect([done.status, done.stderr]).toEqual([0, ""]);
  expect(done.stdout).toContain("1 answer was deleted.");
  expect(await untilUnknown(ada)).toBe(true);
  expect(await known(bob)).toBe(true);
}, 30_000);

test("npm run forget does nothing where it does not understand", async () => {
  await ask(ada);

  const [nothing, both, wrong] = [runForget([]), runForget(["--everybody", ada]), runForget([ada, "canary here"])];

  expect([nothing.status, both.status, wrong.status]).toEqual([1, 1, 1]);
  expect(nothing.stderr).toContain("npm run forget -- --everybody");
  expect(wrong.stderr.trim()).toBe("Number 2 is no profile URL or business e-mail; nobody was forgotten.");
  expect(await known(ada)).toBe(true);
}, 30_000);

test("no log line names a person who was forgotten", () => {
  expect(logLines.length).toBeGreaterThan(0);
  expect(logLines.join("").toLowerCase()).not.toMatch(/known-ada|canary/);
});
