import { readFile } from "node:fs/promises";
import path from "node:path";
import type { FastifyInstance } from "fastify";
import { contentType } from "./content-type";
import { findByLongestSuffix } from "./longest-suffix";

/** What the workbench page is told when it opens. */
export interface WorkbenchConfig {
  /** Where the add-in's pages are served. */
  readonly addinOrigin: string;
  /** Whether to open the sample workbook, with its guided first step, or an empty one. */
  readonly hasSample: boolean;
}

export interface PageSiteOptions {
  /** The built page, `build/workbench`. */
  readonly folder: string;
  readonly manifestFile: string;
  /** The workbook opened at first, if any. */
  readonly sampleFile: string | undefined;
  /** The first steps shown above that workbook, if any. */
  readonly guideFile: string | undefined;
  readonly addinOrigin: () => string;
}

/** Serves the workbench page under `/workbench/`. */
export function registerPageSite(app: FastifyInstance, options: PageSiteOptions): void {
  app.get("/", (_request, reply) => reply.redirect("/workbench/"));
  app.get("/workbench", (_request, reply) => reply.redirect("/workbench/"));
  app.get("/workbench/config.json", () => {
    const config: WorkbenchConfig = {
      addinOrigin: options.addinOrigin(),
      hasSample: options.sampleFile !== undefined,
    };
    return config;
  });
  app.get("/workbench/manifest.xml", async (_request, reply) =>
    reply.type("application/xml").send(await readFile(options.manifestFile)),
  );
  app.get("/workbench/sample.xlsx", async (_request, reply) =>
    options.sampleFile === undefined
      ? reply.code(404).send()
      : reply.type(contentType(options.sampleFile)).send(await readFile(options.sampleFile)),
  );
  app.get("/workbench/guide.json", async (_request, reply) =>
    reply
      .type("application/json")
      .send(options.guideFile === undefined ? "[]" : await readFile(options.guideFile, "utf8")),
  );
  app.get("/workbench/*", async (request, reply) => {
    const name = request.url.replace(/^\/workbench\//, "").replace(/[?#].*$/, "") || "index.html";
    const file = await findByLongestSuffix(options.folder, name);
    if (!file) return reply.code(404).type("text/plain").send("The workbench has no such file.");
    return reply.type(contentType(path.basename(file))).send(await readFile(file));
  });

  app.addHook("onSend", (_request, reply, _payload, done) => {
    void reply.headers({
      "cache-control": "no-cache",
      "origin-agent-cluster": "?1",
      "content-security-policy": [
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob: https:",
        `connect-src 'self' ${options.addinOrigin()}`,
        `frame-src ${options.addinOrigin()}`,
        "worker-src 'self' blob:",
      ].join("; "),
    });
    done();
  });
}
