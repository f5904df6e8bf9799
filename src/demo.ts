import { existsSync, statSync } from "node:fs";
import path from "node:path";
import open from "open";
import { ensureBuilt } from "./build";
import { readSettings } from "./gateway/settings/read-settings";
import { endGently, say, sayError } from "./program";
import { startWorkbench } from "./workbench-servers";

const root = path.resolve(__dirname, "..");

async function main(): Promise<void> {
  const reading = readSettings(process.env, "demo");
  if (!reading.ok) throw new Error(reading.problems.join("\n"));
  const { settings } = reading;
  if (settings.manifest !== undefined && !(existsSync(settings.manifest) && statSync(settings.manifest).isFile())) {
    throw new Error(`MANIFEST is "${settings.manifest}", where no file is; expected the path of a manifest.xml.`);
  }

  await ensureBuilt(root, say);
  const workbench = await startWorkbench({ root, settings });
  say(`Workbench ready at ${workbench.url}`);
  say("The browser will warn once: the certificate was made on this machine at the first start. Go on to localhost.");
  if (settings.service.kind === "sandbox")
    say("The people are invented; nothing leaves this machine. Ctrl-C ends all.");
  if (settings.openBrowser) await open(workbench.url);

  endGently(workbench);
}

function fail(error: unknown): void {
  sayError(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

main().catch(fail);
