import type { Page } from "playwright-core";
import { serveSpreadsheetPages, type SpreadsheetPages } from "../support/spreadsheet-page";

jest.setTimeout(120_000);

let pages: SpreadsheetPages;
let page: Page;

beforeAll(async () => {
  pages = await serveSpreadsheetPages();
});
afterAll(() => pages.close());
beforeEach(async () => {
  page = await pages.open();
});
afterEach(async () => {
  await page.close();
  expect(pages.problems.splice(0)).toEqual([]);
});

describe("input", () => {
  test("is read as if typed, and kept as text where the format or an apostrophe says so", async () => {
    const cells = await page.evaluate(async () => {
      window.sheet.setNumberFormat(window.sheet.activeSheetId(), window.at("A2:C2"), [["@", "@", "@"]]);
      window.put("A1", [["007", "'007", "=1+1", "+1+1", "-1-1", "TRUE", "2024-01-31", "-5", "'=x"]]);
      window.put("A2", [["007", "=1+1", 5]]);
      await window.settled();
      return window.cells("A1:I2").map((row) => row.map(({ kind, value, formula }) => [kind, value, formula]));
    });

    expect(cells[0]).toEqual([
      ["number", 7, ""],
      ["text", "007", ""],
      ["number", 2, "=1+1"],
      ["number", 2, "=1+1"],
      ["number", -2, "=-1-1"],
      ["boolean", true, ""],
      ["number", 45322, ""],
      ["number", -5, ""],
      ["text", "=x", ""],
    ]);
    expect(cells[1]?.slice(0, 3)).toEqual([
      ["text", "007", ""],
      ["text", "=1+1", ""],
      ["text", "5", ""],
    ]);
  });

  test("is one undo step, and undo and redo tell what changed", async () => {
    const seen = await page.evaluate(async () => {
      const { sheet } = window;
      window.put("A1", [["a"], ["b"]]);
      window.put("A1", [["c"], [null]]);
      await window.settled();
      const types: string[] = [];
      sheet.onChange((change) => types.push(change.type));
      const before = window.texts("A1:A2");
      sheet.undo();
      const undone = window.texts("A1:A2");
      sheet.redo();
      const redone = window.texts("A1:A2");
      await window.settled();
      return { before, undone, redone, types };
    });

    expect(seen.before).toEqual([["c"], ["b"]]);
    expect(seen.undone).toEqual([["a"], ["b"]]);
    expect(seen.redone).toEqual([["c"], ["b"]]);
    expect(seen.types.filter((type) => type === "edited")).toHaveLength(2);
  });
});

describe("functions of the add-in", () => {
  test("show #BUSY!, then their value, asked in one message with the calling addresses", async () => {
    const seen = await page.evaluate(async () => {
      window.put("A1", [["Ada"], ["Alan"], ["missing"]]);
      window.put("B1", [["=ENRICH.PERSON(A1)"], ['=enrich.person(A2,"x")'], ["=ENRICH.PERSON(A3)"], ["=LEN(B1)"]]);
      await window.until(() => window.runtime.calls() > 0);
      const busy = window.cells("B1:B4").map(([cell]) => cell?.kind);
      await window.settled();
      return { busy, after: window.cells("B1:B4").flat(), batches: window.runtime.batches };
    });

    expect(seen.busy).toEqual(["busy", "busy", "busy", "busy"]);
    expect(seen.after.map(({ value }) => value)).toEqual(["name:Ada", "x:Alan", "#N/A", 8]);
    expect(seen.after[2]).toMatchObject({ kind: "error", message: "No match. 0 credits." });
    expect(seen.batches).toHaveLength(1);
    expect(seen.batches[0]?.map(({ address }) => address).sort()).toEqual(["Sheet1!B1", "Sheet1!B2", "Sheet1!B3"]);
  });

  test("get their arguments shaped as described", async () => {
    const calls = await page.evaluate(async () => {
      window.put("A1", [
        ["x", 1],
        ["", true],
      ]);
      window.put("D1", [["=ENRICH.COUNTIN(A1)"], ["=ENRICH.COUNTIN(A1:B2)"], ["=ENRICH.SHAPE(A2)"]]);
      window.put("D4", [["=ENRICH.SHAPE(1,,2,3)"], ["=ENRICH.WHERE(A1:B2)"], ['=ENRICH.PERSON("a",5)']]);
      window.put("D8", [["=ENRICH.DAY(B1)"], ["=ENRICH.NOSUCH(1)"], ["=ENRICH.DAY(A1)"]]);
      await window.settled();
      const asked = window.runtime.batches.flat();
      const of = (name: string) => asked.filter((call) => call.name === name);
      return {
        of: { COUNTIN: of("COUNTIN"), SHAPE: of("SHAPE"), WHERE: of("WHERE"), PERSON: of("PERSON") },
        shown: window.cells("D1:D10").flat(),
      };
    });

    expect(calls.of.COUNTIN.map(({ args }) => args)).toEqual(
      expect.arrayContaining([
        [[["x"]]],
        [
          [
            ["x", 1],
            [null, true],
          ],
        ],
      ]),
    );
    expect(calls.of.SHAPE.map(({ args }) => args)).toEqual(
      expect.arrayContaining([
        [null, null, []],
        [1, null, [2, 3]],
      ]),
    );
    expect(calls.of.WHERE[0]?.parameterAddresses).toEqual(["Sheet1!A1:B2"]);
    expect(calls.of.PERSON[0]?.args).toEqual(["a", "5"]);
    expect(calls.shown[7]).toMatchObject({ kind: "number", value: 1, text: "1900-01-01", numberFormat: "yyyy-mm-dd" });
    expect(calls.shown[8]).toMatchObject({ kind: "error", value: "#NAME?" });
    expect(calls.shown[9]).toMatchObject({ kind: "error", value: "#VALUE!" });
  });

  test("spill, shrink, are blocked and freed; errors inside a spill keep their message", async () => {
    const seen = await page.evaluate(async () => {
      window.put("A1", [["=ENRICH.LIST(3,2)"]]);
      window.put("E1", [["=ENRICH.MIXED()"]]);
      await window.settled();
      const full = window.texts("A1:B3");
      const mixed = window.cells("E1:F2").flat();
      const used = window.sheet.usedRect(window.sheet.activeSheetId());
      window.put("A1", [["=ENRICH.LIST(2,1)"]]);
      await window.settled();
      const shrunk = window.texts("A1:B3");
      window.put("H2", [["in the way"]]);
      window.put("H1", [["=ENRICH.LIST(2,1)"]]);
      await window.settled();
      const blocked = window.cells("H1:H2").flat();
      window.put("H2", [[""]]);
      await window.settled();
      await window.sheet.calculated();
      return { full, mixed, used, shrunk, blocked, freed: window.texts("H1:H2") };
    });

    expect(seen.full).toEqual([
      ["r1c1", "r1c2"],
      ["r2c1", "r2c2"],
      ["r3c1", "r3c2"],
    ]);
    expect(seen.used).toEqual({ row: 0, column: 0, rowCount: 3, columnCount: 6 });
    expect(seen.mixed.map(({ kind, value }) => [kind, value])).toEqual([
      ["text", "fine"],
      ["number", 7],
      ["boolean", true],
      ["error", "#N/A"],
    ]);
    expect(seen.mixed[3]?.message).toBe("This person asked not to be shown.");
    expect(seen.mixed[3]?.formula).toBe("");
    expect(seen.shrunk).toEqual([
      ["r1c1", ""],
      ["r2c1", ""],
      ["", ""],
    ]);
    expect(seen.blocked.map(({ value }) => value)).toEqual(["#SPILL!", "in the way"]);
    expect(seen.freed).toEqual([["r1c1"], ["r2c1"]]);
  });

  test("are called once per element when a block is given for one value", async () => {
    const seen = await page.evaluate(async () => {
      window.put("A1", [["a"], ["b"], ["missing"]]);
      window.put("B1", [["=ENRICH.PERSON(A1:A3)"]]);
      await window.settled();
      return { texts: window.texts("B1:B3"), calls: window.runtime.calls(), batches: window.runtime.batches.length };
    });

    expect(seen).toEqual({ texts: [["name:a"], ["name:b"], ["#N/A"]], calls: 3, batches: 1 });
  });

  test("are not called by the branch of IF, IFERROR or IFNA that is not taken", async () => {
    const seen = await page.evaluate(async () => {
      window.put("A1", [["Ada"]]);
      window.put("B1", [
        ['=IF(A9="","",ENRICH.PERSON(A9))'],
        ['=IF(A1<>"",ENRICH.PERSON(A1),ENRICH.PERSON("no"))'],
        ['=IFERROR(ENRICH.PERSON("missing"),"fallback")'],
        ['=IFERROR(ENRICH.PERSON(A1),ENRICH.PERSON("no"))'],
        ['=IFNA(1/0,"x")'],
      ]);
      const shown = new Set<string>();
      await window.until(() => {
        shown.add(window.texts("B3")[0]?.[0] ?? "");
        return window.sheet.busyCells().length === 0;
      });
      return { texts: window.texts("B1:B5").flat(), calls: window.runtime.calls(), shown: [...shown] };
    });

    expect(seen.texts).toEqual(["", "name:Ada", "fallback", "name:Ada", "#DIV/0!"]);
    expect(seen.calls).toBe(3);
    expect(seen.shown).toEqual(["#BUSY!", "fallback"]);
  });

  test("stream values until their cell is overwritten, and calls under way are cancelled then", async () => {
    const seen = await page.evaluate(async () => {
      window.put("A1", [["=ENRICH.CLOCK(1)"], ['=ENRICH.NEVER("k")']]);
      await window.until(() => Number(window.cells("A1")[0]?.[0]?.value) >= 3);
      const busy = window.sheet.busyCells();
      window.put("A1", [["text"], ["other"]]);
      await window.settled();
      return { busy, cancelled: window.runtime.cancelled, texts: window.texts("A1:A2").flat() };
    });

    expect(seen.busy.some(({ row, column }) => row === 1 && column === 0)).toBe(true);
    expect(seen.cancelled.sort()).toEqual(["Sheet1!A1", "Sheet1!A2"]);
    expect(seen.texts).toEqual(["text", "other"]);
  });

  test("are cancelled and called again when an argument changes while they are busy", async () => {
    const seen = await page.evaluate(async () => {
      window.runtime.latencyMs = 400;
      window.put("A1", [["first", "=ENRICH.PERSON(A1)"]]);
      await window.until(() => window.runtime.calls() === 1);
      window.put("A1", [["second"]]);
      await window.settled();
      return { text: window.texts("B1"), cancelled: window.runtime.cancelled, calls: window.runtime.calls() };
    });

    expect(seen).toEqual({ text: [["name:second"]], cancelled: ["Sheet1!B1"], calls: 2 });
  });
});

describe("when functions run", () => {
  const prepare = async (): Promise<void> => {
    await page.evaluate(async () => {
      window.put("A1", [["p0"], ["p1"], ["p2"], ["p3"]]);
      window.put("B1", [
        ["=ENRICH.PERSON(A1)"],
        ["=ENRICH.PERSON(A2)"],
        ["=ENRICH.PERSON(A3)"],
        ["=ENRICH.PERSON(A4)"],
      ]);
      window.put("D1", [["=1+1"]]);
      await window.settled();
    });
  };
  const callsOf = async (work: () => void): Promise<number> => {
    return page.evaluate(async (source) => {
      const before = window.runtime.calls();
      (0, eval)(`(${source})()`);
      await window.settled();
      await window.sheet.calculated();
      return window.runtime.calls() - before;
    }, work.toString());
  };
  const texts = (address: string): Promise<string[]> => page.evaluate((where) => window.texts(where).flat(), address);

  test("again for an edited precedent and an entered formula, not for anything else edited or filtered", async () => {
    await prepare();

    expect(await callsOf(() => window.put("A2", [["new"]]))).toBe(1);
    expect(await callsOf(() => window.put("B3", [["=ENRICH.PERSON(A3)"]]))).toBe(1);
    expect(await callsOf(() => window.put("F9", [["unrelated"]]))).toBe(0);
    expect(await callsOf(() => window.sheet.filter(window.sheet.activeSheetId(), window.at("A1:B4"), 0, "p2"))).toBe(0);
    expect(await texts("B1:B4")).toEqual(["name:p0", "name:new", "name:p2", "name:p3"]);
    // The first row of a filter holds its headers, as in Excel.
    expect(
      await page.evaluate(() => [0, 1, 2, 3].map((row) => window.sheet.isRowHidden(window.sheet.activeSheetId(), row))),
    ).toEqual([false, true, false, true]);
  });

  test("every one of the sheet after rows or columns are inserted or deleted, and after undo of it", async () => {
    await prepare();

    expect(await callsOf(() => window.sheet.insertRows(window.sheet.activeSheetId(), 1, 2, "user"))).toBe(4);
    expect(await texts("B1:B6")).toEqual(["name:p0", "", "", "name:p1", "name:p2", "name:p3"]);
    expect(await callsOf(() => window.sheet.undo())).toBe(4);
    expect(await texts("B1:B4")).toEqual(["name:p0", "name:p1", "name:p2", "name:p3"]);
    expect(await callsOf(() => window.sheet.insertColumns(window.sheet.activeSheetId(), 0, 1, "user"))).toBe(4);
    expect(await texts("C1:C4")).toEqual(["name:p0", "name:p1", "name:p2", "name:p3"]);
    expect(await callsOf(() => window.sheet.deleteRows(window.sheet.activeSheetId(), 0, 1, "user"))).toBe(3);
    expect(await texts("C1:C3")).toEqual(["name:p1", "name:p2", "name:p3"]);
  });

  test("every one after sorting, copying the sheet and recalculating", async () => {
    await prepare();
    await page.evaluate(() => window.put("C1", [[2], [4], [1], [3]]));

    expect(await callsOf(() => window.sheet.sort(window.sheet.activeSheetId(), window.at("A1:C4"), 2, "user"))).toBe(4);
    expect(await texts("A1:C4")).toEqual([
      ...["p2", "name:p2", "1"],
      ...["p0", "name:p0", "2"],
      ...["p3", "name:p3", "3"],
      ...["p1", "name:p1", "4"],
    ]);
    expect(await callsOf(() => void window.sheet.copySheet(window.sheet.activeSheetId()))).toBe(4);
    expect(await callsOf(() => window.sheet.recalculateAll())).toBe(8);
    expect(await callsOf(() => window.sheet.recalculate(window.sheet.activeSheetId(), window.at("B1:B2")))).toBe(2);
  });

  test("calls under way move with their rows", async () => {
    const seen = await page.evaluate(async () => {
      window.runtime.latencyMs = 400;
      window.put("A5", [["moved", "=ENRICH.PERSON(A5)"]]);
      await window.until(() => window.runtime.calls() === 1);
      window.sheet.insertRows(window.sheet.activeSheetId(), 0, 1, "user");
      await window.settled();
      return window
        .cells("B5:B6")
        .flat()
        .map(({ text, formula }) => [text, formula]);
    });

    expect(seen).toEqual([
      ["", ""],
      ["name:moved", "=ENRICH.PERSON(A6)"],
    ]);
  });

  test("a new runtime takes over what the former one did not answer", async () => {
    const seen = await page.evaluate(async () => {
      window.put("A1", [['=ENRICH.NEVER("k")'], ['=ENRICH.PERSON("a")']]);
      await window.until(() => window.texts("A2")[0]?.[0] === "name:a");
      const next = window.createRuntime();
      window.sheet.setRuntime(next);
      return next.batches.flat().map(({ name }) => name);
    });

    expect(seen).toEqual(["NEVER"]);
  });
});

describe("amounts", () => {
  test("1,000 rows of 3 formulas fill in one message and change one call at a time", async () => {
    const seen = await page.evaluate(async () => {
      const n = 1000;
      window.put(
        "A1",
        Array.from({ length: n }, (_, i) => [`P${i}`]),
      );
      const start = performance.now();
      window.put(
        "B1",
        Array.from({ length: n }, (_, i) => ["x", "y", "z"].map((field) => `=ENRICH.PERSON($A${i + 1},"${field}")`)),
      );
      await window.settled(60_000);
      const ms = performance.now() - start;
      const isRight = window.texts("B1:D1000").every((row, i) => row.join() === `x:P${i},y:P${i},z:P${i}`);
      const calls = window.runtime.calls();
      window.put("A5", [["Zed"]]);
      await window.settled();
      return { isRight, calls, more: window.runtime.calls() - calls, batches: window.runtime.batches.length, ms };
    });

    expect(seen).toMatchObject({ isRight: true, calls: 3000, more: 3, batches: 2 });
    expect(seen.ms).toBeLessThan(15_000);
  });
});

describe("the contract of grids", () => {
  test("is kept", async () => {
    const { count, broken } = await page.evaluate(() => window.brokenPromises());

    expect(broken).toEqual([]);
    expect(count).toBeGreaterThan(20);
  });
});

describe("files", () => {
  test("keep values, formulas, formats, looks and spills, and opening calls only what has no final value", async () => {
    const seen = await page.evaluate(async () => {
      const { sheet, runtime } = window;
      window.put("A1", [["Ada"], ["missing"], ["Zoe"], ["'=x"], [true], ["2024-01-31"]]);
      window.put("B1", [
        ["=ENRICH.PERSON(A1)"],
        ["=ENRICH.PERSON(A2)"],
        ["=ENRICH.LIST(2,2)"],
        [null],
        ["=ENRICH.PERSON(A99)"],
      ]);
      window.put("D1", [["=LEN(B1)"], ["=ENRICH.NEVER(1)"], ["=ENRICH.DAY(45000)"]]);
      sheet.setStyle(sheet.activeSheetId(), window.at("A1:B1"), { bold: true, fill: "#FFEE00" });
      sheet.setColumnWidth(sheet.activeSheetId(), 1, 1, 180);
      const onlyNeverIsBusy = (): boolean => sheet.busyCells().length === 1;
      await window.until(onlyNeverIsBusy);
      const before = window.cells("A1:D6");
      const calls = runtime.calls();
      const extras = await sheet.openXlsx(await sheet.saveXlsx('{"names":[]}'));
      await window.until(onlyNeverIsBusy);
      const asked = runtime.batches
        .flat()
        .slice(calls)
        .map(({ name, address }) => `${name} ${address}`);
      const after = window.cells("A1:D6");
      window.put("A1", [["New"]]);
      await window.until(onlyNeverIsBusy);
      return {
        ...{ before, after, asked, extras, edited: window.texts("B1:D1") },
        look: [sheet.style(sheet.activeSheetId(), 0, 0), sheet.columnWidth(sheet.activeSheetId(), 1)],
      };
    });

    expect(seen.after).toEqual(seen.before);
    expect(seen.asked).toEqual(["PERSON Sheet1!B2", "NEVER Sheet1!D2"]);
    expect(seen.extras).toBe('{"names":[]}');
    expect(seen.edited).toEqual([["name:New", "", "8"]]);
    expect(seen.look).toEqual([{ bold: true, fill: "#FFEE00" }, 180]);
  });
});

describe("previews", () => {
  test("call the functions of a formula once, without a cell", async () => {
    const seen = await page.evaluate(async () => {
      const previews = [];
      for (const formula of ['=LEN(ENRICH.PERSON("Ada"))', '=ENRICH.PERSON("missing")', "=ENRICH.LIST(1,2)"]) {
        previews.push(await window.sheet.preview(formula));
      }
      return {
        previews,
        calls: window.runtime.batches.flat(),
        used: window.sheet.usedRect(window.sheet.activeSheetId()),
      };
    });

    expect(seen.previews).toEqual([
      { value: 8, text: "8" },
      { value: "#N/A", text: "#N/A", message: "No match. 0 credits." },
      { value: [["r1c1", "r1c2"]], text: "r1c1" },
    ]);
    expect(seen.calls.map(({ address, isPreview }) => [address, isPreview])).toEqual([
      ["", true],
      ["", true],
      ["", true],
    ]);
    expect(seen.used).toBeUndefined();
  });
});

describe("at the keyboard and mouse", () => {
  // The sheet starts below the formula bar and headings; a row is 24 pixels high, a column 88 wide.
  const cell = (column: number, row: number): [number, number] => [47 + 88 * column + 44, 49 + 24 * row + 12];

  test("a formula is written with names, hints and values offered", async () => {
    await page.evaluate(() => window.put("A1", [["Ada"]]));
    await page.mouse.click(...cell(1, 0));
    await page.keyboard.type("=ENR", { delay: 20 });
    await page.getByText("What person does.").waitFor();
    await page.keyboard.type('ICH.PERSON(A1,"head', { delay: 20 });
    await page.getByRole("option", { name: "basic_profile.headline" }).waitFor();
    await page.keyboard.press("Tab");
    await page.getByRole("listbox").waitFor({ state: "hidden" });
    // As fast as a person types: Univer takes in keys a moment later than the browser.
    await page.keyboard.type(")", { delay: 300 });
    await page.keyboard.press("Enter", { delay: 300 });
    const seen = await page.evaluate(async () => {
      await window.until(() => window.texts("B1")[0]?.[0] !== "");
      await window.settled();
      return window
        .cells("B1")
        .flat()
        .map(({ text, formula }) => [text, formula]);
    });

    expect(seen).toEqual([["basic_profile.headline:Ada", '=ENRICH.PERSON(A1,"basic_profile.headline")']]);
  });

  test("a leading sign starts a formula, and an apostrophe a text", async () => {
    await page.evaluate(() => window.put("A1", [["Ada"]]));
    await page.mouse.click(...cell(1, 0));
    for (const typed of ['+A1&"x"', "-5", "'=1+1"]) {
      await page.keyboard.type(typed, { delay: 20 });
      await page.keyboard.press("Enter");
    }
    await page.evaluate(() => window.until(() => window.texts("B1:B3").join() === "Adax,-5,=1+1"));
  });

  test("an error tells its reason when it is pointed at", async () => {
    await page.evaluate(async () => {
      window.put("A1", [['=ENRICH.PERSON("missing")']]);
      await window.settled();
    });
    await page.mouse.move(...cell(3, 3));
    await page.mouse.move(...cell(0, 0));

    await page.getByRole("tooltip").filter({ hasText: "No match. 0 credits." }).waitFor();
  });

  test("a protected sheet takes nothing", async () => {
    await page.evaluate(() => {
      window.put("A1", [["kept"]]);
      window.sheet.protectSheet(window.sheet.activeSheetId(), true);
    });
    await page.mouse.click(...cell(0, 0));
    await page.keyboard.type("typed", { delay: 20 });
    await page.keyboard.press("Enter");

    expect(await page.evaluate(() => window.texts("A1"))).toEqual([["kept"]]);
  });
});

test("10,000 formulas fill, and the page stays usable", async () => {
  const seen = await page.evaluate(async () => {
    const n = 10_000;
    window.put(
      "A1",
      Array.from({ length: n }, (_, i) => [`P${i}`]),
    );
    await window.settled();
    const start = performance.now();
    window.put(
      "B1",
      Array.from({ length: n }, (_, i) => [`=ENRICH.PERSON(A${i + 1})`]),
    );
    await window.settled(100_000);
    const ms = performance.now() - start;
    const isRight = window.texts(`B1:B${n}`).every(([text], i) => text === `name:P${i}`);
    return { isRight, calls: window.runtime.calls(), batches: window.runtime.batches.length, ms };
  });

  expect(seen).toMatchObject({ isRight: true, calls: 10_000, batches: 1 });
  expect(seen.ms).toBeLessThan(30_000);
});
