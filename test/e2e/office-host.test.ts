import type { Browser, BrowserContext, Frame, Page } from "playwright-core";
import type { FunctionResult } from "../../src/workbench/functions";
import { launchBrowser } from "../support/browser";
import { type Servers, startServers } from "./office-host/servers";
import type {} from "./office-host/addin-page";
import type {} from "./office-host/host-page";

jest.setTimeout(60_000);

describe("the host of the real office.js", () => {
  let servers: Servers;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let frame: Frame;

  async function frameOf(position: number): Promise<Frame> {
    const element = await page.waitForSelector(`iframe >> nth=${position}`, { state: "attached" });
    const found = await element.contentFrame();
    if (!found) throw new Error("The add-in's frame has no page.");
    await found.waitForFunction(() => "seen" in window);
    await found.evaluate(() => window.seen.ready);
    return found;
  }

  const call = (calls: readonly { id: string; args?: readonly unknown[]; address?: string }[]) =>
    page.evaluate((list) => window.page.call(list), calls);

  beforeAll(async () => {
    servers = await startServers();
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser.close();
    await servers.close();
  });

  beforeEach(async () => {
    context = await browser.newContext({ ignoreHTTPSErrors: true });
    page = await context.newPage();
    await page.goto(servers.hostUrl);
    await page.evaluate((url) => window.page.start(url), servers.addinUrl);
    frame = await frameOf(0);
  });

  afterEach(() => context.close());

  it("lets office.js start as in Excel on the web", async () => {
    const info = await frame.evaluate(() => window.seen.ready);

    expect(info).toMatchObject({ host: "Excel", platform: "OfficeOnline" });
  });

  it("answers load and takes values", async () => {
    const read = await frame.evaluate(() =>
      Excel.run(async (excel) => {
        const range = excel.workbook.worksheets.getActiveWorksheet().getRange("B2:C3");
        range.values = [
          [1, "two"],
          ["=A1", true],
        ];
        range.load("values,formulas,address");
        await excel.sync();
        return { values: range.values, formulas: range.formulas, address: range.address };
      }),
    );

    expect(read).toEqual({
      values: [
        [1, "two"],
        [0, true],
      ],
      formulas: [
        [1, "two"],
        ["=A1", true],
      ],
      address: "Sheet1!B2:C3",
    });
  });

  it("carries custom functions: sync, async, spills, errors with their text", async () => {
    const results = await call([
      { id: "ADD", args: [1, 2] },
      { id: "ADD", args: [1] },
      { id: "LATER", args: ["Ann"] },
      { id: "GRID" },
      { id: "MIXED" },
      { id: "FAIL" },
      { id: "WHERE", address: "'My sheet'!C7" },
      { id: "DATE" },
    ]);

    expect(results).toEqual([
      3,
      101,
      "Hello Ann",
      [
        [1, 2],
        ["x", true],
      ],
      [["ok", { type: "error", code: "#N/A", message: "nobody" }]],
      { type: "error", code: "#N/A", message: "No match. 0 credits." },
      "'My sheet'!C7",
      { type: "formattedNumber", value: 45000, numberFormat: "yyyy-mm-dd" },
    ] satisfies FunctionResult[]);
  });
});
