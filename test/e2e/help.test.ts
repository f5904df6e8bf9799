import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { startDemo, type Demo } from "../support/demo";

/** The built add-in names only what is there, and its help is there for everybody. */
const root = path.resolve(__dirname, "../..");
const dist = path.join(root, "dist");
const textOf = (file: string): string => readFileSync(path.join(dist, file), "utf8");

interface BuiltFunction {
  readonly id: string;
  readonly name: string;
  readonly helpUrl: string;
}

describe("the build", () => {
  const { functions } = JSON.parse(textOf("functions.json")) as { readonly functions: readonly BuiltFunction[] };

  test("describes exactly the functions that the add-in associates", () => {
    const source = readFileSync(path.join(root, "src/excel/functions/functions.ts"), "utf8");
    const associated = Array.from(source.matchAll(/CustomFunctions\.associate\("(\w+)"/gu), ([, id]) => id);

    expect(associated.length).toBeGreaterThan(0);
    expect(functions.map(({ id }) => id)).toEqual(associated);
  });

  test.each(functions.map(({ name, helpUrl }) => [name, helpUrl] as const))(
    "has a help page with the heading of %s where its helpUrl leads",
    (name, helpUrl) => {
      const { pathname, hash } = new URL(helpUrl);
      const section = textOf(pathname.slice(1)).split(`<section id="${hash.slice(1)}">`)[1] ?? "";

      expect(section.trimStart()).toMatch(new RegExp(`^<h2>ENRICH\\.${name}</h2>`, "u"));
    },
  );

  test("holds a file for every address of its manifest", () => {
    const manifest = textOf("manifest.xml");
    const icon = /<IconUrl\s+DefaultValue="([^"]*)"/u.exec(manifest)?.[1] ?? "";
    const { origin } = new URL(icon);
    const addresses = Array.from(manifest.matchAll(/DefaultValue="(https:[^"]*)"/gu), ([, address = ""]) => address);

    const missing = addresses
      .map((address) => new URL(address))
      .filter((address) => address.origin !== origin || !existsSync(path.join(dist, address.pathname)));
    expect(addresses.length).toBeGreaterThan(5);
    expect(missing.map(String)).toEqual([]);
  });
});

describe("the help pages", () => {
  let demo: Demo;
  let page: Page;
  let origin: string;
  jest.setTimeout(60_000);

  beforeAll(async () => {
    demo = await startDemo();
    origin = (await demo.page.evaluate(() => window.workbench.report())).addinOrigin;
    page = await demo.context.newPage();
    await demo.context.grantPermissions(["clipboard-read", "clipboard-write"], { origin });
  }, 120_000);
  afterAll(() => demo.stop());

  const pages = readdirSync(path.join(dist, "help")).filter((file) => file.endsWith(".html"));

  test.each(pages)("%s is clean for axe, light and dark, and fits 320 pixels", async (file) => {
    await page.setViewportSize({ width: 320, height: 700 });
    await page.goto(`${origin}/help/${file}`);
    // The pages' own policy lets no script in but theirs; axe comes through the debugger.
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(axe.source);
      const found = await page.evaluate(async () => {
        const { axe: loaded } = window as unknown as { axe: { run(): Promise<axe.AxeResults> } };
        return (await loaded.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`);
      });
      expect(found).toEqual([]);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });

  test("copy an example with the separator that was chosen, by keyboard", async () => {
    await page.goto(`${origin}/help/functions.html#person`);
    const copy = page.getByRole("button", { name: "Copy =ENRICH.PERSON($A2, B$1)" });
    await copy.focus();
    await page.keyboard.press("Enter");
    await page.locator("#person").getByText("Copied.").waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("=ENRICH.PERSON($A2, B$1)");

    await page.getByRole("radio", { name: "a semicolon" }).check();
    await copy.click();
    await page.waitForFunction(async () => (await navigator.clipboard.readText()).includes(";"));
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("=ENRICH.PERSON($A2; B$1)");
  });
});
