import { createServer, type Server } from "node:http";
import { createReadStream, existsSync } from "node:fs";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "./browser";
import { bundleSpreadsheetPage } from "./spreadsheet-bundle";

const root = path.resolve(__dirname, "../..");
const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
};
// As strict as the workbench page's own policy may be: Univer needs inline styles, never eval.
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:";

/** A spreadsheet alone in a page, its functions answered by `spreadsheet-page/fake-functions`. */
export interface SpreadsheetPages {
  open(): Promise<Page>;
  /** What went wrong in the pages, and requests to elsewhere. */
  readonly problems: string[];
  close(): Promise<void>;
}

/** Bundles the page once and serves it. */
export async function serveSpreadsheetPages(): Promise<SpreadsheetPages> {
  const folder = path.join(root, "build/spreadsheet-page");
  await bundleSpreadsheetPage(path.join(root, "test/support/spreadsheet-page/main.ts"), folder);
  const server: Server = createServer((request, response) => {
    const asked = path.join(folder, path.normalize((request.url ?? "/").split("?")[0] ?? "/"));
    const file = asked.endsWith(path.sep) ? path.join(asked, "index.html") : asked;
    if (!file.startsWith(folder) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      "content-type": types[path.extname(file)] ?? "application/octet-stream",
      "content-security-policy": policy,
    });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const browser: Browser = await launchBrowser();
  const problems: string[] = [];
  return {
    problems,
    async open() {
      const page = await browser.newPage({ viewport: { width: 1200, height: 700 } });
      page.on("pageerror", (error) => problems.push(String(error.stack)));
      page.on("request", (request) => {
        if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(origin)) problems.push(request.url());
      });
      await page.goto(origin);
      await page.waitForFunction(() => "settled" in window, undefined, { timeout: 30_000 });
      return page;
    },
    async close() {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
