import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

/** A real redis-server of the test's own, on a free port of this machine, with nothing in it. */
export interface RedisServer {
  readonly url: string;
  /** Ends it as a power cut would, what it holds included unless it is kept, and starts it again on the same port. */
  restart(): Promise<void>;
  /** Ends it; `start` brings it back. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a redis-server; `npm test` has seen to it that there is one. With `isKept` it comes back with what it held. */
export async function startRedisServer({ isKept = false } = {}): Promise<RedisServer> {
  const folder = mkdtempSync(path.join(tmpdir(), "enrich-redis-"));
  const port = await freePort();
  let server: ChildProcess | undefined;

  async function start(): Promise<void> {
    const started = spawn(
      "redis-server",
      [
        "--port",
        String(port),
        "--bind",
        "127.0.0.1",
        "--dir",
        folder,
        "--save",
        "",
        "--appendonly",
        isKept ? "yes" : "no",
      ],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    server = started;
    await new Promise<void>((resolve, reject) => {
      started.once("error", reject);
      started.once("exit", (code) => reject(new Error(`redis-server ended with ${code} while starting.`)));
      started.stdout.on("data", (text: Buffer) => {
        if (String(text).includes("Ready to accept connections")) resolve();
      });
    });
    started.removeAllListeners("exit");
  }

  async function kill(): Promise<void> {
    const running = server;
    server = undefined;
    if (running === undefined) return;
    const ended = new Promise((resolve) => running.once("exit", resolve));
    running.kill("SIGKILL");
    await ended;
  }

  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    start,
    async restart() {
      await kill();
      await start();
    },
    async stop() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === "string") reject(new Error("No free port was found."));
        else resolve(address.port);
      });
    });
  });
}
