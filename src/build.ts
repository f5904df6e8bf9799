import { spawn, type SpawnOptions } from "node:child_process";
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { developmentOrigin } from "./manifest";

const sources = ["src", "assets", "manifest.xml", "webpack.config.js", "package-lock.json", "tsconfig.json"];
const results = ["dist/taskpane.html", "dist/functions.json", "dist/manifest.xml", "build/workbench/index.html"];

/** Whom a build for this machine names in its manifest. */
export const localOrigin = developmentOrigin;

/**
 * Runs the production build where `dist/` or `build/` is missing, older than a source or made for another origin;
 * throws where it fails.
 */
export async function ensureBuilt(
  root: string,
  say: (line: string) => void,
  origin = localOrigin,
): Promise<"built" | "fresh"> {
  const [newestSource, oldestResult] = await Promise.all([
    Promise.all(sources.map((source) => newest(path.join(root, source)))).then((times) => Math.max(...times)),
    Promise.all(results.map((result) => changedAt(path.join(root, result)))).then((times) => Math.min(...times)),
  ]);
  const manifest = await readFile(path.join(root, "dist/manifest.xml"), "utf8").catch(() => "");
  if (oldestResult >= newestSource && isBuiltFor(manifest, origin)) return "fresh";
  say("Building the add-in and the workbench (about half a minute) …");
  const webpack = path.join(root, "node_modules/webpack/bin/webpack.js");
  await run(process.execPath, [webpack, "--mode", "production"], {
    cwd: root,
    env: { ...process.env, PUBLIC_ORIGIN: origin },
  });
  return "built";
}

/** Whether the built manifest names this origin as the place of the add-in. */
export function isBuiltFor(manifest: string, origin: string): boolean {
  const icon = /<IconUrl\s+DefaultValue="([^"]*)"/.exec(manifest)?.[1];
  return icon !== undefined && URL.canParse(icon) && new URL(icon).origin === origin;
}

function run(command: string, args: readonly string[], options: SpawnOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "inherit", "inherit"] });
    child.once("error", reject);
    child.once("exit", (code) =>
      code === 0 ? resolve() : reject(new Error("The build failed; the lines above say why. Try: npm run build")),
    );
  });
}

/** Time of the last change below `place`, in milliseconds since the epoch; 0 where there is nothing. */
async function newest(place: string): Promise<number> {
  const found = await stat(place).catch(() => undefined);
  if (!found) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  const inside = await Promise.all((await readdir(place)).map((name) => newest(path.join(place, name))));
  return Math.max(0, ...inside);
}

async function changedAt(file: string): Promise<number> {
  return (await stat(file).catch(() => undefined))?.mtimeMs ?? 0;
}
