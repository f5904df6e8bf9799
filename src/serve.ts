import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { placeOf } from "./gateway/defects";
import type { Settings } from "./gateway/settings/settings";
import { outliveRefusedWrites } from "./gateway/unheard-writes";
import { endGently, listen, say, sayError } from "./program";
import { programSettings } from "./program-settings";
import { createServerApp } from "./server-app";

/** npm runs scripts in the project's folder. */
const folder = path.resolve("dist");

/** `npm run serve`: the gateway over the built add-in, for a team. */
async function serve(): Promise<void> {
  const settings = programSettings("serve");
  if (!existsSync(path.join(folder, "taskpane.html"))) {
    throw new Error("There is no built add-in in dist/: run npm run build first, with PUBLIC_ORIGIN for a team.");
  }

  const log = { write: (line: string) => void process.stdout.write(line) };
  const { tls, trustedProxies } = settings;
  const server = await createServerApp({ settings, tls: readTls(tls), trustedProxies, folder, log });
  endGently(server);
  outliveRefusedWrites((cause) => server.log.error({ defect: placeOf(cause) }));
  const origin = await listen(server, settings);
  say(`Gateway ready at ${origin}`);
  if (settings.service.kind === "sandbox") say("CRUSTDATA_API_KEY is not set: the people are invented (sandbox).");
  if (settings.service.kind === "personal") say("CRUSTDATA_API_KEY is not set: every caller brings a personal key.");
}

function readTls(tls: Settings["tls"]): { readonly cert: string; readonly key: string } | undefined {
  return tls && { cert: readPem("TLS_CERT", tls.certPath), key: readPem("TLS_KEY", tls.keyPath) };
}

function readPem(name: string, file: string): string {
  const problem = `${name} is ${JSON.stringify(file)}; expected the path of a readable PEM file.`;
  try {
    const text = readFileSync(file, "utf8");
    if (text.includes("-----BEGIN ")) return text;
  } catch (cause) {
    throw new Error(problem, { cause });
  }
  throw new Error(problem);
}

serve().catch((error: unknown) => {
  sayError(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
