import axe from "axe-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { launchBrowser } from "../support/browser";
import { startUsageGateway, usageMoods, type UsageMood } from "../support/usage-gateway";

/** The administrator's page in every state, colour and width, under the policy that production serves it with. */
let browser: Browser;
let gateway: Awaited<ReturnType<typeof startUsageGateway>>;
let context: BrowserContext;
let page: Page;
let complaints: string[];

jest.setTimeout(120_000);

beforeAll(async () => {
  browser = await launchBrowser();
  gateway = await startUsageGateway();
});
afterAll(async () => {
  await browser.close();
  await gateway.close();
});

/** What stands on the page when it has come to rest. */
const marks: Readonly<Record<UsageMood, string>> = {
  "a month": "Biggest spender",
  "nothing yet": "Nobody has asked yet in these days",
  "no sign-in": "Paste an administrator’s team token",
  "no administrator": "This account may not see who spent what",
  down: "The gateway cannot answer now. Try again in 30 seconds.",
  slow: "Loading…",
};

async function open(media: Parameters<Browser["newContext"]>[0], mood: UsageMood = "a month"): Promise<void> {
  context = await browser.newContext({ timezoneId: "Pacific/Auckland", reducedMotion: "reduce", ...media });
  page = await context.newPage();
  complaints = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
      complaints.push(message.text());
  });
  await page.clock.setFixedTime(new Date("2026-11-23T20:00:00Z"));
  gateway.feel(mood);
  await page.goto(`${gateway.origin}/usage.html`);
  await page.getByText(marks[mood]).waitFor();
}
afterEach(() => context.close());

async function violations(): Promise<readonly string[]> {
  // The page's policy lets no script in but its own; axe comes through the debugger.
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe: checker } = window as unknown as { readonly axe: typeof axe };
    const { violations: found } = await checker.run(document);
    return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}

/** How many of the chart's pixels are painted, and in how many colours. */
function painted(): Promise<{ readonly pixels: number; readonly colours: number }> {
  return page.locator("canvas").evaluate((canvas) => {
    if (!(canvas instanceof HTMLCanvasElement)) throw new Error("The chart is a canvas.");
    const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
    const counts = new Map<string, number>();
    for (let at = 0; at < data.length; at += 4) {
      if (data[at + 3] !== 255) continue;
      const colour = data.slice(at, at + 3).join();
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
    const large = [...counts.values()].filter((count) => count > 100);
    return { pixels: large.reduce((sum, count) => sum + count, 0), colours: large.length };
  });
}

const colours = [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["high contrast", { colorScheme: "dark", forcedColors: "active" }],
] as const;
const states = colours.flatMap(([name, media]) => [
  ...usageMoods.map((mood) => [name, 320, mood, media] as const),
  [name, 1280, "a month", media] as const,
]);

test.each(states)(
  "in %s at %i pixels, %s: axe finds nothing, nothing is wider than the page, and the policy refuses nothing",
  async (_name, width, mood, media) => {
    await open({ ...media, viewport: { width, height: 700 } }, mood);

    expect(await violations()).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(complaints).toEqual([]);
  },
);

test("the chart is painted, in as many colours as people, also in forced colours and after a change of theme", async () => {
  for (const [, media] of colours) {
    await open({ ...media, viewport: { width: 1280, height: 700 } });
    const { pixels, colours: shown } = await painted();
    expect(pixels).toBeGreaterThan(10_000);
    expect(shown).toBeGreaterThanOrEqual(9);
    await context.close();
  }
  await open({ colorScheme: "light", viewport: { width: 320, height: 700 } });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.waitForFunction(() =>
    document.querySelector(".fui-FluentProvider")?.getAttribute("style")?.includes("dark"),
  );
  expect((await painted()).colours).toBeGreaterThanOrEqual(9);
});

test("the days are those of UTC, wherever the person is", async () => {
  await open({ viewport: { width: 768, height: 700 } });

  // In Auckland it is Nov 24 already.
  await page.getByText("Nov 1, 2026 to Nov 23, 2026, days in UTC: 5,341 credits.").waitFor();
});

test("everything can be done by keyboard alone", async () => {
  await open({ viewport: { width: 768, height: 700 } });
  const reached: string[] = [];
  while (reached.length < 20 && reached.at(-1) !== "Download all rows (CSV)") {
    await page.keyboard.press("Tab");
    reached.push(
      await page.evaluate(() => {
        const element = document.activeElement;
        return (element instanceof HTMLInputElement ? element.closest("label") : element)?.textContent ?? "";
      }),
    );
  }

  // The period is a list of many words; the frame of the table can be scrolled where it is too narrow.
  expect(reached.slice(1).filter((name) => name.length < 40)).toEqual([
    ...["Refresh", "By person", "Person"],
    ...["Person", "Credits", "Share", "Workbooks", "Days", "Last day"],
    ...["Download this table (CSV)", "Download all rows (CSV)"],
  ]);

  await page.getByRole("button", { name: "Days", exact: true }).focus();
  await page.keyboard.press("Enter");
  expect(await page.getByRole("columnheader", { name: "Days" }).getAttribute("aria-sort")).toBe("descending");
  await page.keyboard.press("Space");
  expect(await page.getByRole("columnheader", { name: "Days" }).getAttribute("aria-sort")).toBe("ascending");

  await page.getByRole("radio", { name: "By person" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.getByRole("img", { name: /split by section/u }).waitFor();
});

test("other days are asked for by the period, and a year is shown by month", async () => {
  await open({ viewport: { width: 320, height: 700 } });

  await page.getByLabel("Period").selectOption("Own dates");
  await page.getByLabel("First day").fill("2026-01-10");

  await page.getByRole("heading", { name: "Credits by month" }).waitFor();
  await page.getByText("Jan 10, 2026 to Nov 23, 2026").waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
