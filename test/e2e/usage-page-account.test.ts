import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { localhostCertificate } from "../../src/certificate";
import { launchBrowser } from "../support/browser";
import { startLocalIssuer, type LocalIssuer } from "../support/local-issuer";
import { runProgram, type Program } from "../support/program";

/** Administrators of a directory: the real MSAL, a gateway as it is run with AUTH=entra, a directory with real keys. */
const tenantId = "11111111-2222-3333-4444-555555555555";
const clientId = "99999999-8888-7777-6666-555555555555";
let folder: string;
let issuer: LocalIssuer;
let gateway: Program;
let origin: string;
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** What the browser says that the page's own policy forbids. */
let problems: string[];

jest.setTimeout(90_000);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "enrich-usage-account-"));
  await symlink(path.resolve(__dirname, "../../dist"), path.join(folder, "dist"));
  issuer = await startLocalIssuer({
    ...{ tls: await localhostCertificate({ dataDir: folder }), tenantId, clientId },
    accounts: {
      Chief: { name: "The Chief", roles: ["Enrich.Administrator"] },
      Ada: { name: "Ada Lovelace" },
      Intern: {
        name: "The Intern",
        refusal: ["access_denied", "AADSTS50105: The signed in user is not assigned to a role for the application."],
      },
    },
  });
  gateway = runProgram("serve.ts", folder, {
    ...{ AUTH: "entra", ENTRA_TENANT_ID: tenantId, ENTRA_CLIENT_ID: clientId, ENTRA_AUTHORITY: issuer.authority },
    NODE_EXTRA_CA_CERTS: path.join(folder, "certificate/ca.crt"),
  });
  origin = await gateway.said(/Gateway ready at (\S+)/u);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  gateway.child.kill("SIGTERM");
  await gateway.ended;
  await issuer.close();
  await rm(folder, { recursive: true });
});

beforeEach(async () => {
  context = await browser.newContext({ ignoreHTTPSErrors: true });
  page = await context.newPage();
  problems = [];
  page.on("console", (line) => {
    if (/Content Security Policy|Refused to/i.test(line.text())) problems.push(line.text());
  });
  await page.goto(`${origin}/usage.html`);
});
afterEach(() => context.close());

async function signInAs(account: string): Promise<void> {
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("link", { name: account }).click();
}

test("an administrator of the directory signs in, stays signed in over a reload, and signs out", async () => {
  await signInAs("Chief");
  await page.getByText("Nobody has asked yet in these days").waitFor();
  // The directory's code is used up and gone from the address.
  expect(page.url()).toBe(`${origin}/usage.html`);
  await page.reload();
  await page.getByText("Nobody has asked yet in these days").waitFor();
  await page.getByText("Sandbox: the people are invented").waitFor();

  await page.getByRole("button", { name: "Sign out" }).click();

  await page.getByText("Sign in with your organisation’s account").waitFor();
  await page.reload();
  await page.getByText("Sign in with your organisation’s account").waitFor();
  expect(problems).toEqual([]);
  expect(gateway.output()).not.toContain("The Chief");
});

test("a colleague of the directory who is no administrator sees nothing, and somebody else may sign in", async () => {
  await signInAs("Ada");
  await page.getByText("This account may not see who spent what.").waitFor();

  await page.getByRole("button", { name: "Sign in as somebody else" }).click();
  await signInAs("Chief");

  await page.getByText("Nobody has asked yet in these days").waitFor();
});

test("whom the directory turns away is told why, and can try again", async () => {
  await signInAs("Intern");

  await page.getByText("That account has not been given access to Enrich.").waitFor();
  expect(page.url()).toBe(`${origin}/usage.html`);
  await signInAs("Chief");
  await page.getByText("Nobody has asked yet in these days").waitFor();
});
