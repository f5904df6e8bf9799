import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";

/** Univer's hyphenation dictionaries are 5 MB that a spreadsheet has no use for. */
const withoutHyphenation: Plugin = {
  name: "without-hyphenation",
  setup(hooks) {
    hooks.onResolve({ filter: /^\.\/[a-z0-9-]+-[\w-]{8}\.js$/ }, ({ path, resolveDir }) =>
      /engine-render/.test(resolveDir) ? { path, namespace: "nothing" } : undefined,
    );
    hooks.onLoad({ filter: /.*/, namespace: "nothing" }, () => ({ contents: "export {};" }));
  },
};

/** Bundles a page whose script is `entry` into `folder`. */
export async function bundleSpreadsheetPage(entry: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await build({
    entryPoints: { main: entry },
    outdir: folder,
    bundle: true,
    format: "esm",
    splitting: true,
    platform: "browser",
    target: "es2022",
    logLevel: "error",
    loader: { ".css": "css", ".woff2": "dataurl", ".woff": "dataurl", ".svg": "dataurl", ".png": "dataurl" },
    define: { "process.env.NODE_ENV": '"production"' },
    plugins: [withoutHyphenation],
  });
  const style = "html,body,#app{margin:0;height:100%}";
  const page = `<!doctype html><meta charset="utf-8"><title>Spreadsheet</title><link rel="icon" href="data:,"><link rel="stylesheet" href="main.css"><style>${style}</style><div id="app"></div><script type="module" src="main.js"></script>`;
  await writeFile(join(folder, "index.html"), page);
}
