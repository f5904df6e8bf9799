import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import Fastify from "fastify";
import type { LedgerReading } from "../../src/sandbox/ledger";
import { createSandbox } from "../../src/sandbox/sandbox";
import { runProgram, type Program } from "../support/program";

const ask = (address: string, slug: string) =>
  fetch(`${address}/api/person/enrich`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-personal-key": "canary-personal-key" },
    body: JSON.stringify({
      professional_network_profile_urls: [`https://www.linkedin.com/in/${slug}`],
      fields: ["basic_profile"],
    }),
  });

describe("npm run serve", () => {
  let folder: string;
  const programs: Program[] = [];
  const start = (file: string, environment: Readonly<Record<string, string>> = {}, args: string[] = []) => {
    const program = runProgram(file, folder, environment, args);
    programs.push(program);
    return program;
  };

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "enrich-serve-"));
    await mkdir(path.join(folder, "dist"));
    await writeFile(path.join(folder, "dist/taskpane.html"), "<!doctype html><title>Enrich</title>");
  });
  afterEach(async () => {
    for (const { child, ended } of programs.splice(0)) {
      if (child.exitCode === null) child.kill("SIGKILL");
      await ended;
    }
    await rm(folder, { recursive: true });
  });

  it("serves pages and gateway, ends when told to after what is paid for has arrived, and logs nobody", async () => {
    const service = Fastify({ forceCloseConnections: true });
    await service.register(createSandbox({ slowMs: 500 }));
    const baseUrl = await service.listen({ host: "127.0.0.1", port: 0 });
    await service.inject({ method: "POST", url: "/faults", payload: { name: "slow", times: 1 } });
    const requests = async () => (await service.inject("/ledger")).json<LedgerReading>().requests;
    const program = start("serve.ts", { SANDBOX: "off", CRUSTDATA_BASE_URL: baseUrl });
    const address = await program.said(/Gateway ready at (\S+)/);
    const page = await fetch(`${address}/`);

    const underWay = ask(address, "known-canary");
    while ((await requests()) === 0) await new Promise((resolve) => setImmediate(resolve));
    program.child.kill("SIGTERM");
    const reply = await underWay;
    await service.close();

    expect(page.headers.get("content-security-policy")).toContain("frame-ancestors 'self' https://");
    expect(reply.status).toBe(200);
    expect(reply.headers.get("x-credits-used")).toBe("1");
    expect(await program.ended).toBe(0);
    expect(program.output()).toContain('"route":"/api/person/enrich","status":200');
    expect(program.output().toLowerCase()).not.toContain("canary");
  }, 30_000);

  it("serves invented people without a key, and lets nobody steer or count them", async () => {
    const program = start("serve.ts");
    const address = await program.said(/Gateway ready at (\S+)/);

    const [faults, ledger] = await Promise.all(["faults", "ledger"].map((it) => fetch(`${address}/sandbox/${it}`)));

    expect((await ask(address, "known-canary")).status).toBe(200);
    expect([faults?.status, ledger?.status]).toEqual([404, 404]);
    expect(program.output()).toContain("the people are invented");
  }, 30_000);

  it("refuses to start on bad values, each named in a sentence", async () => {
    const program = start("serve.ts", { PORT: "many", CRUSTDATA_API_KEY: "canary with spaces" });

    expect(await program.ended).toBe(1);
    expect(program.output()).toContain('PORT is "many"; expected a whole number from 0 to 65535');
    expect(program.output()).toContain("CRUSTDATA_API_KEY has a value that cannot be a key");
    expect(program.output()).not.toContain("canary");
  }, 30_000);

  it("refuses to start without a built add-in, and on a certificate that is none", async () => {
    await writeFile(path.join(folder, "dist/no.pem"), "not a certificate");
    const badCertificate = start("serve.ts", { TLS_CERT: "dist/no.pem", TLS_KEY: "dist/no.pem" });
    await badCertificate.ended;
    await rm(path.join(folder, "dist/taskpane.html"));
    const unbuilt = start("serve.ts");

    expect(await unbuilt.ended).toBe(1);
    expect(unbuilt.output()).toContain("There is no built add-in in dist/: run npm run build first");
    expect(badCertificate.output()).toContain('TLS_CERT is "dist/no.pem"; expected the path of a readable PEM file.');
  }, 30_000);

  it("says why when its port is taken", async () => {
    const first = start("serve.ts");
    const port = new URL(await first.said(/Gateway ready at (\S+)/)).port;
    const second = start("serve.ts", { PORT: port });

    expect(await second.ended).toBe(1);
    expect(second.output()).toContain(`PORT is ${port}, which another program listens on`);
  }, 30_000);

  if (process.platform !== "win32" && process.platform !== "darwin") {
    it.each([[[]], [["stop"]]])(
      "npm start %p says in one sentence what to do where there is no desktop Excel",
      async (args) => {
        const program = start("start.ts", {}, args);

        expect(await program.ended).toBe(1);
        expect(program.output().trim().split("\n")).toHaveLength(1);
        expect(program.output()).toContain("npm run demo");
        expect(program.output()).toContain("Excel on the web");
      },
      30_000,
    );
  }
});
