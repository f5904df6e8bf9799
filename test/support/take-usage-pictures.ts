import path from "node:path";
import { launchBrowser } from "./browser";
import { startUsageGateway } from "./usage-gateway";

/** The pictures of the usage page in the help, from `dist/`: `npx tsx test/support/take-usage-pictures.ts` writes them anew. */
const folder = path.join(__dirname, "../../assets/help/usage");

async function takePictures(): Promise<void> {
  const gateway = await startUsageGateway();
  const browser = await launchBrowser();
  for (const colorScheme of ["light", "dark"] as const) {
    const context = await browser.newContext({ viewport: { width: 720, height: 1020 }, colorScheme });
    const page = await context.newPage();
    await page.clock.setFixedTime(new Date("2026-11-23T20:00:00Z"));
    await page.goto(`${gateway.origin}/usage.html`);
    await page.getByRole("table").waitFor();
    await page.screenshot({ path: path.join(folder, `month-${colorScheme}.png`), caret: "hide" });
    await context.close();
  }
  await browser.close();
  await gateway.close();
}

void takePictures();
