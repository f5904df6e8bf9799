import type { Browser, BrowserContext, Frame, Page } from "playwright-core";
import type { FunctionResult } from "../../src/workbench/functions";
import { waitUntil } from "../support/wait-until";
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

  it("streams, and tells the add-in of cancelled calls", async () => {
    await page.evaluate(() => window.page.begin([{ id: "CLOCK" }, { id: "SLOW" }], () => undefined));
    await page.waitForFunction(() => window.page.results.length >= 3);
    await page.evaluate(() => window.page.cancelLast());
    await frame.waitForFunction(() => window.seen.canceled === 2);
    const results = await page.evaluate(() => window.page.results);

    expect(results).toEqual([...results].sort((a, b) => Number(a) - Number(b)));
  });

  it("settles functions that throw, are not associated or not offered", async () => {
    const results = await call([{ id: "CRASH" }, { id: "NOWHERE" }, { id: "UNKNOWN" }]);

    expect(results).toEqual([
      { type: "error", code: "#VALUE!", message: expect.stringContaining("GUEST.CRASH failed") as string },
      { type: "error", code: "#VALUE!", message: expect.stringContaining("GUEST.NOWHERE failed") as string },
      { type: "error", code: "#NAME?", message: "The add-in offers no function GUEST.UNKNOWN." },
    ]);
  });

  it("tells handlers of edits, selections and sheets, with their source and range", async () => {
    await frame.evaluate(() =>
      Excel.run(async (excel) => {
        const sheet = excel.workbook.worksheets.getItem("Sheet1");
        sheet.onChanged.add(async (event) => {
          await Excel.run(async (inner) => {
            const range = event.getRange(inner);
            range.load("values");
            await inner.sync();
            window.seen.events.push(["changed", event.address, event.source, event.changeType, range.values[0]?.[0]]);
          });
        });
        excel.workbook.worksheets.onSelectionChanged.add((event) => {
          window.seen.events.push(["selected", event.address]);
          return Promise.resolve();
        });
        excel.workbook.onSelectionChanged.add(() => {
          window.seen.events.push(["document"]);
          return Promise.resolve();
        });
        excel.workbook.worksheets.onAdded.add((event) => {
          window.seen.events.push(["added", event.worksheetId]);
          return Promise.resolve();
        });
        await excel.sync();
      }),
    );
    await page.evaluate(() => {
      const { grid } = window.page;
      const cell = { row: 8, column: 0, rowCount: 1, columnCount: 1 };
      grid.enter("sheet-1", cell, [["theirs"]], "coauthor");
      grid.select("sheet-1", [cell]);
      grid.addSheet("New");
    });
    await frame.waitForFunction(() => window.seen.events.length >= 4);

    const events = await frame.evaluate(() => window.seen.events);
    expect(events).toEqual(
      expect.arrayContaining([
        ["changed", "A9", "Remote", "RangeEdited", "theirs"],
        ["selected", "A9"],
        ["document"],
        ["added", "sheet-2"],
      ]),
    );
  });

  it("stops telling handlers that were removed, and none while events are off", async () => {
    const heard = await frame.evaluate(async () => {
      let count = 0;
      const registration = await Excel.run(async (excel) => {
        const added = excel.workbook.worksheets.getItem("Sheet1").onChanged.add(() => {
          count += 1;
          return Promise.resolve();
        });
        await excel.sync();
        return added;
      });
      const edit = (enableEvents: boolean) =>
        Excel.run(async (excel) => {
          excel.runtime.enableEvents = enableEvents;
          await excel.sync();
          excel.workbook.worksheets.getItem("Sheet1").getRange("A1").values = [[1]];
          await excel.sync();
        });
      const told = async () => {
        for (let round = 0; round < 5; round += 1) await Excel.run((excel) => excel.sync());
      };
      await edit(false);
      await told();
      const whileOff = count;
      await edit(true);
      await told();
      const whileOn = count;
      await Excel.run(registration.context, async (excel) => {
        registration.remove();
        await excel.sync();
      });
      await edit(true);
      await told();
      return [whileOff, whileOn, count];
    });

    expect(heard).toEqual([0, 1, 1]);
  });

  it("keeps a tracked range on its cells while a co-author inserts rows", async () => {
    await frame.evaluate(() =>
      Excel.run(async (excel) => {
        const range = excel.workbook.worksheets.getActiveWorksheet().getRange("B5:C6");
        range.load("address");
        excel.trackedObjects.add(range);
        await excel.sync();
        window.seen.kept = range;
      }),
    );
    await page.evaluate(() => window.page.grid.insertRows("sheet-1", 0, 2, "coauthor"));
    const address = await frame.evaluate(async () => {
      const range = window.seen.kept;
      range?.load("address");
      await range?.context.sync();
      return range?.address;
    });

    expect(address).toBe("Sheet1!B7:C8");
  });

  it("writes and reads large blocks", async () => {
    const sums = await frame.evaluate(() =>
      Excel.run(async (excel) => {
        const values = Array.from({ length: 500 }, (_, row) =>
          Array.from({ length: 10 }, (_unused, column) => row * column),
        );
        const range = excel.workbook.worksheets.getItem("Sheet1").getRange("A1").getResizedRange(499, 9);
        range.values = values;
        await excel.sync();
        range.load("values");
        await excel.sync();
        const sum = (rows: unknown[][]) => rows.flat().reduce<number>((total, value) => total + Number(value), 0);
        return [sum(values), sum(range.values)];
      }),
    );

    expect(sums[1]).toBe(sums[0]);
  });

  it("gives errors with their place", async () => {
    const errors = await frame.evaluate(async () => {
      const failing = (work: (excel: Excel.RequestContext) => void) =>
        Excel.run(async (excel) => {
          work(excel);
          await excel.sync();
        }).then(
          () => undefined,
          (error: unknown) =>
            error instanceof OfficeExtension.Error
              ? { code: error.code, location: error.debugInfo.errorLocation, statement: error.debugInfo.statement }
              : undefined,
        );
      return [
        await failing((excel) => excel.workbook.worksheets.getItem("Nope").getRange("A1").load("values")),
        await failing((excel) => {
          excel.workbook.worksheets.getActiveWorksheet().getRange("A1:B2").values = [[1]];
        }),
        await failing((excel) => excel.workbook.worksheets.getActiveWorksheet().charts.load("count")),
      ];
    });
    const report = await page.evaluate(() => window.page.host?.report());

    expect(errors).toMatchObject([
      { code: "ItemNotFound", location: "WorksheetCollection.getItem" },
      { code: "InvalidArgument" },
      { code: "ApiNotFound" },
    ]);
    expect(errors[0]?.statement).toContain("getItem");
    expect(report?.missingMembers).toEqual(["Worksheet.charts"]);
  });

  it("refuses payloads over 5 MB, and what it is told to refuse", async () => {
    const write = (text: string, cells: number) =>
      frame.evaluate(
        ([length, count]) =>
          Excel.run(async (excel) => {
            const range = excel.workbook.worksheets
              .getActiveWorksheet()
              .getRange("A1")
              .getResizedRange(count - 1, 0);
            range.values = Array.from({ length: count }, () => ["x".repeat(length)]);
            await excel.sync();
          }).then(
            () => "ok",
            (error: unknown) => (error instanceof OfficeExtension.Error ? error.code : "other"),
          ),
        [text.length, cells] as const,
      );
    const tooLarge = await write("x".repeat(30_000), 200);
    await page.evaluate(() => window.page.host?.fault("cellEditMode", 1));
    const inEditMode = await write("x", 1);
    await page.evaluate(() => window.page.host?.fault("sessionExpired", 1));
    const expired = await write("x", 1);
    await page.evaluate(() => window.page.grid.protectSheet("sheet-1", true));
    const isProtected = await write("x", 1);
    await page.evaluate(() => window.page.grid.protectSheet("sheet-1", false));
    const well = await write("x", 1);

    expect([tooLarge, inEditMode, expired, isProtected, well]).toEqual([
      "RequestPayloadSizeLimitExceeded",
      "InvalidOperationInCellEditMode",
      "InvalidOrTimedOutSession",
      "AccessDenied",
      "ok",
    ]);
  });

  it("keeps the document's settings", async () => {
    const seen = await frame.evaluate(async () => {
      const { settings } = Office.context.document;
      const before: unknown = settings.get("saved");
      settings.set("fields", ["a", "b"]);
      settings.remove("saved");
      await new Promise<void>((resolve) => settings.saveAsync(() => resolve()));
      return Excel.run(async (excel) => {
        const item = excel.workbook.settings.getItem("fields");
        item.load("value");
        await excel.sync();
        return { before, after: item.value as unknown };
      });
    });
    const kept = await page.evaluate(() => window.page.host?.settings());

    expect(seen).toEqual({ before: "before", after: ["a", "b"] });
    expect(kept).toEqual({ fields: '["a","b"]' });
  });

  it("runs commands, and says which one the add-in does not know", async () => {
    await page.evaluate(() => window.page.host?.runCommand("sayHello", "Guest.Hello"));
    const refused = await page.evaluate(() =>
      window.page.host?.runCommand("nothing", "Guest.Nothing").then(
        () => "completed",
        (error: unknown) => String(error),
      ),
    );

    expect(await frame.evaluate(() => window.seen.commands)).toEqual(["Guest.Hello"]);
    expect(refused).toContain("has not associated the command nothing");
  });

  it("shows and hides the pane, starts with the document and switches buttons", async () => {
    await frame.evaluate(async () => {
      await Office.addin.onVisibilityModeChanged((message) => {
        window.seen.visibility.push(message.visibilityMode);
      });
      await Office.addin.hide();
      await Office.addin.showAsTaskpane();
      await Office.addin.setStartupBehavior(Office.StartupBehavior.load);
      await Office.ribbon.requestUpdate({
        tabs: [{ id: "TabHome", groups: [{ id: "G", controls: [{ id: "Guest.Hello", enabled: false }] }] }],
      });
    });
    await page.evaluate(() => window.page.host?.setPaneVisible(false));
    await frame.waitForFunction(() => window.seen.visibility.length === 3);

    expect(await frame.evaluate(() => window.seen.visibility)).toEqual(["Hidden", "Taskpane", "Hidden"]);
    expect(await frame.evaluate(() => Office.addin.getStartupBehavior())).toBe("Load");
    expect(await page.evaluate(() => window.page.visibility)).toEqual([false, true]);
    expect(await page.evaluate(() => window.page.ribbon)).toEqual([["Guest.Hello", { enabled: false }]]);
  });

  it("declares what npm's office.js can do, and no more", async () => {
    const supported = await frame.evaluate(() =>
      [
        ["ExcelApi", "1.15"],
        ["ExcelApi", "1.16"],
        ["CustomFunctionsRuntime", "1.4"],
        ["CustomFunctionsRuntime", "1.5"],
        ["SharedRuntime", "1.2"],
      ].map(([name, version]) => Office.context.requirements.isSetSupported(name ?? "", version)),
    );

    expect(supported).toEqual([true, false, true, false, true]);
  });

  it("makes calls again that were under way when the add-in was reloaded", async () => {
    await page.evaluate(() => window.page.host?.ready());
    await page.evaluate(() => window.page.begin([{ id: "SLOW" }], () => undefined));
    await waitUntil(async () => (await page.evaluate(() => window.page.host?.report().invocations)) === 1);
    await page.evaluate(() => window.page.host?.reload());
    frame = await frameOf(0);
    const [sum] = await call([{ id: "ADD", args: [2, 3] }]);

    expect(sum).toBe(5);
    expect(await page.evaluate(() => window.page.host?.report().invocations)).toBe(3);
  });

  it("serves a page that reloads itself", async () => {
    await frame.evaluate(() => {
      Reflect.deleteProperty(window, "seen");
      location.reload();
    });
    frame = await frameOf(0);
    const [sum] = await call([{ id: "ADD", args: [2, 3] }]);

    expect(sum).toBe(5);
  });

  it("lets two people's add-ins share a workbook, each seeing the other's edits as remote", async () => {
    await page.evaluate((url) => window.page.startOther(url), servers.addinUrl);
    const other = await frameOf(1);
    const listen = () =>
      Excel.run(async (excel) => {
        excel.workbook.worksheets.getItem("Sheet1").onChanged.add((event) => {
          window.seen.events.push([event.address, event.source]);
          return Promise.resolve();
        });
        await excel.sync();
      });
    await frame.evaluate(listen);
    await other.evaluate(listen);
    await other.evaluate(() =>
      Excel.run(async (excel) => {
        excel.workbook.worksheets.getItem("Sheet1").getRange("C3").values = [["theirs"]];
        await excel.sync();
      }),
    );
    await Promise.all([frame, other].map((each) => each.waitForFunction(() => window.seen.events.length > 0)));

    expect(await frame.evaluate(() => window.seen.events)).toEqual([["C3", "Remote"]]);
    expect(await other.evaluate(() => window.seen.events)).toEqual([["C3", "Local"]]);
  });

  it("serves a page of functions alone, which loads the custom-functions runtime instead of office.js", async () => {
    await page.evaluate((url) => {
      window.page.host?.dispose();
      window.page.start(url);
    }, `${servers.addinUrl}functions.html`);
    const results = await call([
      { id: "ADD", args: [2, 3] },
      { id: "LATER", args: ["Bo"] },
    ]);

    expect(results).toEqual([5, "Hello Bo"]);
  });

  it("hears that people are to be asked before they close the document", async () => {
    await frame.evaluate(async () => {
      await Office.addin.beforeDocumentCloseNotification.enable();
      await Office.addin.beforeDocumentCloseNotification.disable();
    });

    expect(await page.evaluate(() => window.page.closeWarnings)).toEqual([true, false]);
  });
});
