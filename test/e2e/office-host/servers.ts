import { existsSync, readFileSync, statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, normalize } from "node:path";
import { build } from "esbuild";
import { generateCertificates } from "office-addin-dev-certs";

const OFFICE_JS = dirname(require.resolve("@microsoft/office-js/dist/office.js"));

interface Tls {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** The workbench's page and the add-in's page on two https listeners of one hostname. */
export interface Servers {
  readonly hostUrl: string;
  readonly addinUrl: string;
  close(): Promise<void>;
}

export async function startServers(): Promise<Servers> {
  const tls = await createTls();
  const host = await listen(tls, { "/host.js": await bundle("host-page.ts") }, "host.js");
  const addin = await listen(tls, { "/addin.js": await bundle("addin-page.ts") }, "addin.js");
  return {
    hostUrl: `https://localhost:${portOf(host)}/`,
    addinUrl: `https://localhost:${portOf(addin)}/`,
    close: async () => {
      await Promise.all([host, addin].map(closeServer));
    },
  };
}

/** The tool that makes the certificate tells its console about it. */
async function createTls(): Promise<Tls> {
  const folder = await mkdtemp(join(tmpdir(), "office-host-"));
  const [ca, cert, key] = ["ca.crt", "localhost.crt", "localhost.key"].map((name) => join(folder, name));
  const say = console.log;
  console.log = () => undefined;
  try {
    await generateCertificates(ca, cert, key, 2);
    return { cert: readFileSync(cert!), key: readFileSync(key!) };
  } finally {
    console.log = say;
    await rm(folder, { recursive: true });
  }
}

async function bundle(entry: string): Promise<string> {
  const result = await build({
    entryPoints: [join(__dirname, entry)],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
  });
  return result.outputFiles[0]!.text;
}

function listen(tls: Tls, scripts: Readonly<Record<string, string>>, script: string): Promise<Server> {
  const html = (office: string) =>
    `<!doctype html><meta charset="utf-8"><title>${script}</title><body>${office}<script src="/${script}"></script>`;
  const officeTag = (name: string) => (script === "addin.js" ? `<script src="/office/${name}.js"></script>` : "");
  const pages: Readonly<Record<string, string>> = {
    "/": html(officeTag("office")),
    "/functions.html": html(officeTag("custom-functions-runtime")),
  };
  const server = createServer(tls, (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "https://localhost");
    const file = join(OFFICE_JS, normalize(pathname.replace(/^\/office/u, "")));
    const headers = { "origin-agent-cluster": "?1", "access-control-allow-origin": "*" };
    const isScript = pathname.endsWith(".js");
    if (pages[pathname] !== undefined) {
      response.writeHead(200, { ...headers, "content-type": "text/html" }).end(pages[pathname]);
    } else if (scripts[pathname] !== undefined) {
      response.writeHead(200, { ...headers, "content-type": "text/javascript" }).end(scripts[pathname]);
    } else if (pathname.startsWith("/office/") && existsSync(file) && statSync(file).isFile()) {
      const type = isScript ? "text/javascript" : "application/octet-stream";
      response.writeHead(200, { ...headers, "content-type": type }).end(readFileSync(file));
    } else {
      response.writeHead(404, headers).end();
    }
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
