import { spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { watch } from "./watched-log";

const source = path.resolve(__dirname, "../../src");
const typescript = pathToFileURL(require.resolve("tsx")).href;

/** One of the programs of `src/`, in a process of its own. */
export interface Program {
  readonly child: ChildProcess;
  output(): string;
  /** Resolves with the part of the output that the pattern finds. */
  said(pattern: RegExp): Promise<string>;
  readonly ended: Promise<number | null>;
}

/** Starts `src/<file>` in the folder `cwd`, with nothing of our own environment but where programs are. */
export function runProgram(
  file: string,
  cwd: string,
  environment: Readonly<Record<string, string>>,
  args: readonly string[] = [],
  /** What its files may grow to, in KiB, as if the disk were full then. Default: as far as they like. */
  largestFileKb?: number,
): Program {
  const node = [process.execPath, "--import", typescript, path.join(source, file), ...args];
  const limited = ["bash", "-c", 'ulimit -f "$0" && exec "$@"', String(largestFileKb), ...node];
  const [command = "", ...rest] = largestFileKb === undefined ? node : limited;
  const child = spawn(command, rest, {
    cwd,
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], PORT: "0", DATA_DIR: cwd, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const listeners = new Set<() => void>();
  const hear = (chunk: Buffer) => {
    output += chunk.toString();
    if (file === "serve.ts") watch(chunk.toString());
    for (const listener of listeners) listener();
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  return {
    child,
    ended,
    output: () => output,
    said: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(output);
          if (found) resolve(found[1] ?? found[0]);
        };
        listeners.add(look);
        look();
        void ended.then((code) => reject(new Error(`Ended with ${String(code)}: ${output}`)));
      }),
  };
}
