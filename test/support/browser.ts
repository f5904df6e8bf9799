import { existsSync } from "node:fs";
import { type Browser, type BrowserContext, chromium, type LaunchOptions } from "playwright-core";

const KNOWN_PATHS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/microsoft-edge",
];

const FLAGS = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"];

const NOT_FOUND =
  "The browser tests need Chrome, Edge or Chromium: install one (Debian and Ubuntu: sudo apt-get install chromium; elsewhere: npx playwright-core install chromium), or name it in CHROME_PATH.";

/** Starts Chrome, Edge or Chromium without a window; throws the one line that says how to install one. */
export function launchBrowser(): Promise<Browser> {
  return launchFirst((choice) => chromium.launch(choice));
}

/** The same over a profile that stays on disk, in `folder`. */
export function launchProfile(folder: string): Promise<BrowserContext> {
  return launchFirst((choice) => chromium.launchPersistentContext(folder, choice));
}

async function launchFirst<Started>(launch: (choice: LaunchOptions) => Promise<Started>): Promise<Started> {
  const named = process.env["CHROME_PATH"];
  const paths = named === undefined ? KNOWN_PATHS.filter((path) => existsSync(path)) : [named];
  const choices = [
    ...paths.map((executablePath) => ({ executablePath })),
    ...(named === undefined ? [{ channel: "chrome" }, { channel: "msedge" }, {}] : []),
  ];
  let cause: unknown;
  for (const choice of choices) {
    try {
      return await launch({ ...choice, args: FLAGS });
    } catch (error) {
      cause = error;
    }
  }
  throw new Error(NOT_FOUND, { cause });
}
