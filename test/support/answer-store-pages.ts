import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";
import type { BrowserContext, Page } from "playwright-core";
import { launchProfile } from "./browser";
import type {} from "./answer-store-page/main";

/** Hosts of different sites: neither database nor heap of one page is shared with another's. */
const hosts = ["127.0.0.1", "localhost"] as const;

/** Pages with the answer store alone, in a browser profile on disk: a private one would keep its databases in memory. */
export interface AnswerStorePages {
  /** A page of the first or second host. */
  open(host: 0 | 1): Promise<Page>;
  /** Ends the browser and starts it again over the same databases. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function serveAnswerStorePages(): Promise<AnswerStorePages> {
  const folder = await mkdtemp(path.join(tmpdir(), "answer-store-"));
  const script = path.join(folder, "main.js");
  await build({
    entryPoints: [path.join(__dirname, "answer-store-page/main.ts")],
    outfile: script,
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    logLevel: "error",
  });
  const code = await readFile(script);
  const page = `<!doctype html><meta charset="utf-8"><title>Answers</title><link rel="icon" href="data:,"><script type="module" src="main.js"></script>`;
  const server: Server = createServer((request, response) => {
    const isScript = request.url === "/main.js";
    response.writeHead(200, { "content-type": isScript ? "text/javascript" : "text/html; charset=utf-8" });
    response.end(isScript ? code : page);
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const { port } = server.address() as AddressInfo;
  const profile = path.join(folder, "profile");
  let context: BrowserContext = await launchProfile(profile);

  return {
    async open(host) {
      const opened = await context.newPage();
      await opened.goto(`http://${hosts[host]}:${port}/`);
      await opened.waitForFunction(() => "answerStore" in window, undefined, { timeout: 60_000 });
      return opened;
    },
    async restart() {
      await context.close();
      context = await launchProfile(profile);
    },
    async close() {
      await context.close();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
