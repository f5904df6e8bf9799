import path from "node:path";
import { readSettings } from "../../src/gateway/settings/read-settings";
import { endGently, say } from "../../src/program";
import { startWorkbench } from "../../src/workbench-servers";

/** The workbench over a gateway that asks who somebody is, as only `npm run serve` does; for browser tests. */
async function main(): Promise<void> {
  const reading = readSettings(process.env, "serve");
  if (!reading.ok) throw new Error(reading.problems.join("\n"));
  const workbench = await startWorkbench({ root: path.resolve(__dirname, "../.."), settings: reading.settings });
  say(`Workbench ready at ${workbench.url}`);
  endGently(workbench);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
