import path from "node:path";
import { ensureBuilt } from "../../src/build";

/** Before the browser tests: the bundles they drive are those of today's sources. */
export default async function prepare(): Promise<void> {
  await ensureBuilt(path.resolve(__dirname, "../.."), (line) => process.stdout.write(`${line}\n`));
}
