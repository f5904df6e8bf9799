import Fastify from "fastify";
import { readSettings } from "../../src/gateway/settings/read-settings";
import { registerServices } from "../../src/server-app";

async function services(options?: { showSandbox: boolean }) {
  const reading = readSettings({}, "demo");
  if (!reading.ok) throw new Error(reading.problems.join(" "));
  const server = Fastify();
  await registerServices(server, reading.settings, options);
  const statusOf = async (url: string, host: string) => (await server.inject({ url, headers: { host } })).statusCode;
  return { server, statusOf };
}

describe("the sandbox beside the gateway", () => {
  it("is steered by this machine's own names only", async () => {
    const { server, statusOf } = await services({ showSandbox: true });

    expect(await statusOf("/sandbox/ledger", "localhost:3001")).toBe(200);
    expect(await statusOf("/sandbox/ledger", "evil.example")).toBe(403);
    expect(await statusOf("/sandbox/faults", "evil.example")).toBe(403);
    expect(await statusOf("/sandbox/nowhere", "evil.example")).toBe(403);
    await server.close();
  });

  it("is not there at all unless asked for, while the gateway asks it", async () => {
    const { server, statusOf } = await services();

    expect(await statusOf("/sandbox/ledger", "localhost")).toBe(404);
    expect(await statusOf("/api/account", "localhost")).toBe(200);
    await server.close();
  });
});
