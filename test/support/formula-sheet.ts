import type { Page } from "playwright-core";
import type { Demo } from "./demo";
import type { DemoPane } from "./demo-pane";
import { waitUntil } from "./wait-until";

/** Cells of the workbench and its pane's Formulas region, as tests of refresh, repair and freeze use them. */
export function formulaSheet(demo: Demo, pane: DemoPane) {
  const { page } = demo;
  const region = pane.region("Formulas");
  return {
    region,
    /** People named by their slugs from G1 down, a formula beside each in H. */
    async fill(slugs: readonly string[], formula: string): Promise<void> {
      await page.evaluate(
        async ({ slugs: named, formula: first }) => {
          await window.workbench.setCells(
            "G1",
            named.map((slug) => [`https://www.linkedin.com/in/${slug}`]),
          );
          await window.workbench.setCells("H1", [[first]]);
          if (named.length > 1) await window.workbench.fillDown(`H1:H${named.length}`);
        },
        { slugs, formula },
      );
      await shown(page, `H1:H${slugs.length}`);
    },
    set: (address: string, rows: readonly (readonly (string | number)[])[]) =>
      page.evaluate(({ where, cells }) => window.workbench.setCells(where, cells), { where: address, cells: rows }),
    select: (address: string) => page.evaluate((where) => window.workbench.select(where), address),
    command: (id: string) => page.evaluate((button) => window.workbench.command(button), id),
    shown: (address: string) => shown(page, address),
    /** Opens the region's buttons. */
    open: () => region.getByRole("button", { name: /^Formulas/ }).click(),
    /** Waits for the region to say so. */
    says: (words: string | RegExp) => region.getByText(words).last().waitFor({ timeout: 15_000 }),
    async press(name: string): Promise<void> {
      await region.getByRole("button", { name, exact: true }).click();
    },
    /** The numbers of the price by their terms. */
    async price(): Promise<Readonly<Record<string, string>>> {
      const price = region.getByRole("group", { name: "Refresh price" });
      await price.waitFor();
      const terms = await price.locator("dt").allInnerTexts();
      const numbers = await price.locator("dd").allInnerTexts();
      return Object.fromEntries(terms.map((term, index) => [term, numbers[index] ?? ""]));
    },
    /** Requests and credits spent by `work`. */
    async spent(work: () => Promise<unknown>): Promise<{ readonly requests: number; readonly credits: number }> {
      const before = await demo.ledger();
      await work();
      const after = await demo.ledger();
      return { requests: after.requests - before.requests, credits: after.credits - before.credits };
    },
    until: waitUntil,
  };
}

async function shown(page: Page, address: string) {
  const rows = await page.evaluate(async (where) => {
    await window.workbench.settled();
    return window.workbench.getCells(where);
  }, address);
  return rows.flat();
}
