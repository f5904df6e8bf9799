import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { ensureBuilt } from "./build";
import { localhostCertificate } from "./certificate";
import { readSettings } from "./gateway/settings/read-settings";
import { endGently, listen, say, sayError } from "./program";
import { createServerApp } from "./server-app";

const root = path.resolve(__dirname, "..");
const manifest = path.join(root, "dist/manifest.xml");
/** The manifest of a development build names this port. */
const manifestPort = 3000;

/** `npm start`: the add-in in desktop Excel, over the sandbox. */
async function start(): Promise<void> {
  const reading = readSettings(process.env, "start");
  if (!reading.ok) throw new Error(reading.problems.join("\n"));
  const { settings } = reading;
  if (settings.port !== manifestPort) {
    throw new Error(`PORT is "${settings.port}"; expected ${manifestPort}, the port that manifest.xml names to Excel.`);
  }
  await ensureBuilt(root, say);

  const { ensureCertificatesAreInstalled } = await import("office-addin-dev-certs");
  await ensureCertificatesAreInstalled();
  const certificate = await localhostCertificate({ dataDir: settings.dataDir });
  if (!certificate.isTrusted)
    throw new Error("Excel needs a trusted certificate; try: npx office-addin-dev-certs install");

  const server = await createServerApp({ settings, tls: certificate, folder: path.join(root, "dist") });
  const origin = await listen(server, settings);
  endGently(server);
  say(
    `The gateway answers at ${origin}; starting Excel. Ctrl-C ends the gateway, npm stop takes the add-in out of Excel.`,
  );
  await officeDebugging(["start", manifest, "desktop", "--no-debug"]);
}

/** `npm stop`: takes the add-in out of Excel again. */
async function stop(): Promise<void> {
  await officeDebugging(["stop", manifest, "desktop"]);
  say("The add-in is no longer registered with Excel. Ctrl-C in the terminal of npm start ends the gateway.");
}

async function officeDebugging(args: readonly string[]): Promise<void> {
  const program = createRequire(__filename).resolve("office-addin-debugging/cli.js");
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { cwd: root, stdio: "inherit" });
    child.once("error", reject);
    child.once("exit", resolve);
  });
  if (code !== 0) throw new Error(`office-addin-debugging ended with ${String(code)}; the lines above say why.`);
}

// office-addin-debugging reports other platforms with exit code 0, so they are sorted out here.
if (process.platform !== "win32" && process.platform !== "darwin") {
  sayError(
    "Desktop Excel runs on Windows and macOS only: try the add-in here with npm run demo, or upload dist/manifest.xml in Excel on the web (Insert, Add-ins) while npm run serve runs.",
  );
  process.exitCode = 1;
} else {
  const command = process.argv[2] === "stop" ? stop : start;
  command().catch((error: unknown) => {
    sayError(error instanceof Error ? error.message : String(error));
    process.exit(1);
  });
}
