import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import Fastify from "fastify";
import type { UsageReply } from "../../../src/gateway/usage/usage-reply";
import { createSandbox } from "../../../src/sandbox/sandbox";
import { runProgram, type Program } from "../../support/program";

test("credits spent are in the books though the gateway is killed a second later", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "enrich-survival-"));
  await mkdir(path.join(folder, "dist"));
  await writeFile(path.join(folder, "dist/taskpane.html"), "<!doctype html><title>Enrich</title>");
  const service = Fastify({ forceCloseConnections: true });
  await service.register(createSandbox());
  const baseUrl = await service.listen({ host: "127.0.0.1", port: 0 });
  const environment = { CRUSTDATA_API_KEY: "sandbox-team-key", CRUSTDATA_BASE_URL: baseUrl };
  const programs: Program[] = [];
  async function start(): Promise<string> {
    const program = runProgram("serve.ts", folder, environment);
    programs.push(program);
    return program.said(/Gateway ready at (\S+)/);
  }

  try {
    const address = await start();
    const reply = await fetch(`${address}/api/person/enrich`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-workbook": "aa11" },
      body: JSON.stringify({
        professional_network_profile_urls: ["https://www.linkedin.com/in/known-ada"],
        fields: ["basic_profile"],
      }),
    });
    expect(reply.headers.get("x-credits-used")).toBe("1");
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    programs[0]?.child.kill("SIGKILL");
    await programs[0]?.ended;

    const usage = (await (await fetch(`${await start()}/api/usage`)).json()) as UsageReply;

    expect(usage.rows).toMatchObject([{ person: { id: "local" }, workbook: "aa11", section: "base", credits: 1 }]);
  } finally {
    for (const { child, ended } of programs) {
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
      await ended;
    }
    await service.close();
    await rm(folder, { recursive: true });
  }
}, 60_000);
