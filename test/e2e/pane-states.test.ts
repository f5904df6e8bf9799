import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../support/browser";
import { bundlePanePage, openScene } from "../support/pane-bundle";
import { scenes } from "../support/pane-page/scenes";

/** Every state of the pane in a browser that paints: nothing for axe to find, no scrolling sideways, in any colours. */
const names = Object.keys(scenes);
let browser: Browser;
let folder: string;
let address: string;
let page: Page;
const errors: Error[] = [];

jest.setTimeout(60_000);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "pane-page-"));
  address = await bundlePanePage(folder);
  browser = await launchBrowser();
  // As narrow as Excel makes it, in a low window.
  page = await browser.newPage({
    viewport: { width: 300, height: 400 },
    timezoneId: "UTC",
    reducedMotion: "reduce",
  });
  page.on("pageerror", (error) => errors.push(error));
});
afterEach(() => expect(errors).toEqual([]));
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

/** The whole of axe once: in other colours only contrast can differ. */
const colours = [
  { name: "light", media: { colorScheme: "light", forcedColors: "none" }, rules: undefined },
  { name: "dark", media: { colorScheme: "dark", forcedColors: "none" }, rules: ["color-contrast"] },
  { name: "dark", media: { colorScheme: "dark", forcedColors: "active" }, rules: ["color-contrast"] },
] as const;

test.each(names)("%s: axe finds nothing in any colours, nothing is too wide, the way on is in sight", async (name) => {
  await page.emulateMedia(colours[0].media);
  await openScene(page, address, name);
  await page.addScriptTag({ content: axe.source });

  for (const { name: theme, media, rules } of colours) {
    await page.emulateMedia(media);
    await page.locator(`.fui-FluentProvider[style*="color-scheme: ${theme}"]`).waitFor();
    await colourIsSettled();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(300);
    expect(await page.locator("main").evaluate((main) => main.scrollWidth - main.clientWidth)).toBe(0);
    expect([media, await violations(rules)]).toEqual([media, []]);
  }
  const ways = page.getByRole("region", { name: "Run", exact: true }).getByRole("button");
  const box = await ways.last().boundingBox();
  expect(box !== null && box.y + box.height).toBeLessThanOrEqual(400);
});

/** However short they are told to be, changes of colour take a frame: in the middle of one nothing has its own contrast. */
async function colourIsSettled(): Promise<void> {
  await page.evaluate(async () => {
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  });
}

async function violations(rules: readonly string[] | undefined): Promise<readonly string[]> {
  return page.evaluate(async (wanted) => {
    const checker = (window as unknown as { readonly axe: typeof axe }).axe;
    // The page around the pane is Excel's.
    const options = wanted ? { runOnly: [...wanted] } : { rules: { region: { enabled: false } } };
    const { violations: found } = await checker.run(document, options);
    return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  }, rules);
}
