import type { FrameLocator, Locator, Page } from "playwright-core";
import type { Demo } from "./demo";

/** The add-in's pane in the workbench, as a person works with it: by role and name. */
export interface DemoPane {
  readonly frame: FrameLocator;
  region(name: string): Locator;
  button(name: string | RegExp): Locator;
  /** Selects a column; resolves when the pane has read it, shown it as the second address, and quoted it. */
  select(address: string, shownAs?: string): Promise<void>;
  /** Leaves exactly these fields chosen, found by the search. */
  choose(paths: readonly string[]): Promise<void>;
  /** Chooses to overwrite, and ticks the agreement where full cells are counted. */
  agree(): Promise<void>;
  /** Presses "Enrich N rows"; resolves with the report when the run has ended. */
  run(): Promise<string>;
  /** Presses "Enrich N rows" or another button that begins a run; resolves when that has begun, or ended already. */
  start(button?: string | RegExp): Promise<void>;
  /** The report of the run when it has ended. */
  ended(): Promise<string>;
  /** The numbers of the quote by their terms. */
  quote(): Promise<Readonly<Record<string, string>>>;
  /** The numbers of the receipt that is open, by their terms. */
  receipt(): Promise<Readonly<Record<string, string>>>;
}

/** `number` tells the frames apart where a co-author's runtime is open as well: it comes after the person's own. */
export function demoPane(page: Page, number = 0): DemoPane {
  const frame = page.locator('iframe[src*="taskpane.html"]').nth(number).contentFrame();
  const region = (name: string): Locator => frame.getByRole("region", { name, exact: true });
  const button = (name: string | RegExp): Locator => frame.getByRole("button", { name });

  const nothingSelected = region("Selection").getByText("Select a column of profile URLs", { exact: false });

  /** Whatever changes the quote shows at once that it is counted again. */
  async function quoted(): Promise<void> {
    await frame.getByText("Counting…").first().waitFor({ state: "detached" });
  }
  const report = region("Run").getByRole("group", { name: "Report" });
  async function ended(): Promise<string> {
    await button("Cancel").waitFor({ state: "detached", timeout: 60_000 });
    await quoted();
    return report.innerText();
  }

  return {
    ...{ frame, region, button, ended },
    async start(pressed = /^Enrich [\d,]+ rows?$/) {
      await markReport(report);
      await button(pressed).click();
      // A moment passes between the click and the run: until then the report is that of the run before.
      await report.locator(`> [${marked}]`).first().waitFor({ state: "detached" });
      await report.waitFor();
    },
    async select(address, shownAs = address) {
      // Something else first, which names nobody, so that the same address is read again.
      await page.evaluate(() => window.workbench.select("B900"));
      await nothingSelected.waitFor();
      await page.evaluate((where) => window.workbench.select(where), address);
      await frame.getByText(fullAddress(shownAs), { exact: true }).waitFor();
      await quoted();
    },
    async choose(paths) {
      const remove = button(/^Remove /);
      while ((await remove.count()) > 0) await remove.first().click();
      const search = frame.getByRole("searchbox", { name: "Search fields" });
      for (const path of paths) {
        await search.fill(path);
        await frame.getByRole("checkbox", { name: path, exact: true }).check();
      }
      await search.fill("");
      await quoted();
    },
    async agree() {
      await frame.getByRole("radio", { name: /^Overwrite/ }).check();
      await quoted();
      const agreement = frame.getByRole("checkbox", { name: /^Overwrite (this|these)/ });
      if ((await agreement.count()) > 0) await agreement.check();
    },
    async run() {
      await this.start();
      return ended();
    },
    async quote() {
      await quoted();
      return numbersIn(region("Quote"));
    },
    receipt: () => numbersIn(region("Receipts")),
  };
}

const marked = "data-before-this-run";

/** Marks what a report shows now; the pane draws that of a run anew. */
function markReport(report: Locator): Promise<void> {
  return report.locator("> *").evaluateAll((shown, mark) => {
    for (const element of shown) element.setAttribute(mark, "");
  }, marked);
}

async function numbersIn(region: Locator): Promise<Readonly<Record<string, string>>> {
  const terms = await region.locator("dt").allInnerTexts();
  const numbers = await region.locator("dd").allInnerTexts();
  return Object.fromEntries(terms.map((term, index) => [term, numbers[index] ?? ""]));
}

function fullAddress(address: string): string {
  return address.includes("!") ? address : `People!${address}`;
}

/** What the sandbox itself says of an identifier; `undefined` values where nobody was found. */
export interface Witness {
  readonly status: "Matched" | "Not found" | "Redacted";
  at(path: string): unknown;
  /** The texts of a list. */
  textsAt(path: string): readonly string[];
}

/** Asks the sandbox directly, one person a request, under a key of its own; after the measuring. */
export async function askSandbox(demo: Demo, identifiers: readonly string[]): Promise<readonly Witness[]> {
  const { addinOrigin } = await demo.page.evaluate(() => window.workbench.report());
  return Promise.all(
    identifiers.map(async (identifier) => {
      const reply = await demo.context.request.post(`${addinOrigin}/sandbox/person/enrich`, {
        headers: { authorization: "Bearer sandbox-witness", "x-api-version": "2025-11-01" },
        data: {
          ...(identifier.includes("@")
            ? { business_emails: [identifier.replace(/^mailto:/, "")] }
            : { professional_network_profile_urls: [plainUrl(identifier)] }),
          fields: ["basic_profile", "experience", "professional_network", "contact.phone_numbers"],
        },
      });
      if (!reply.ok()) throw new Error(`The sandbox answered ${reply.status()}: ${await reply.text()}`);
      const [row] = (await reply.json()) as readonly WireRow[];
      return witnessOf(row);
    }),
  );
}

interface WireRow {
  readonly match_status?: string;
  readonly matches: readonly { readonly person_data: unknown }[];
}

function plainUrl(identifier: string): string {
  const slug = /\/in\/([^/?]+)/i.exec(identifier)?.[1];
  if (slug === undefined) throw new Error(`${identifier} names no profile`);
  return `https://www.linkedin.com/in/${slug}`;
}

function witnessOf(row: WireRow | undefined): Witness {
  const [match] = row?.matches ?? [];
  const at = (path: string): unknown => (match ? path.split(".").reduce(partOf, match.person_data) : undefined);
  return {
    at,
    textsAt(path) {
      const list = at(path);
      return Array.isArray(list) ? list.map(String) : [];
    },
    status: match ? "Matched" : row?.match_status === "redacted" ? "Redacted" : "Not found",
  };
}

/** A part of a value; of a list of positions, that of the main one. */
function partOf(whole: unknown, name: string): unknown {
  const items: readonly unknown[] = Array.isArray(whole) ? whole : [whole];
  return valueAt(items.find((item) => valueAt(item, "is_default") === true) ?? items[0], name);
}

function valueAt(item: unknown, name: string): unknown {
  return Object.entries(item ?? {}).find(([key]) => key === name)?.[1];
}
