import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Frame, Page } from "playwright-core";
import { localhostCertificate } from "../../src/certificate";
import { startDemo, type Demo } from "../support/demo";
import { demoPane, type DemoPane } from "../support/demo-pane";
import { startLocalIssuer, type Lifetime, type LocalIssuer } from "../support/local-issuer";
import { waitUntil } from "../support/wait-until";

/** Signing in by the real MSAL and the real office.js, in a real window, at a directory with real keys. */
const tenantId = "11111111-2222-3333-4444-555555555555";
const clientId = "99999999-8888-7777-6666-555555555555";
const anHour: Lifetime = { saidSeconds: 3600, goodForSeconds: 3600 };
const aMinute: Lifetime = { saidSeconds: 60, goodForSeconds: 60 };
let folder: string;
let issuer: LocalIssuer;
let demo: Demo;
let page: Page;
let pane: DemoPane;
/** Where the sign-in windows went. */
const addresses: string[] = [];
/** What the browser says that a page's own policy forbids. */
const problems: string[] = [];

jest.setTimeout(90_000);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "enrich-sign-in-"));
  const tls = await localhostCertificate({ dataDir: folder });
  issuer = await startLocalIssuer({
    ...{ tls, tenantId, clientId },
    accounts: {
      Ada: { name: "Ada Lovelace" },
      Guest: { name: "Guest Without Permission", scp: "profile" },
      Stranger: {
        name: "A Stranger",
        refusal: ["invalid_request", "AADSTS50020: User account from identity provider does not exist in tenant."],
      },
      Intern: {
        name: "The Intern",
        refusal: ["access_denied", "AADSTS50105: The signed in user is not assigned to a role for the application."],
      },
    },
  });
  demo = await startDemo(
    {
      ...{ AUTH: "entra", ENTRA_TENANT_ID: tenantId, ENTRA_CLIENT_ID: clientId, ENTRA_AUTHORITY: issuer.authority },
      ...{ DATA_DIR: folder, NODE_EXTRA_CA_CERTS: path.join(folder, "certificate/ca.crt") },
      SANDBOX_REQUESTS_PER_MINUTE: "100000",
    },
    undefined,
    "test/support/sign-in-servers.ts",
  );
  page = demo.page;
  pane = demoPane(page);
  demo.context.on("console", (line) => {
    if (/Content Security Policy|Refused to/i.test(line.text())) problems.push(line.text());
  });
  demo.context.on("page", (popup) => popup.on("framenavigated", (frame) => void addresses.push(frame.url())));
}, 120_000);
afterAll(async () => {
  await demo.stop();
  await issuer.close();
  await rm(folder, { recursive: true });
});

const connection = () => pane.region("Connection");

/** Presses a button that opens the window, and picks an account there. */
async function signInAs(account: string, name = "Sign in"): Promise<void> {
  const opening = demo.context.waitForEvent("page");
  await connection().getByRole("button", { name }).click();
  const popup = await opening;
  const closed = popup.waitForEvent("close");
  await popup.getByRole("link", { name: account }).click();
  await closed;
}

const shown = (address: string) => page.evaluate((where) => window.workbench.getCells(where), address);
const cell = async (address: string) => (await shown(address))[0]?.[0];
async function type(address: string, formula: string) {
  await page.evaluate(async ([where, text]) => window.workbench.setCells(where, [[text]]), [address, formula] as const);
  await page.evaluate(() => window.workbench.settled());
  return cell(address);
}
const person = (slug: string): string => `=ENRICH.PERSON("https://www.linkedin.com/in/${slug}","basic_profile.name")`;
const signInWords = "Sign in under Connection in the Enrich pane";
const signedInAs = (name: string) => connection().getByText(`Signed in as ${name}.`).waitFor();

/** Every text that browser storage of the add-in's frame holds. */
async function stored(kind: "localStorage" | "sessionStorage"): Promise<string> {
  return (await paneFrame()).evaluate((name) => JSON.stringify(Object.entries(globalThis[name])), kind);
}

async function paneFrame(): Promise<Frame> {
  const { addinOrigin } = await page.evaluate(() => window.workbench.report());
  const frame = page.frames().find((each) => each.url().startsWith(`${addinOrigin}/taskpane.html`));
  if (frame === undefined) throw new Error("There is no pane.");
  return frame;
}

test("while nobody is signed in cells say so, the pane offers it, and nothing is asked", async () => {
  await connection().getByRole("button", { name: "Sign in" }).waitFor();
  await page.evaluate(() => window.workbench.settled());

  expect(await cell("People!B2")).toMatchObject({ text: "#N/A", message: signInWords });
  expect(await demo.ledger()).toMatchObject({ requests: 0, credits: 0 });
});

test("a window that the person closes is told from one that was blocked", async () => {
  const opening = demo.context.waitForEvent("page");
  await connection().getByRole("button", { name: "Sign in" }).click();
  await (await opening).close();
  await connection().getByText("The sign-in window was closed before it was done.").waitFor();
});

test("a pane that is loaded again while the window is open can sign in all the same", async () => {
  const opening = demo.context.waitForEvent("page");
  await connection().getByRole("button", { name: "Sign in" }).click();
  const popup = await opening;
  await popup.getByRole("link", { name: "Ada" }).waitFor();
  await page.evaluate(() => window.workbench.reopen());
  await popup.close();

  await signInAs("Intern");
  await connection().getByText("(AADSTS50105)", { exact: false }).waitFor();
});

test.each([
  ["Stranger", "That account does not belong to your team. Sign in with your work account. (AADSTS50020)"],
  [
    "Intern",
    "That account has not been given access to Enrich. Ask your administrator, or use another account. (AADSTS50105)",
  ],
])("%s is turned away by the directory, in a clear sentence", async (account, words) => {
  await signInAs(account);

  await connection().getByText(words).waitFor();
});

test("an account without the permission is told so, and gives way to another", async () => {
  await signInAs("Guest");
  await connection().getByText("Guest Without Permission is signed in, but that account may not use Enrich.").waitFor();
  expect(await demo.ledger()).toMatchObject({ requests: 0, credits: 0 });

  await signInAs("Ada", "Use another account");

  await signedInAs("Ada Lovelace");
});

test("once somebody is signed in, cells that waited are filled by themselves", async () => {
  await waitUntil(async () => (await cell("People!B2"))?.type === "text");

  expect(await type("People!H2", person("known-after-sign-in"))).toMatchObject({ type: "text" });
});

test("receipts carry the name of who is signed in", async () => {
  await pane.select("A1:A6");
  await pane.choose(["basic_profile.name"]);
  await pane.run();

  expect(await pane.region("Receipts").innerText()).toContain("by Ada Lovelace");
});

test("tokens stay in this window: none in addresses, nor in what the device keeps", async () => {
  const tokens = /eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+/;

  expect(await stored("localStorage")).not.toMatch(tokens);
  expect(await stored("sessionStorage")).toMatch(tokens);
  expect(addresses.filter((address) => tokens.test(address))).toEqual([]);
});

test("somebody who is signed in stays so when the pane is loaded again", async () => {
  await page.evaluate(() => window.workbench.reopen());

  await signedInAs("Ada Lovelace");
});

test("a token is renewed before it runs out, without a word", async () => {
  await signOut();
  issuer.lifetimes = { signedIn: aMinute, renewed: aMinute };
  const before = issuer.grants.length;
  await signInAs("Ada");
  await signedInAs("Ada Lovelace");

  expect(await type("People!H3", person("known-renewed"))).toMatchObject({ type: "text" });

  const [first, ...later] = issuer.grants.slice(before);
  expect([first, new Set(later)]).toEqual(["authorization_code", new Set(["refresh_token"])]);
});

test("a token that the gateway refuses is renewed once, without a word", async () => {
  await signOut();
  issuer.lifetimes = { signedIn: { ...anHour, goodForSeconds: -300 }, renewed: anHour };
  const before = issuer.grants.length;
  await signInAs("Ada");

  await signedInAs("Ada Lovelace");
  expect(issuer.grants.slice(before)).toEqual(["authorization_code", "refresh_token"]);
});

test("a sign-in that has ended says so in cells and pane, and goes on after signing in again", async () => {
  await signOut();
  issuer.lifetimes = { signedIn: aMinute, renewed: aMinute };
  await signInAs("Ada");
  await signedInAs("Ada Lovelace");
  issuer.revoke();

  expect(await type("People!H4", person("known-later"))).toMatchObject({ text: "#N/A", message: signInWords });
  await connection().getByText("Ada Lovelace, your sign-in has ended. Sign in again to go on.").waitFor();

  issuer.lifetimes = { signedIn: anHour, renewed: anHour };
  await signInAs("Ada");
  await waitUntil(async () => (await cell("People!H4"))?.type === "text");
});

test("signing out forgets the tokens, and whoever comes next is asked who they are", async () => {
  await signOut();

  expect(await stored("sessionStorage")).not.toMatch(/eyJ[\w-]+\.eyJ/);
  expect(await type("People!H5", person("known-after-sign-out"))).toMatchObject({ message: signInWords });
  expect(issuer.asked.every(({ prompt }) => prompt === "select_account")).toBe(true);
});

test("no page asked anything that its own policy forbids", () => {
  expect(problems).toEqual([]);
});

test("a browser that blocks the window is told from a person who closes it", async () => {
  const frame = await paneFrame();
  await frame.evaluate(() => {
    window.open = () => null;
  });

  await connection().getByRole("button", { name: "Sign in" }).click();

  await connection().getByText("The sign-in window was blocked.", { exact: false }).waitFor();
});

async function signOut(): Promise<void> {
  await connection().getByRole("button", { name: "Sign out" }).click();
  await connection().getByRole("button", { name: "Sign in" }).waitFor();
}
