import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import Fastify, { type FastifyInstance } from "fastify";
import type { UsageReply } from "../../../src/gateway/usage/usage-reply";
import type { LedgerReading } from "../../../src/sandbox/ledger";
import { createSandbox } from "../../../src/sandbox/sandbox";
import { runProgram, type Program } from "../../support/program";
import { waitUntil } from "../../support/wait-until";

let folder: string;
let service: FastifyInstance;
let baseUrl: string;
const programs: Program[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "enrich-survival-"));
  await mkdir(path.join(folder, "dist"));
  await writeFile(path.join(folder, "dist/taskpane.html"), "<!doctype html><title>Enrich</title>");
  service = Fastify({ forceCloseConnections: true });
  await service.register(createSandbox({ slowMs: 10_000 }));
  baseUrl = await service.listen({ host: "127.0.0.1", port: 0 });
});
afterEach(async () => {
  for (const program of programs.splice(0)) await kill(program);
  await service.close();
  await rm(folder, { recursive: true });
});

async function kill({ child, ended }: Program): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
  await ended;
}

async function start(): Promise<{ readonly program: Program; readonly address: string }> {
  const environment = { CRUSTDATA_API_KEY: "sandbox-team-key", CRUSTDATA_BASE_URL: baseUrl };
  const program = runProgram("serve.ts", folder, environment);
  programs.push(program);
  return { program, address: await program.said(/Gateway ready at (\S+)/) };
}

const ask = (address: string) =>
  fetch(`${address}/api/person/enrich`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-workbook": "aa11" },
    body: JSON.stringify({
      professional_network_profile_urls: ["https://www.linkedin.com/in/known-ada"],
      fields: ["basic_profile"],
    }),
  });

const usage = async (address: string) => (await (await fetch(`${address}/api/usage`)).json()) as UsageReply;
const ledger = async () => (await service.inject("/ledger")).json<LedgerReading>();
const place = { person: { id: "local" }, workbook: "aa11", section: "base" };

test("credits spent are in the books though the gateway is killed a second later", async () => {
  const { program, address } = await start();
  expect((await ask(address)).headers.get("x-credits-used")).toBe("1");
  await pause(1_000);
  await kill(program);

  const { rows } = await usage((await start()).address);

  expect(rows).toMatchObject([{ ...place, credits: 1 }]);
}, 60_000);

test("what a gateway was asking for when it was killed is in the books as possibly billed, and so once only", async () => {
  const first = await start();
  await service.inject({ method: "POST", url: "/faults", payload: { name: "slow", times: 1 } });
  const cut = ask(first.address).catch(() => undefined);
  await waitUntil(async () => (await ledger()).requests === 1);
  await kill(first.program);
  await cut;

  const second = await start();
  expect((await usage(second.address)).rows).toMatchObject([{ ...place, credits: 0, possiblyBilled: 1 }]);
  expect((await ask(second.address)).headers.get("x-credits-used")).toBe("1");
  expect((await usage(second.address)).rows).toMatchObject([{ ...place, credits: 1, possiblyBilled: 1 }]);
  second.program.child.kill("SIGTERM");
  await second.program.ended;

  const third = await start();
  expect((await usage(third.address)).rows).toMatchObject([{ ...place, credits: 1, possiblyBilled: 1 }]);
  expect((await ledger()).requests).toBe(2);
}, 60_000);
