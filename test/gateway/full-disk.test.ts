import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import Fastify, { type FastifyInstance } from "fastify";
import type { LedgerReading } from "../../src/sandbox/ledger";
import { createSandbox } from "../../src/sandbox/sandbox";
import { runProgram, type Program } from "../support/program";

let folder: string;
let service: FastifyInstance;
let program: Program | undefined;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "enrich-full-disk-"));
  await mkdir(path.join(folder, "dist"));
  await writeFile(path.join(folder, "dist/taskpane.html"), "<!doctype html><title>Enrich</title>");
  service = Fastify({ forceCloseConnections: true });
  await service.register(createSandbox({ requestsPerMinute: 1_000 }));
});
afterEach(async () => {
  program?.child.kill("SIGKILL");
  await program?.ended;
  await service.close();
  await rm(folder, { recursive: true });
});

/** Asks for 25 people, of whom most are somebody. */
async function ask(address: string, portion: number): Promise<number> {
  const people = Array.from({ length: 25 }, (_, index) => `https://www.linkedin.com/in/known-${portion}-${index}`);
  const fields = ["basic_profile", "experience", "education", "skills"];
  const reply = await fetch(`${address}/api/person/enrich`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ professional_network_profile_urls: people, fields }),
  });
  expect(reply.status).toBe(200);
  return Number(reply.headers.get("x-credits-used"));
}

test("a gateway whose disk is full lives on: whom it has paid for it answers, and nobody is paid for twice", async () => {
  const baseUrl = await service.listen({ host: "127.0.0.1", port: 0 });
  const environment = {
    ...{ CRUSTDATA_API_KEY: "sandbox-team-key", CRUSTDATA_BASE_URL: baseUrl },
    // Programs of tests keep no files but the gateway's own.
    TSX_DISABLE_CACHE: "1",
  };
  program = runProgram("serve.ts", folder, environment, [], 48);
  const address = await program.said(/Gateway ready at (\S+)/);

  const portions = [0, 1, 2, 3];
  let credits = 0;
  for (const portion of portions) credits += await ask(address, portion);
  expect(credits).toBe(100);
  await program.said(/"defect"/);

  for (const portion of portions) expect(await ask(address, portion)).toBe(0);
  const ledger = (await service.inject("/ledger")).json<LedgerReading>();
  expect(ledger.requests).toBe(portions.length);
  expect(program.child.exitCode).toBeNull();
}, 60_000);
