import path from "node:path";
import { ensureBuilt } from "../../src/build";
import { launchBrowser } from "./browser";

/** Before the browser tests: there is a browser, and the bundles it is to load are those of today's sources. */
export default async function prepare(): Promise<void> {
  await (await launchBrowser()).close();
  await ensureBuilt(path.resolve(__dirname, "../.."), (line) => process.stdout.write(`${line}\n`));
}
