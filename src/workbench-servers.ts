import path from "node:path";
import type { FastifyInstance } from "fastify";
import { localhostCertificate } from "./certificate";
import { createHttpServer } from "./gateway/http-server";
import { pageHeaders } from "./gateway/security-headers";
import type { Settings } from "./gateway/settings/settings";
import { registerServices, signInOrigins } from "./server-app";
import { registerAddinSite } from "./workbench/server/addin-site";
import { registerPageSite } from "./workbench/server/page-site";

export interface WorkbenchServers {
  readonly url: string;
  /** Ends both servers; what the gateway has paid for is finished first. */
  close(): Promise<void>;
}

/**
 * Starts the two servers of the workbench on one host name: its page, and the add-in with gateway and sandbox. Two, so
 * that grid and add-in share neither thread nor storage, as in Excel on the web.
 */
export async function startWorkbench({
  root,
  settings,
}: {
  readonly root: string;
  readonly settings: Settings;
}): Promise<WorkbenchServers> {
  const tls = await localhostCertificate({ dataDir: path.resolve(root, settings.dataDir) });
  const isGuest = settings.manifest !== undefined;
  const manifestFile = path.resolve(settings.manifest ?? path.join(root, "dist/manifest.xml"));
  // The sample's people are the sandbox's: with a real service nothing is asked before somebody does so.
  const hasSample = !isGuest && settings.service.kind === "sandbox";
  const page = createHttpServer({ tls });
  const addin = createHttpServer({ tls });

  registerPageSite(page, {
    folder: path.join(root, "build/workbench"),
    manifestFile,
    sampleFile: hasSample ? path.join(root, "assets/sample.xlsx") : undefined,
    guideFile: hasSample ? path.join(root, "assets/guide.json") : undefined,
    addinOrigin: () => originOf(addin),
  });
  await registerServices(addin, settings, { showSandbox: true });
  registerAddinSite(addin, {
    folder: path.dirname(manifestFile),
    officeFolder: path.join(root, "node_modules/@microsoft/office-js/dist"),
    workbenchOrigin: () => originOf(page),
    // A guest brings its own policy, if any; ours is what production serves.
    pageHeaders: () =>
      isGuest ? {} : pageHeaders({ frameAncestors: [originOf(page)], connectTo: signInOrigins(settings) }),
  });

  await listen(page, settings.host, settings.port);
  await listen(addin, settings.host, settings.port === 0 ? 0 : settings.port + 1).catch((error: unknown) => {
    if (!isPortTaken(error)) throw error;
    return listen(addin, settings.host, 0);
  });
  return {
    url: `${originOf(page)}/workbench/`,
    async close() {
      await Promise.all([page.close(), addin.close()]);
    },
  };
}

async function listen(server: FastifyInstance, host: string, port: number): Promise<void> {
  try {
    await server.listen({ host, port });
  } catch (cause) {
    if (!isPortTaken(cause)) throw cause;
    throw new Error(`Port ${port} is taken by another program; set PORT to a free one, or to 0 for any.`, { cause });
  }
}

function isPortTaken(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && error.code === "EADDRINUSE") || isPortTaken(error.cause);
}

/** By name, not number: office.js trusts a page of the same host name only, and the certificate is made for it. */
function originOf(server: FastifyInstance): string {
  const [address] = server.addresses();
  if (address === undefined || typeof address === "string") throw new Error("The server does not listen yet");
  return `https://localhost:${address.port}`;
}
