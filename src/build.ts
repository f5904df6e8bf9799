import { spawn } from "node:child_process";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";

const sources = ["src", "assets", "manifest.xml", "webpack.config.js", "package-lock.json", "tsconfig.json"];
const results = ["dist/taskpane.html", "dist/functions.json", "dist/manifest.xml", "build/workbench/index.html"];

/** Runs the production build where `dist/` or `build/` is missing or older than a source; throws where it fails. */
export async function ensureBuilt(root: string, say: (line: string) => void): Promise<"built" | "fresh"> {
  const [newestSource, oldestResult] = await Promise.all([
    Promise.all(sources.map((source) => newest(path.join(root, source)))).then((times) => Math.max(...times)),
    Promise.all(results.map((result) => changedAt(path.join(root, result)))).then((times) => Math.min(...times)),
  ]);
  if (oldestResult >= newestSource) return "fresh";
  say("Building the add-in and the workbench (about half a minute) …");
  await run(process.execPath, [path.join(root, "node_modules/webpack/bin/webpack.js"), "--mode", "production"], root);
  return "built";
}

function run(command: string, args: readonly string[], cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ["ignore", "inherit", "inherit"] });
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
