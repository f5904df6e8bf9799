import { spawn } from "node:child_process";
import path from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { launchBrowser } from "./browser";
import type { WorkbenchDriver } from "../../src/workbench/driver";

declare global {
  interface Window {
    workbench: WorkbenchDriver;
  }
}

/** What the sandbox counted. */
export interface Ledger {
  readonly requests: number;
  readonly credits: number;
  readonly identifiers: Readonly<Record<string, { readonly asked: number; readonly billed: number }>>;
}

/** The running demo, as `npm run demo` starts it, and a browser page on it. */
export interface Demo {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly origin: string;
  /** The program's output so far, for what it must and must not print. */
  output(): string;
  ledger(): Promise<Ledger>;
  fault(name: string, times: number): Promise<void>;
  clearFaults(): Promise<void>;
  /** A fresh page in a fresh profile on the same servers. */
  newPage(): Promise<Page>;
  stop(): Promise<void>;
}

const root = path.resolve(__dirname, "../..");

/**
 * Starts the demo on free ports and opens the workbench; resolves when the add-in's functions are registered.
 * `prepare` is given each browser profile before its first page; `file` is another program that starts the same.
 */
export async function startDemo(
  environment: Readonly<Record<string, string>> = {},
  prepare: (context: BrowserContext) => Promise<void> = () => Promise.resolve(),
  file = "src/demo.ts",
): Promise<Demo> {
  const program = spawn(process.execPath, ["--import", "tsx", path.join(root, file)], {
    cwd: root,
    env: { ...process.env, PORT: "0", NO_OPEN: "1", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const address = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const ready = /Workbench ready at (https:\/\/\S+)/.exec(output);
      if (ready?.[1]) resolve(ready[1]);
    };
    program.stdout.on("data", read);
    program.stderr.on("data", read);
    program.once("exit", (code) =>
      reject(new Error(`The demo ended with ${String(code)} before it was ready:\n${output}`)),
    );
  });

  const browser: Browser = await launchBrowser().catch((error: unknown) => {
    program.kill("SIGKILL");
    throw error;
  });
  const open = async (): Promise<{ page: Page; context: BrowserContext }> => {
    const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1440, height: 900 } });
    await prepare(context);
    const page = await context.newPage();
    await page.goto(address);
    await page.waitForFunction(() => "workbench" in window);
    await page.evaluate(() => window.workbench.ready);
    return { page, context };
  };
  const { page, context } = await open();
  const addin = (await page.evaluate(() => window.workbench.report())).addinOrigin;
  const call = async (method: "get" | "post" | "delete", what: string, data?: unknown): Promise<unknown> => {
    const reply = await context.request[method](`${addin}/sandbox/${what}`, data === undefined ? {} : { data });
    if (!reply.ok()) throw new Error(`${method} ${what} answered ${reply.status()}: ${await reply.text()}`);
    return reply.headers()["content-type"]?.includes("json") ? reply.json() : undefined;
  };

  return {
    page,
    context,
    origin: new URL(address).origin,
    output: () => output,
    ledger: async () => (await call("get", "ledger")) as Ledger,
    fault: async (name, times) => {
      await call("post", "faults", { name, times });
    },
    clearFaults: async () => {
      await call("delete", "faults");
    },
    newPage: async () => (await open()).page,
    async stop() {
      await browser.close();
      // One that has ended already says so no more.
      if (program.exitCode !== null || program.signalCode !== null) return;
      const ended = new Promise((resolve) => program.once("exit", resolve));
      program.kill("SIGINT");
      await ended;
    },
  };
}
