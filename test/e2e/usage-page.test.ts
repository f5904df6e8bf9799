import { mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import Fastify, { type FastifyInstance } from "fastify";
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { LedgerReading } from "../../src/sandbox/ledger";
import { createSandbox } from "../../src/sandbox/sandbox";
import { launchBrowser } from "../support/browser";
import { runProgram, type Program } from "../support/program";

/**
 * A team's gateway as it is run, over invented people: two colleagues spend, and the administrator reads who it was. What
 * the page shows is what the sandbox has billed.
 */
let folder: string;
let service: FastifyInstance;
let gateway: Program;
let origin: string;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const tokens: Record<"Ada Lovelace" | "=Grace Hopper" | "Chief", string> = {
  "Ada Lovelace": "",
  "=Grace Hopper": "",
  Chief: "",
};

jest.setTimeout(120_000);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "enrich-usage-"));
  await symlink(path.resolve(__dirname, "../../dist"), path.join(folder, "dist"));
  service = Fastify({ forceCloseConnections: true });
  await service.register(createSandbox({ requestsPerMinute: 1_000, credits: 1_000 }));
  const baseUrl = await service.listen({ host: "127.0.0.1", port: 0 });
  for (const name of ["Ada Lovelace", "=Grace Hopper", "Chief"] as const) {
    const made = runProgram("tokens.ts", folder, {}, [
      "create",
      name,
      ...(name === "Chief" ? ["--administrator"] : []),
    ]);
    tokens[name] = await made.said(/(enrich_\S+)\n/u);
    await made.ended;
  }
  const environment = { AUTH: "token", CRUSTDATA_BASE_URL: baseUrl, CRUSTDATA_API_KEY: "the-team-key" };
  gateway = runProgram("serve.ts", folder, environment);
  origin = await gateway.said(/Gateway ready at (\S+)/u);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  gateway.child.kill("SIGTERM");
  await gateway.ended;
  await service.close();
  await rm(folder, { recursive: true });
});

beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1024, height: 900 }, acceptDownloads: true });
  page = await context.newPage();
});
afterEach(() => context.close());

async function ask(
  person: keyof typeof tokens,
  slugs: readonly string[],
  fields: readonly string[],
  workbook = "",
): Promise<number> {
  const reply = await fetch(`${origin}/api/person/enrich`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${tokens[person]}`,
      ...(workbook !== "" && { "x-workbook": workbook }),
    },
    body: JSON.stringify({
      professional_network_profile_urls: slugs.map((slug) => `https://www.linkedin.com/in/${slug}`),
      fields,
    }),
  });
  expect(reply.status).toBe(200);
  return Number(reply.headers.get("x-credits-used"));
}

async function billed(): Promise<number> {
  return (await service.inject("/ledger")).json<LedgerReading>().credits;
}

async function signIn(token: string): Promise<void> {
  await page.goto(`${origin}/usage.html`);
  await page.getByLabel("Administrator’s token").fill(token);
  await page.keyboard.press("Enter");
}

/** The lines of the table, cell by cell. */
async function lines(): Promise<readonly (readonly string[])[]> {
  const rows = await page.locator("tbody tr, tfoot tr").all();
  return Promise.all(rows.map((row) => row.locator("th, td").allTextContents()));
}

async function download(button: string): Promise<{ readonly name: string; readonly lines: readonly string[] }> {
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: button }).click()]);
  const text = await readFile(await file.path(), "utf8");
  return { name: file.suggestedFilename(), lines: text.split("\r\n") };
}

test("nobody has asked yet: the page says so", async () => {
  await signIn(tokens.Chief);

  await page.getByText("Nobody has asked yet in these days").waitFor();
});

test("two people spend, and the page shows what the service has billed to whom", async () => {
  const spent = {
    ada: await ask("Ada Lovelace", ["ada-one", "ada-two", "ada-three"], ["basic_profile"], "a1b2c3d4e5f6"),
    grace: await ask("=Grace Hopper", ["grace-one"], ["basic_profile", "contact.business_emails"]),
    known: await ask("=Grace Hopper", ["ada-one"], ["basic_profile"]),
  };
  const credits = await billed();
  const urls: string[] = [];
  page.on("request", (request) => urls.push(request.url()));
  await signIn(tokens.Chief);
  await page.getByRole("table").waitFor();

  // Whoever asks for somebody known pays nothing, and every credit of the service is somebody's.
  expect(spent.known).toBe(0);
  expect(spent.ada + spent.grace).toBe(credits);
  const byPerson = await lines();
  const amounts = Object.fromEntries(byPerson.map(([name = "", amount]) => [name, Number(amount)]));
  expect(amounts).toEqual({ "Ada Lovelace": spent.ada, "=Grace Hopper": spent.grace, Total: credits });

  const chart = (await page.getByRole("img").getAttribute("aria-label")) ?? "";
  expect(chart).toContain(`Ada Lovelace ${spent.ada}`);
  expect(chart).toContain(`=Grace Hopper ${spent.grace}`);

  await page.getByRole("radio", { name: "Workbook", exact: true }).check();
  expect((await lines()).map(([name]) => name)).toEqual(
    expect.arrayContaining(["Workbook a1b2c3", "No workbook named", "Total"]),
  );
  await page.getByRole("radio", { name: "Section", exact: true }).check();
  expect((await lines()).map(([name]) => name)).toContain("contact.business_emails");

  // The files hold the same, and a name that begins like a formula is text.
  await page.getByRole("radio", { name: "Person", exact: true }).check();
  const table = await download("Download this table (CSV)");
  const rows = await download("Download all rows (CSV)");
  expect(table.name).toMatch(/^enrich-usage-\d{4}-\d\d-01-to-\d{4}-\d\d-\d\d-by-person\.csv$/u);
  expect(table.lines.some((line) => line.startsWith(`"'=Grace Hopper",${spent.grace},`))).toBe(true);
  const inFile = rows.lines.slice(1, -1).map((line) => Number(line.split(",").at(-2)));
  expect(inFile.reduce((sum, amount) => sum + amount, 0)).toBeCloseTo(credits, 6);

  // Nothing of anybody in addresses, no token beyond this tab, nothing of it in the log.
  for (const url of urls) expect(new URL(url).search).toMatch(/^$|^\?from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d$/u);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  expect(await context.cookies()).toEqual([]);
  for (const canary of [...Object.values(tokens), "ada-one", "Grace Hopper"]) {
    expect(gateway.output()).not.toContain(canary);
  }
});

test("a token lasts for its tab, until signing out", async () => {
  await signIn(tokens.Chief);
  await page.getByRole("table").waitFor();
  await page.reload();
  await page.getByRole("table").waitFor();
  const other = await context.newPage();
  await other.goto(`${origin}/usage.html`);
  await other.getByLabel("Administrator’s token").waitFor();

  await page.getByRole("button", { name: "Sign out" }).click();

  await page.getByLabel("Administrator’s token").waitFor();
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
});

test("a colleague who is no administrator sees nothing, and neither does an invented token", async () => {
  await signIn(tokens["Ada Lovelace"]);
  await page.getByText("This account may not see who spent what.").waitFor();
  expect(await page.getByRole("table").count()).toBe(0);

  await page.getByRole("button", { name: "Sign in as somebody else" }).click();
  await page.getByLabel("Administrator’s token").fill("enrich_00000000_invented");
  await page.getByRole("button", { name: "Sign in" }).click();

  await page.getByText("The gateway does not know this token.").waitFor();
});
