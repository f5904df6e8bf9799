import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import axe from "axe-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { launchBrowser } from "../support/browser";
import { bundlePanePage, openScene } from "../support/pane-bundle";
import { scenes } from "../support/pane-page/scenes";

/** Every state of the pane in a browser that paints: nothing for axe to find, no scrolling sideways, in any colours. */
const names = Object.keys(scenes);
let browser: Browser;
let folder: string;
let address: string;
let context: BrowserContext;
let page: Page;

jest.setTimeout(60_000);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "pane-page-"));
  address = await bundlePanePage(folder);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

const colours = [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["high contrast", { colorScheme: "dark", forcedColors: "active" }],
] as const;

describe.each(colours)("in %s", (_name, media) => {
  beforeAll(async () => {
    // As narrow as Excel makes it.
    context = await browser.newContext({
      ...{ viewport: { width: 300, height: 400 }, timezoneId: "UTC", reducedMotion: "reduce" },
      ...media,
    });
    page = await context.newPage();
    page.on("pageerror", (error) => {
      throw error;
    });
  });
  afterAll(() => context.close());

  test.each(names)("%s: axe finds nothing, and nothing is wider than the pane", async (name) => {
    await openScene(page, address, name);

    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(300);
    expect(await page.locator("main").evaluate((main) => main.scrollWidth - main.clientWidth)).toBe(0);
    expect(await violations()).toEqual([]);
  });

  test("the way on is in sight in every state, even in a low window", async () => {
    for (const name of names) {
      await openScene(page, address, name);
      const buttons = page.getByRole("region", { name: "Run", exact: true }).getByRole("button");
      const box = await buttons.last().boundingBox();
      expect([name, box !== null && box.y + box.height <= 400]).toEqual([name, true]);
    }
  });
});

async function violations(): Promise<readonly string[]> {
  await page.addScriptTag({ content: axe.source });
  return page.evaluate(async () => {
    const checker = (window as unknown as { readonly axe: typeof axe }).axe;
    // The page around the pane is Excel's.
    const { violations: found } = await checker.run(document, { rules: { region: { enabled: false } } });
    return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}
