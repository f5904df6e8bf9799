import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import Fastify, { type FastifyInstance } from "fastify";
import { readSettings } from "../../src/gateway/settings/read-settings";
import type { LedgerReading } from "../../src/sandbox/ledger";
import { createSandbox } from "../../src/sandbox/sandbox";
import { createServerApp } from "../../src/server-app";
import { openTeamTokens } from "../../src/team-files";
import {
  anyMethod,
  hostileBody,
  hostileBytes,
  hostileHeaders,
  hostilePath,
  hostileToken,
} from "../support/hostile-requests";

/** The promise is about 10,000 requests; always the same ones. */
const [strangers, colleagues, rawOnes] = [4_500, 4_500, 1_000];
const seed = 20_261_123;

let service: FastifyInstance;
let gateway: FastifyInstance;
let folder: string;
let port: number;
let token: string;
const logLines: string[] = [];
const secrets = ["canary-team-key", "canary-person", "node_modules", "/src/"];

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "enrich-hostile-"));
  service = Fastify({ forceCloseConnections: true });
  await service.register(createSandbox({ requestsPerMinute: 100_000 }));
  const baseUrl = await service.listen({ host: "127.0.0.1", port: 0 });
  const key = { CRUSTDATA_API_KEY: "canary-team-key", CRUSTDATA_BASE_URL: baseUrl };
  const reading = readSettings(
    { ...key, DATA_DIR: folder, AUTH: "token", PERSON_REQUESTS_PER_MINUTE: "1000000" },
    "serve",
  );
  if (!reading.ok) throw new Error(reading.problems.join(" "));
  const { settings } = reading;
  const { tokens, close } = openTeamTokens(settings);
  ({ token } = await tokens.create({ name: "Ada", isAdministrator: false }));
  await close();
  const log = { write: (line: string) => void logLines.push(line) };
  gateway = await createServerApp({ settings, folder: path.resolve("assets/help"), log });
  port = Number(new URL(await gateway.listen({ host: "127.0.0.1", port: 0 })).port);
});
afterAll(async () => {
  await gateway.close();
  await service.close();
  rmSync(folder, { recursive: true });
});

async function expectUntouched(): Promise<void> {
  expect((await service.inject("/ledger")).json<LedgerReading>().requests).toBe(0);
  expect((await fetch(`http://127.0.0.1:${port}/api/ready`)).status).toBe(200);
  const logged = logLines.join("");
  for (const secret of [...secrets.slice(0, 2), token.slice(-43)]) expect(logged).not.toContain(secret);
  expect(logged).not.toContain('"level":50');
}

async function ask(request: {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: string;
}): Promise<{ readonly statusCode: number; readonly body: string }> {
  const { payload, ...rest } = request;
  const hasBody = !["GET", "HEAD"].includes(request.method);
  return gateway.inject({
    ...rest,
    method: request.method as "GET",
    ...(hasBody && { payload, headers: { "content-type": "application/json", ...rest.headers } }),
  });
}

function expectNoLeak(reply: { readonly statusCode: number; readonly body: string }): void {
  expect(reply.statusCode).toBeLessThan(500);
  for (const secret of secrets) expect(reply.body).not.toContain(secret);
}

describe("ten thousand hostile requests to a gateway that asks for tokens", () => {
  it("without a valid token: one of two fixed texts and nothing else", async () => {
    const request = fc.record({
      ...{ method: anyMethod, url: hostilePath, payload: hostileBody },
      headers: fc.tuple(hostileHeaders, hostileToken).map(([odd, authorization]) => ({ ...odd, authorization })),
    });

    await fc.assert(
      fc.asyncProperty(request, async (it) => {
        const reply = await ask(it);
        expectNoLeak(reply);
        // Only what is open to everybody, or no path at all, is answered otherwise.
        expect([400, 401, 404]).toContain(reply.statusCode);
        if (reply.statusCode === 401 && it.method !== "HEAD") {
          expect(reply.body).toMatch(/^\{"message":"(Missing|Invalid) sign-in in request"\}$/);
        }
      }),
      { numRuns: strangers, seed },
    );
    await expectUntouched();
  }, 120_000);

  it("with a colleague's token: refused as what they are, and nobody is asked for", async () => {
    const request = fc.record({
      ...{ method: anyMethod, url: hostilePath, payload: hostileBody },
      headers: hostileHeaders.map((odd) => ({ ...odd, "x-personal-key": "", authorization: `Bearer ${token}` })),
    });

    await fc.assert(
      fc.asyncProperty(request, async (it) => {
        // What the account has left may be asked for.
        fc.pre(!(it.method === "GET" || it.method === "HEAD") || !/(a|%61)ccount/i.test(it.url));
        const reply = await ask(it);
        expectNoLeak(reply);
        expect([400, 403, 404, 413, 415]).toContain(reply.statusCode);
      }),
      { numRuns: colleagues, seed },
    );
    await expectUntouched();
  }, 120_000);

  it("in bytes that are hardly HTTP: closed or refused, and never taken for two requests", async () => {
    const hostile = fc.sample(hostileBytes, { numRuns: rawOnes, seed });

    for (let from = 0; from < hostile.length; from += 50) {
      const replies = await Promise.all(hostile.slice(from, from + 50).map(send));
      for (const reply of replies) {
        const statuses = [...reply.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
        expect(statuses.filter((status) => status >= 500 && status !== 505)).toEqual([]);
        expect(statuses.filter((status) => status >= 200 && status < 400)).toEqual([]);
        for (const secret of secrets) expect(reply).not.toContain(secret);
      }
    }
    await expectUntouched();
  }, 120_000);
});

/** Everything that came back within a moment. */
function send(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    let reply = "";
    const end = () => {
      socket.destroy();
      resolve(reply);
    };
    socket.setTimeout(150, end);
    socket.on("data", (chunk) => (reply += chunk.toString("latin1")));
    socket.on("error", end);
    socket.on("close", end);
    socket.write(bytes, "utf8");
  });
}
