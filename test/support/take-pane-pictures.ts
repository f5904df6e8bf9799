import { mkdtemp, mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { launchBrowser } from "./browser";
import { bundlePanePage, openScene } from "./pane-bundle";

/** The pictures of the help pages: `npx tsx test/support/take-pane-pictures.ts` writes them anew, or those it names. */
const pictured = [
  ...["nothing-selected", "selected", "search", "saved-sets", "quote", "overwrite", "approval", "running", "pausing"],
  ...["paused", "waiting", "done", "failures", "receipts", "stopped", "cap-reached", "daily-limit", "colleague"],
  ...["colleague-gone", "offline", "after-a-crash", "store-full", "not-deleted", "no-key", "key"],
  ...["signed-out", "signing-in", "sign-in-failed", "not-allowed", "token-wanted", "signed-in"],
];
const wanted = process.argv.slice(2);
const folder = path.join(__dirname, "../../assets/help/pane");

async function takePictures(): Promise<void> {
  const pages = await mkdtemp(path.join(tmpdir(), "pane-page-"));
  const address = await bundlePanePage(pages);
  const browser = await launchBrowser();
  await mkdir(folder, { recursive: true });
  for (const colorScheme of ["light", "dark"] as const) {
    const context = await browser.newContext({
      ...{ viewport: { width: 320, height: 700 }, colorScheme, timezoneId: "UTC", reducedMotion: "reduce" },
    });
    const page = await context.newPage();
    for (const name of pictured.filter((it) => wanted.length === 0 || wanted.includes(it))) {
      await openScene(page, address, name);
      // No caret, whose blinking would make another picture each time.
      await page.screenshot({ path: path.join(folder, `${name}-${colorScheme}.png`), caret: "hide" });
    }
    await context.close();
  }
  await browser.close();
  await rm(pages, { recursive: true });
}

void takePictures();
