import { connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

export interface PacedLoadOptions {
  readonly url: string;
  readonly bodies: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly perSecond: number;
  readonly seconds: number;
}

/** How long each reply took in milliseconds, counted from when it was due, and how many were no 200. */
export interface PacedLoad {
  readonly tookMs: readonly number[];
  readonly failed: number;
}

interface Call {
  readonly text: string;
  readonly dueMs: number;
}

/**
 * Asks at an even pace, whether or not the replies keep up with it. (autocannon's own pace is a burst at each full
 * second.) Over plain sockets, because a client that takes more time than the server would measure itself.
 */
export async function pacedLoad(options: PacedLoadOptions): Promise<PacedLoad> {
  const { bodies, connections, perSecond, seconds } = options;
  const texts = bodies.map((body) => requestText(options, body));
  const tookMs: number[] = [];
  const idle: Line[] = [];
  const waiting: Call[] = [];
  let failed = 0;

  const lines = Array.from({ length: connections }, () =>
    openLine(options.url, (line, { dueMs }, isOk) => {
      tookMs.push(performance.now() - dueMs);
      if (!isOk) failed++;
      const next = waiting.shift();
      if (next) line.send(next);
      else idle.push(line);
    }),
  );
  await Promise.all(lines.map(({ opened }) => opened));
  idle.push(...lines);

  const startMs = performance.now();
  const all = Math.round(perSecond * seconds);
  for (let sent = 0; sent < all;) {
    const due = Math.min(all, ((performance.now() - startMs) / 1000) * perSecond);
    for (; sent < due; sent++) {
      const call = { text: texts[sent % texts.length] ?? "", dueMs: startMs + (sent / perSecond) * 1000 };
      const line = idle.pop();
      if (line) line.send(call);
      else waiting.push(call);
    }
    await pause(1);
  }
  while (tookMs.length < all) await pause(5);
  for (const { socket } of lines) socket.destroy();
  return { tookMs, failed };
}

interface Line {
  readonly socket: Socket;
  readonly opened: Promise<void>;
  send(call: Call): void;
}

/** One connection, which carries one call at a time; replies must say how long they are. */
function openLine(url: string, onReply: (line: Line, call: Call, isOk: boolean) => void): Line {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.setNoDelay(true);
  let call: Call | undefined;
  let read = "";
  const line: Line = {
    socket,
    opened: new Promise((resolve, reject) => socket.once("connect", resolve).once("error", reject)),
    send(next) {
      call = next;
      socket.write(next.text);
    },
  };
  socket.on("data", (part) => {
    read += part.toString("latin1");
    const head = read.indexOf("\r\n\r\n");
    if (head < 0 || call === undefined) return;
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(read)?.[1]);
    if (!(read.length >= head + 4 + length)) return;
    const [answered, isOk] = [call, read.startsWith("HTTP/1.1 200")];
    [call, read] = [undefined, ""];
    onReply(line, answered, isOk);
  });
  return line;
}

function requestText({ url, headers }: PacedLoadOptions, body: string): string {
  const { host, pathname } = new URL(url);
  const lines = Object.entries({ host, ...headers, "content-length": String(Buffer.byteLength(body)) });
  return `POST ${pathname} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n${body}`;
}
