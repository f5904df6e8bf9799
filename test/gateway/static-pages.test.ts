import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import Fastify from "fastify";
import type { FastifyInstance } from "fastify";
import { ownPageHeaders, pageHeaders } from "../../src/gateway/security-headers";
import { registerStaticPages } from "../../src/gateway/static-pages";

const files: Readonly<Record<string, string>> = {
  "taskpane.html": "<!doctype html><title>Enrich</title>",
  "usage.html": "<!doctype html><title>Usage</title>",
  "functions.js": "void 0",
  "pane.1a2b3c4d.js": "void 1",
  "functions.json": "{}",
  "manifest.xml": "<OfficeApp/>",
  "assets/icon-16.png": "png",
  ".secret": "hidden",
};

describe("the pages of the add-in", () => {
  let folder: string;
  let server: FastifyInstance;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "enrich-pages-"));
    await mkdir(path.join(folder, "assets"));
    for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
    server = Fastify();
    await registerStaticPages(server, { folder, frameAncestors: ["https://bench.example"] });
  });

  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  const get = (url: string) => server.inject({ method: "GET", url });

  it("may be framed by Office on the web and by the origins given, and by nobody else", async () => {
    const policy = String((await get("/taskpane.html")).headers["content-security-policy"]);

    expect(policy).toContain(
      "frame-ancestors 'self' https://*.officeapps.live.com https://*.sharepoint.com https://onedrive.live.com https://excel.cloud.microsoft https://bench.example",
    );
    expect((await get("/taskpane.html")).headers["x-frame-options"]).toBeUndefined();
  });

  it("shows who spent what in no frame, and with no script but its own", async () => {
    const { headers } = await get("/usage.html");

    expect(headers["content-security-policy"]).toContain("script-src 'self';");
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(headers["x-frame-options"]).toBe("DENY");
  });

  it("asks nobody but its own origin, and the directory where people sign in", () => {
    expect(pageHeaders()["content-security-policy"]).toContain("connect-src 'self';");
    expect(pageHeaders({ connectTo: ["https://login.example"] })["content-security-policy"]).toContain(
      "connect-src 'self' https://login.example;",
    );
  });

  it("lets the page of who spent what ask the directory where administrators sign in, and nobody else", () => {
    const policy = ownPageHeaders({ connectTo: ["https://login.example"] })["content-security-policy"];

    expect(policy).toContain("connect-src 'self' https://login.example;");
    expect(ownPageHeaders()["content-security-policy"]).toContain("connect-src 'self';");
  });

  it("runs scripts of its own origin and of Office's CDN only, and evaluates none", () => {
    const policy = pageHeaders()["content-security-policy"];

    expect(policy).toContain("script-src 'self' https://appsforoffice.microsoft.com;");
    expect(policy).toContain("default-src 'self';");
    expect(policy).toContain("connect-src 'self';");
    expect(policy).not.toContain("unsafe-eval");
    expect(policy).not.toContain("script-src 'self' 'unsafe-inline'");
  });

  it.each(Object.keys(files).filter((name) => !name.startsWith(".")))(
    "serves %s with the headers a browser insists on",
    async (name) => {
      const reply = await get(`/${name}`);

      expect(reply.statusCode).toBe(200);
      expect(reply.body).toBe(files[name]);
      expect(reply.headers).toMatchObject({ "x-content-type-options": "nosniff", "referrer-policy": "strict-origin" });
      expect(reply.headers["access-control-allow-origin"]).toBeUndefined();
    },
  );

  it.each([
    ["/pane.1a2b3c4d.js", "public, max-age=31536000, immutable"],
    ["/assets/icon-16.png", "public, max-age=86400"],
    ["/taskpane.html", "no-cache"],
    ["/functions.js", "no-cache"],
    ["/functions.json", "no-cache"],
    ["/manifest.xml", "no-cache"],
  ])("lets %s be kept as %s", async (url, expected) => {
    expect((await get(url)).headers["cache-control"]).toBe(expected);
  });

  it.each(["/.secret", "/../package.json", "/%2e%2e/package.json", "/nothing.html"])(
    "does not serve %s",
    async (url) => {
      expect((await get(url)).statusCode).toBeGreaterThanOrEqual(400);
    },
  );
});
