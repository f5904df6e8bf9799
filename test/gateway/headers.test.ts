import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { FastifyInstance } from "fastify";
import { readSettings } from "../../src/gateway/settings/read-settings";
import { createServerApp } from "../../src/server-app";

let gateway: FastifyInstance;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "enrich-headers-"));
  mkdirSync(path.join(folder, "help"));
  for (const page of ["taskpane.html", "usage.html", "sign-in.html", "help/start.html"]) {
    writeFileSync(path.join(folder, page), "<!doctype html><title>x</title>");
  }
  writeFileSync(path.join(folder, "functions.js"), "");
  writeFileSync(path.join(folder, "icon-16.png"), "");
  const reading = readSettings({ DATA_DIR: folder, AUTH: "token" }, "serve");
  if (!reading.ok) throw new Error(reading.problems.join(" "));
  gateway = await createServerApp({ settings: reading.settings, folder });
});
afterAll(async () => {
  await gateway.close();
  rmSync(folder, { recursive: true });
});

const headersOf = async (url: string, method: "GET" | "POST" | "DELETE" = "GET") =>
  (await gateway.inject({ method, url })).headers as Readonly<Record<string, string | undefined>>;
const policyOf = async (url: string) =>
  new Map(
    ((await headersOf(url))["content-security-policy"] ?? "").split("; ").map((directive) => {
      const [name = "", ...sources] = directive.split(" ");
      return [name, sources];
    }),
  );

const pages = ["/", "/taskpane.html", "/sign-in.html", "/help/start.html", "/usage.html"];
const others = ["/functions.js", "/icon-16.png", "/nothing.html"];
const answers = [
  "/api/health",
  "/api/ready",
  "/api/account",
  "/api/usage",
  "/api/nothing",
  "/api/%ff",
  "/nothing.html",
];

test.each([...pages, ...others, ...answers])(
  "%s is taken for what it says it is, and tells no address",
  async (url) => {
    expect(await headersOf(url)).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "strict-origin",
      "permissions-policy": "camera=(), geolocation=(), microphone=()",
      "origin-agent-cluster": "?1",
    });
    expect((await headersOf(url))["access-control-allow-origin"]).toBeUndefined();
    expect((await headersOf(url))["server"]).toBeUndefined();
  },
);

test.each(pages)("%s runs no script but ours and Office's, evaluates none, and sends forms nowhere", async (url) => {
  const policy = await policyOf(url);

  expect(policy.get("default-src")).toEqual(["'self'"]);
  const scripts = policy.get("script-src") ?? [];
  expect(scripts.filter((it) => it !== "'self'" && it !== "https://appsforoffice.microsoft.com")).toEqual([]);
  expect(policy.get("object-src")).toEqual(["'none'"]);
  expect(policy.get("base-uri")).toEqual(["'none'"]);
  expect(policy.get("form-action")).toEqual(["'none'"]);
  expect(policy.get("connect-src")?.[0]).toBe("'self'");
});

test("Office on the web may frame the add-in's pages, nobody may frame who spent what", async () => {
  expect((await policyOf("/taskpane.html")).get("frame-ancestors")).toEqual([
    "'self'",
    "https://*.officeapps.live.com",
    "https://*.sharepoint.com",
    "https://onedrive.live.com",
    "https://excel.cloud.microsoft",
  ]);
  expect((await headersOf("/taskpane.html"))["x-frame-options"]).toBeUndefined();
  expect((await policyOf("/usage.html")).get("frame-ancestors")).toEqual(["'none'"]);
});

test.each(answers)("%s is no page: nothing in it runs, nobody frames it, nobody keeps it", async (url) => {
  expect(await headersOf(url)).toMatchObject({
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cache-control": "no-store",
  });
});

test("Office may keep icons, and asks anew for pages", async () => {
  expect((await headersOf("/icon-16.png"))["cache-control"]).toBe("public, max-age=86400");
  expect((await headersOf("/taskpane.html"))["cache-control"]).toBe("no-cache");
});
