import { readFile } from "node:fs/promises";
import type { FastifyInstance, FastifyReply } from "fastify";
import { findByLongestSuffix } from "./longest-suffix";
import { contentType } from "./content-type";

/** How an add-in is served to the workbench. */
export interface AddinSiteOptions {
  /** Where the manifest and the files it names lie. */
  readonly folder: string;
  /** The `dist` folder of the npm package @microsoft/office-js. */
  readonly officeFolder: string;
  /** Origin of the workbench page, which frames the add-in. */
  readonly workbenchOrigin: () => string;
  /** Headers of each page, such as the production policy; none by default. */
  readonly pageHeaders?: () => Readonly<Record<string, string>>;
}

const officeCdn = /https:\/\/appsforoffice\.microsoft\.com\/lib\/[\w.]+\/hosted\//g;
const officePrefix = "/__office-js/";

/**
 * Serves an add-in's files as they are, but for one thing: pages load office.js from the npm copy on this machine
 * instead of Microsoft's CDN. Anything not found falls through to the next route.
 */
export function registerAddinSite(app: FastifyInstance, options: AddinSiteOptions): void {
  app.get("/__workbench/clear-storage.html", (_request, reply) =>
    reply.type("text/html").send(`<!doctype html><script src="/__workbench/clear-storage.js"></script>`),
  );
  app.get("/__workbench/clear-storage.js", (_request, reply) => reply.type("text/javascript").send(clearStorageScript));

  app.get(`${officePrefix}*`, async (request, reply) => {
    const file = await findByLongestSuffix(options.officeFolder, wildcard(request.params));
    return file ? send(reply, file) : reply.code(404).send();
  });

  app.get("/*", async (request, reply) => {
    const file = await findByLongestSuffix(options.folder, wildcard(request.params));
    if (!file) return reply.code(404).type("text/plain").send("The add-in has no such file.");
    void reply.headers({ "cache-control": "no-cache", "access-control-allow-origin": options.workbenchOrigin() });
    if (!file.endsWith(".html")) return send(reply, file);
    const page = await readFile(file, "utf8");
    return reply
      .headers(options.pageHeaders?.() ?? {})
      .type("text/html; charset=utf-8")
      .send(page.replace(officeCdn, officePrefix));
  });

  app.addHook("onSend", (_request, reply, _payload, done) => {
    // The grid and the add-in share neither thread nor storage, as in Excel on the web.
    void reply.header("origin-agent-cluster", "?1");
    done();
  });
}

async function send(reply: FastifyReply, file: string): Promise<FastifyReply> {
  return reply.type(contentType(file)).send(await readFile(file));
}

function wildcard(params: unknown): string {
  const rest = typeof params === "object" && params !== null && "*" in params ? params["*"] : "";
  return typeof rest === "string" ? rest : "";
}

/** Empties what the add-in's origin stores, for `reopen({ clearStorage: true })`: a colleague's fresh profile. */
const clearStorageScript = `
(async () => {
  localStorage.clear();
  sessionStorage.clear();
  const databases = await indexedDB.databases();
  await Promise.all(databases.map(({ name }) => new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = request.onerror = request.onblocked = resolve;
  })));
  parent.postMessage("workbench-storage-cleared", "*");
})();
`;
