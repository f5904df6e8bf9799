import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { waitUntil } from "./wait-until";

/** A server program in a process of its own, so that it shares no event loop with whoever measures it. */
export interface RunningProgram {
  /** As it said itself, such as `http://127.0.0.1:34567`. */
  readonly address: string;
  readonly pid: number;
  /** What it has written so far. */
  output(): string;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Ends it as an operator would. */
  stop(): Promise<void>;
}

export interface ProgramOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Options of Node itself, such as `--cpu-prof`. */
  readonly nodeOptions?: readonly string[];
}

const root = path.resolve(__dirname, "../..");
const typescript = require.resolve("tsx", { paths: [root] });

/** Starts `file` of this repository in a folder of its own, and resolves when it has said where it is ready. */
export async function startProgram(file: string, options: ProgramOptions = {}): Promise<RunningProgram> {
  const folder = mkdtempSync(path.join(tmpdir(), "enrich-program-"));
  // The gateway serves a built add-in; nobody asks for its pages here.
  mkdirSync(path.join(folder, "dist"));
  writeFileSync(path.join(folder, "dist/taskpane.html"), "<!doctype html><title>Enrich</title>");
  const outputFile = path.join(folder, "output");
  // Not a pipe: whoever measures would have to read every line of the log.
  const log = openSync(outputFile, "a");
  const { nodeOptions = [], environment = {} } = options;
  const child = spawn(process.execPath, [...nodeOptions, "--import", typescript, path.join(root, file)], {
    cwd: folder,
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], PORT: "0", DATA_DIR: folder, ...environment },
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  const readOutput = (): string => readFileSync(outputFile, "utf8");
  /** All of it, once the program has ended. */
  let written: string | undefined;
  const output = (): string => written ?? readOutput();
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const isReady = (): boolean => /ready at \S+/.test(output());
  await waitUntil(() => Promise.resolve(isReady() || child.exitCode !== null), 60_000);
  const address = /ready at (\S+)/.exec(output())?.[1];
  if (address === undefined) throw new Error(`${file} ended before it was ready:\n${output()}`);

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (isRunning(child)) child.kill(signal);
    await ended;
    written ??= readOutput();
    rmSync(folder, { recursive: true, force: true });
  }
  return { address, pid: child.pid ?? 0, output, kill: () => end("SIGKILL"), stop: () => end("SIGTERM") };
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}
