import type { FastifyInstance } from "fastify";
import { systemClock } from "./gateway/system-clock";
import type { Settings } from "./gateway/settings/settings";

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

export function sayError(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Listens where the settings say; the origin that answers, or a sentence why there is none. */
export async function listen(server: FastifyInstance, { host, port }: Settings): Promise<string> {
  try {
    return await server.listen({ host, port, listenTextResolver: () => "listening" });
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "an unknown error";
    const why =
      code === "EADDRINUSE"
        ? "which another program listens on; end that one, or set PORT=0 for any free port"
        : `where this program cannot listen on ${host} (${code})`;
    throw new Error(`PORT is ${port}, ${why}.`, { cause });
  }
}

/** Ends the program when told to, after what is paid for has come back; at once when told a second time. */
export function endGently(server: { close(): PromiseLike<unknown> }): void {
  let isEnding = false;
  function end(): void {
    if (isEnding) process.exit(1);
    isEnding = true;
    say("Ending: requests under way are finished first.");
    server.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  }
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
}

const patienceMs = 5_000;

/** Waits until a command can do its work; throws a sentence where the Redis of the gateways does not answer. */
export async function reached(ready: Promise<void>): Promise<void> {
  const late = new AbortController();
  const tooLate = systemClock.sleep(patienceMs, late.signal).then(() => {
    throw new Error("The Redis of REDIS_URL does not answer; expected the one that the gateways use.");
  });
  tooLate.catch(() => undefined);
  await Promise.race([ready, tooLate]).finally(() => late.abort());
}
