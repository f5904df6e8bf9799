import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import type { Page } from "playwright-core";
import { scenes, type Scene } from "./pane-page/scenes";

const root = join(__dirname, "../..");

/** Bundles the page of scenes into `folder`; resolves with its address. */
export async function bundlePanePage(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  await build({
    entryPoints: { main: join(root, "test/support/pane-page/main.tsx") },
    ...{ outdir: folder, bundle: true, format: "iife", platform: "browser", target: "es2022", logLevel: "error" },
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const file = join(folder, "index.html");
  await writeFile(
    file,
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Enrich for Excel</title><div id="pane"></div><script src="main.js"></script></html>`,
  );
  return pathToFileURL(file).href;
}

/** Opens a scene and does what leads to it; resolves when nothing is counted any more. */
export async function openScene(page: Page, address: string, name: string): Promise<Scene> {
  const scene = scenes[name];
  if (scene === undefined) throw new Error(`There is no scene named ${name}.`);
  await page.goto(`${address}?scene=${name}`);
  await page.getByRole("region", { name: "Run", exact: true }).waitFor();
  await page.getByText("Counting…").first().waitFor({ state: "detached" });
  for (const pressed of scene.press ?? []) {
    const radio = page.getByRole("radio", { name: pressed });
    const named = (await radio.count()) > 0 ? radio : page.getByRole("button", { name: pressed });
    await named.first().click();
  }
  if (scene.search !== undefined) await page.getByRole("searchbox").fill(scene.search);
  if (scene.show !== undefined) {
    const region = page.getByRole("region", { name: scene.show, exact: true });
    await region.evaluate((element) => element.scrollIntoView({ block: "start" }));
  }
  await page.getByText("Counting…").first().waitFor({ state: "detached" });
  return scene;
}
