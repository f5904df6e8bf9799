import { mkdtempSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fastify, { type FastifyInstance } from "fastify";
import { registerAddinSite } from "../../../src/workbench/server/addin-site";
import { registerPageSite } from "../../../src/workbench/server/page-site";

function addinFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "addin-"));
  mkdirSync(path.join(folder, "src"));
  writeFileSync(
    path.join(folder, "src/page.html"),
    '<script src="https://appsforoffice.microsoft.com/lib/1/hosted/office.js"></script><script src="page.js"></script>',
  );
  writeFileSync(path.join(folder, "src/page.js"), "work();");
  writeFileSync(path.join(folder, "../outside.txt"), "secret");
  return folder;
}

function addinSite(): FastifyInstance {
  const app = fastify();
  registerAddinSite(app, {
    folder: addinFolder(),
    officeFolder: path.resolve(__dirname, "../../../node_modules/@microsoft/office-js/dist"),
    workbenchOrigin: () => "https://localhost:1",
    pageHeaders: () => ({ "content-security-policy": "default-src 'self'" }),
  });
  return app;
}

test("serves a page under any prefix of its address, with office.js from this machine and the given policy", async () => {
  const reply = await addinSite().inject("/some/prefix/src/page.html");

  expect(reply.statusCode).toBe(200);
  expect(reply.body).toContain('src="/__office-js/office.js"');
  expect(reply.body).not.toContain("appsforoffice");
  expect(reply.headers).toMatchObject({
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'self'",
    "origin-agent-cluster": "?1",
  });
});

test("serves files other than pages untouched", async () => {
  const reply = await addinSite().inject("/src/page.js");

  expect(reply.body).toBe("work();");
});

test("serves the npm copy of office.js", async () => {
  const reply = await addinSite().inject("/__office-js/office.js");

  expect(reply.statusCode).toBe(200);
  expect(reply.headers["content-type"]).toContain("text/javascript");
});

test.each(["/missing.html", "/../outside.txt", "/%2e%2e/outside.txt", "/src/..%2f..%2foutside.txt", "/src"])(
  "answers 404 for %s",
  async (url) => {
    expect((await addinSite().inject(url)).statusCode).toBe(404);
  },
);

test("tells the page where the add-in is and whether there is a sample", async () => {
  const app = fastify();
  const folder = addinFolder();
  registerPageSite(app, {
    folder,
    manifestFile: path.join(folder, "src/page.js"),
    sampleFile: undefined,
    guideFile: undefined,
    addinOrigin: () => "https://localhost:2",
  });

  const reply = await app.inject("/workbench/config.json");

  expect(reply.json()).toEqual({ addinOrigin: "https://localhost:2", hasSample: false });
  expect(reply.headers["content-security-policy"]).toContain("frame-src https://localhost:2");
  expect(reply.headers["content-security-policy"]).not.toContain("unsafe-eval");
  expect((await app.inject("/workbench/sample.xlsx")).statusCode).toBe(404);
});
