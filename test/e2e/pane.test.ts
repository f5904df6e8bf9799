import type { Page } from "playwright-core";
import { startDemo, type Demo, type Ledger } from "../support/demo";
import { askSandbox, demoPane, type DemoPane } from "../support/demo-pane";
import { waitUntil } from "../support/wait-until";
import { zipText } from "../support/zip-text";

/** The pane in the workbench, by mouse and keyboard, over the real office.js. */
let demo: Demo;
let page: Page;
let pane: DemoPane;

const usualFields = [
  "basic_profile.name",
  "basic_profile.headline",
  "basic_profile.current_title",
  "experience.employment_details.current.name",
  "basic_profile.location.city",
  "basic_profile.location.country",
];
const name = "basic_profile.name";

jest.setTimeout(60_000);

beforeAll(async () => {
  demo = await startDemo({ SANDBOX_REQUESTS_PER_MINUTE: "100000" });
  page = demo.page;
  pane = demoPane(page);
  await page.evaluate(() => window.workbench.settled());
}, 120_000);
afterAll(() => demo.stop());
afterEach(async () => {
  await demo.clearFaults();
  expect((await page.evaluate(() => window.workbench.report())).missingMembers).toEqual([]);
});

describe("the 60 sample rows", () => {
  test("are quoted before anything is spent", async () => {
    const before = await demo.ledger();

    await pane.select("A1:A61");

    const quote = await pane.quote();
    expect(quote).toMatchObject({
      "Into columns": "F to L",
      Rows: "60",
      "Different people": "59",
      "Already known, free": "1",
      "To ask, in 4 requests": "58",
      Cost: "at most 58 credits",
    });
    const numberAt = (term: string): number => Number(quote[term]?.replaceAll(",", ""));
    expect(numberAt("Credits now") - numberAt("Left, at least")).toBe(58);
    expect(await demo.ledger()).toEqual(before);
  });

  test("are filled with at most 3 requests per lane, every row right", async () => {
    const before = await demo.ledger();

    const report = await pane.run();

    const after = await demo.ledger();
    const cells = await read("A1:L61");
    const [header, ...rows] = cells;
    const identifiers = rows.map((row) => String(row[0]?.value));
    const truth = await askSandbox(demo, identifiers);
    // Two for 42 plain URLs, one for the encoded one, one for 15 e-mails.
    expect(after.requests - before.requests).toBe(4);
    expect(mostAsked(before, after)).toBe(1);
    expect(header?.slice(5).map(({ value }) => value)).toEqual([...usualFields, "Enrich status"]);
    expect(rows.map((row) => row.slice(5).map(({ value }) => value))).toEqual(
      truth.map((person) => [...usualFields.map((path) => person.at(path) ?? ""), person.status]),
    );
    const statuses = truth.map(({ status }) => status);
    expect(statuses.filter((status) => status !== "Matched")).toEqual([
      "Not found",
      "Not found",
      "Redacted",
      "Not found",
    ]);
    // Mira Solvang stands twice, and the first formula has paid for her.
    expect(after.credits - before.credits).toBe(statuses.filter((status) => status === "Matched").length - 2);
    expect(report).toContain(`Done: 60 rows, ${after.credits - before.credits} credits used.`);
    expect(report).toContain("56 rows matched · 3 not found · 1 redacted · 1 person already known, free");
  });

  test("cost nothing a second time, and are written again only once somebody agreed to overwrite", async () => {
    const before = await demo.ledger();
    expect(await pane.region("Run").innerText()).toContain("Every row is filled already.");
    await pane.agree();
    expect(await pane.quote()).toMatchObject({ "To ask, in 0 requests": "0", Cost: "at most 0 credits" });

    const report = await pane.run();

    expect(report).toContain("Done: 60 rows, 0 credits used.");
    expect(await demo.ledger()).toEqual(before);
  });

  test("are free for formulas from then on", async () => {
    const before = await demo.ledger();

    await page.evaluate(async () => {
      await window.workbench.fillDown("B2:B61");
      await window.workbench.settled();
    });

    const rows = await read("B2:G61");
    expect(rows.map(([formula]) => formula?.value)).toEqual(
      rows.map((row) => (row[4]?.value === "" ? "#N/A" : row[5]?.value)),
    );
    expect(await demo.ledger()).toEqual(before);
  });
});

describe("what is written", () => {
  const people = [
    "https://www.linkedin.com/in/torgeir-lunde-example",
    "https://www.linkedin.com/in/linnea-sjogard-example",
    "https://www.linkedin.com/in/waltraud-ottinger-example",
    "https://www.linkedin.com/in/prudence-wetherby-example",
    "https://www.linkedin.com/in/lachlan-abernethy-example",
    "https://www.linkedin.com/in/quincy-adebayo-fox-example",
    "https://www.linkedin.com/in/vicent-ferrer-blai-example",
  ];
  const fields = [
    "basic_profile.headline",
    "professional_network.summary",
    "contact.phone_numbers",
    "professional_network.followers",
    "professional_network.joined_date",
    "experience.employment_details.current.business_email_verified",
  ];

  test("is typed, says what is no identifier, and leaves blank rows alone", async () => {
    await enter("N1", ["Who", ...people, "just words", "", "nobody@nowhere.example"]);
    await pane.choose(fields);
    await pane.select("N1:N11");

    expect(await pane.region("Selection").innerText()).toMatch(/7 URLs · 1 e-mail · 1 blank/);
    await pane.button("1 cell is not an identifier").click();
    expect(await pane.region("Selection").innerText()).toMatch(/N9.*just words/s);
    await pane.run();

    const rows = await read("O2:U11");
    const truth = await askSandbox(demo, people);
    for (const [index, person] of truth.entries()) {
      const [headline, summary, phones, followers, joined, verified, status] = rows[index] ?? [];
      expect(headline).toMatchObject({ type: "text", value: person.at("basic_profile.headline"), formula: "" });
      expect(summary?.value).toBe(person.at("professional_network.summary"));
      expect(phones?.value).toBe(person.textsAt("contact.phone_numbers").join("; "));
      expect(followers).toMatchObject({ type: "number", value: person.at("professional_network.followers") });
      expect(joined).toMatchObject({ type: "number", numberFormat: "yyyy-mm-dd" });
      expect(joined?.text).toBe(person.at("professional_network.joined_date"));
      expect(verified).toMatchObject({
        type: "boolean",
        value: person.at("experience.employment_details.current.business_email_verified"),
      });
      expect(status?.value).toBe("Matched");
    }
    expect(rows.slice(7).map((row) => row.map(({ text }) => text).join("|"))).toEqual([
      "||||||Not an identifier",
      "||||||",
      "||||||Not found",
    ]);
  });

  test("never becomes a formula, neither now nor in the saved workbook", async () => {
    const now = await read("O2:Q8");
    const dangerous = now.flat().filter(({ text }) => /^[=+\-@]/.test(text));

    expect(dangerous.length).toBeGreaterThanOrEqual(10);
    for (const start of ["=", "+47", "-- ", "@"])
      expect(dangerous.some(({ text }) => text.startsWith(start))).toBe(true);
    expect(
      dangerous.filter(({ type, formula, numberFormat }) => type !== "text" || formula !== "" || numberFormat !== "@"),
    ).toEqual([]);
    await page.evaluate(async () => {
      await window.workbench.reopen();
      await window.workbench.settled();
    });
    expect(await read("O2:Q8")).toEqual(now);
    const saved = Buffer.from(await page.evaluate(() => window.workbench.save()), "base64");
    expect(zipText(saved)).not.toMatch(/<f[^>]*>[^<]*(SUMME|HYPERLINK|cmd\||draft)/);
  });

  test("never lands on something that somebody typed, before they agree", async () => {
    const before = await demo.ledger();
    await enter("W1", ["Who", ...people.slice(0, 2)]);
    await enter("X1", [name, "", "mine"]);
    await pane.choose([name]);
    await pane.select("W1:W3");

    await pane.frame.getByRole("radio", { name: "Overwrite: 2 rows, 1 full cell" }).check();
    await pane.region("Quote").getByText("1 cell is not empty, first X3.").waitFor();
    await pane.button("Enrich 2 rows").click({ force: true });
    expect(await pane.region("Run").innerText()).toContain("Agree to overwrite");
    expect((await read("X2:X3")).flat().map(({ value }) => value)).toEqual(["", "mine"]);
    expect(await demo.ledger()).toEqual(before);

    await pane.frame.getByRole("radio", { name: /^Fill blanks only/ }).check();
    await pane.quote();
    await pane.run();
    expect((await read("X2:X3")).flat().map(({ value }) => value)).toEqual(["Torgeir Lunde", "mine"]);

    await pane.agree();
    await pane.run();
    expect((await read("X2:X3")).flat().map(({ value }) => value)).toEqual(["Torgeir Lunde", "Linnéa Sjögård"]);
  });
});

describe("formula and pane", () => {
  test("share people: what a formula bought is free here", async () => {
    const urls = madeUpUrls("known-shared", 30);
    await enter("Z1", ["Who", ...urls]);
    await enter("AA1", [name, "=ENRICH.PERSON(Z2,AA$1)"]);
    await page.evaluate(async () => {
      await window.workbench.fillDown("AA2:AA31");
      await window.workbench.settled();
    });
    const before = await demo.ledger();
    await pane.choose(["basic_profile.headline", "skills.professional_network_skills"]);

    await pane.select("Z1:Z31");

    expect(await pane.quote()).toMatchObject({ "Already known, free": "30", Cost: "at most 0 credits" });
    expect(await pane.run()).toContain("Done: 30 rows, 0 credits used.");
    expect(await demo.ledger()).toEqual(before);
  });
});

describe("a run under way", () => {
  test("is cancelled: what was sent is written, the rest is left, and going on pays for the rest alone", async () => {
    const urls = madeUpUrls("known-cancelled", 200);
    await freshSheet(["Who", ...urls]);
    await pane.choose([name]);
    await pane.select("A1:A201");
    const before = await demo.ledger();
    await demo.fault("slow", 4);

    await pane.start();
    await sentSince(before);
    await pane.button("Cancel").click();
    const report = await pane.ended();

    const after = await demo.ledger();
    const written = (await read("A2:C201")).filter((row) => row[2]?.value === "Matched");
    expect(report).toContain(`Cancelled after ${written.length} rows of 200. ${written.length} credits used.`);
    expect(after.requests - before.requests).toBeLessThan(8);
    expect(written.length).toBe(after.credits - before.credits);
    expect(written.length).toBeGreaterThan(0);
    const atCancel = await read("A2:B201");

    expect(await pane.run()).toContain(`Done: ${200 - written.length} rows`);
    const end = await demo.ledger();
    expect(end.credits - before.credits).toBe(200);
    expect(mostAsked(before, end)).toBe(1);
    const truth = (await askSandbox(demo, urls)).map((person) => person.at(name));
    expect((await read("A2:B201")).map((row) => row.map(({ value }) => value))).toEqual(
      urls.map((url, index) => [url, truth[index]]),
    );
    expect(atCancel.filter(([, cell], index) => cell?.value !== "" && cell?.value !== truth[index])).toEqual([]);
  });

  test("misplaces nothing when somebody else inserts and deletes rows meanwhile", async () => {
    const urls = madeUpUrls("known-moving", 150);
    await freshSheet(["Who", ...urls]);
    await pane.choose([name]);
    await pane.select("A1:A151");
    await demo.fault("slow", 3);

    const before = await demo.ledger();
    await pane.start();
    await sentSince(before);
    await page.evaluate(async () => {
      const { coauthor } = window.workbench;
      await coauthor.insertRows(10, 3);
      await coauthor.deleteRows(60, 2);
      await coauthor.insertRows(1, 1);
    });
    const report = await pane.ended();

    const cells = await read("A1:C160");
    const rows = cells.filter((row) => String(row[0]?.value).startsWith("https://"));
    const truth = await askSandbox(
      demo,
      rows.map((row) => String(row[0]?.value)),
    );
    expect(rows).toHaveLength(148);
    expect(rows.map((row) => row[1]?.value)).toEqual(truth.map((person) => person.at(name)));
    expect(
      cells
        .filter((row) => row[0]?.value === "")
        .flat()
        .every(({ value }) => value === ""),
    ).toBe(true);
    expect(report).toContain("148 rows matched · 2 gone from the sheet");
  });
});

describe("the ribbon", () => {
  test("opens the pane with the quote of the selection, and spends nothing", async () => {
    await freshSheet(["Who", ...madeUpUrls("known-shared", 30)]);
    await pane.select("A1:A31");
    const before = await demo.ledger();
    const paneRoom = page.getByRole("complementary", { name: /task pane/ });

    for (const id of ["Enrich.Pane", "Enrich.Selection", "Enrich.Refresh"]) {
      await page.getByRole("button", { name: "Close task pane" }).click();
      await paneRoom.waitFor({ state: "hidden" });
      await page.evaluate((id) => window.workbench.command(id), id);
      await paneRoom.waitFor({ state: "visible" });
    }

    await pane.frame.getByRole("checkbox", { name: /^Refresh/, checked: true }).waitFor();
    expect(await pane.quote()).toMatchObject({ "Already known, free": "0", "To ask, in 2 requests": "30" });
    expect(await demo.ledger()).toEqual(before);
    await pane.frame.getByRole("checkbox", { name: /^Refresh/ }).uncheck();
  });
});

describe("refusals of the sheet", () => {
  test.each([
    ["cellEditMode", "A cell is being edited. Press Enter or Esc in it, then try again."],
    ["sessionExpired", "Excel's session has expired. Reload the workbook, then try again."],
  ] as const)("%s before the first row is a sentence, and nothing is spent", async (fault, sentence) => {
    await freshSheet(["Who", ...madeUpUrls(`known-${fault.toLowerCase()}`, 3)]);
    await pane.select("A1:A4");
    const before = await demo.ledger();
    await page.evaluate((name) => window.workbench.fault(name, 1), fault);

    expect(await pane.run()).toContain(sentence);

    expect(await demo.ledger()).toEqual(before);
    expect(await pane.run()).toContain("Done: 3 rows");
  });

  test("a protected sheet is a sentence before anything is spent", async () => {
    await freshSheet(["Who", ...madeUpUrls("known-protected", 3)]);
    const before = await demo.ledger();
    await page.evaluate(() => window.workbench.protectSheet(true));

    await pane.select("A1:A4");
    await pane.region("Quote").getByText("This sheet is protected. Unprotect it, then try again.").waitFor();
    await pane.button("Enrich 3 rows").click({ force: true });

    expect(await pane.region("Run").innerText()).toContain("The cost could not be counted.");
    expect(await demo.ledger()).toEqual(before);
    await page.evaluate(() => window.workbench.protectSheet(false));
  });
});

test("a person is forgotten on this device and on the server, and would be asked for anew", async () => {
  const [url = ""] = madeUpUrls("known-forgotten", 1);
  const quoted = async () => {
    await freshSheet(["Who", url]);
    await pane.select("A1:A2");
    return pane.quote();
  };
  await quoted();
  expect(await pane.run()).toContain("Done: 1 row, 1 credit used.");
  expect(await quoted()).toMatchObject({ "Already known, free": "1" });

  await pane.button("Forget a person").click();
  await pane.frame.getByRole("textbox", { name: "Profile URL or e-mail" }).fill(url);
  await pane.button("Forget this person").click();
  await pane.frame.getByText("Deleted on this device: 1 answer. Deleted on the server: 1 answer.").waitFor();
  await pane.button("Forget a person").click();

  expect(await quoted()).toMatchObject({ "Already known, free": "0", Cost: "at most 1 credit" });
});

describe("a personal key", () => {
  const key = "sandbox-mine-2f8a71";

  test("is tried, used and forgotten, and stands nowhere but on this device", async () => {
    const urls: string[] = [];
    page.on("request", (request) => urls.push(request.url()));
    await freshSheet(["Who", ...madeUpUrls("known-with-my-key", 3)]);
    await pane.button("Use a real key").click();
    const box = pane.frame.getByRole("textbox", { name: "API key" });

    await box.fill("sandbox-bad-key");
    await pane.button("Test key").click();
    await pane.frame.getByText("The service refused the key.").waitFor();

    await box.fill(key);
    await pane.button("Test key").click();
    await pane.frame.getByText(/The key works: [\d,]+ credits left/).waitFor();
    await pane.button("Use this key").click();
    await pane.region("Connection").getByText("Your key", { exact: true }).waitFor();
    await pane.select("A1:A4");
    expect(await pane.run()).toContain("Done: 3 rows, 3 credits used.");
    await pane.frame.getByRole("note", { name: "Sandbox" }).waitFor();
    await pane.region("Connection").getByText("The sandbox takes any key: its people stay invented.").waitFor();
    await pane.region("Receipts").getByText("The people were invented and no real credits were spent.").waitFor();

    const saved = Buffer.from(await page.evaluate(() => window.workbench.save()), "base64");
    expect(zipText(saved)).toContain("known-with-my-key-baa");
    expect(zipText(saved)).not.toContain(key);
    expect(urls.filter((url) => url.includes(key))).toEqual([]);
    expect(demo.output()).not.toContain(key);
    expect(await kept()).toContain(key);

    const told = pane.region("Run").getByText("Done: 3 rows, 3 credits used.");
    const ownReceipt = pane.region("Receipts").getByText(/ · 3 rows$/);
    await told.waitFor();
    const receiptsBefore = await ownReceipt.count();
    await pane.button("Forget key and data").click();
    await pane.button("Yes, forget").click();
    await pane.region("Connection").getByText("Sandbox", { exact: true }).waitFor();
    await told.waitFor({ state: "detached" });
    await waitUntil(async () => (await ownReceipt.count()) === receiptsBefore - 1);
    expect(await kept()).not.toContain(key);
  });

  /** All that the add-in keeps in this browser under its own origin, but for its answers. */
  async function kept(): Promise<string> {
    const frame = page.frames().find((candidate) => candidate.url().includes("taskpane.html"));
    return (
      (await frame?.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]))) ??
      ""
    );
  }
});

function read(address: string) {
  return page.evaluate((where) => window.workbench.getCells(where), address);
}

function enter(address: string, column: readonly string[]) {
  return page.evaluate(
    ([where, cells]) =>
      window.workbench.setCells(
        where,
        cells.map((cell) => [cell]),
      ),
    [address, column] as const,
  );
}

/** An empty place for one test: the used columns go, and `column` stands in A. */
async function freshSheet(column: readonly string[]): Promise<void> {
  await page.evaluate(() => window.workbench.deleteColumns(1, 40));
  await enter("A1", column);
}

/** People of different names: the sandbox makes names of a slug's words, and leaves numbers out. */
function madeUpUrls(slug: string, count: number): string[] {
  const letters = (index: number): string => Array.from(String(index), (digit) => "abcdefghij"[Number(digit)]).join("");
  return Array.from({ length: count }, (_, index) => `https://www.linkedin.com/in/${slug}-${letters(index + 100)}`);
}

/** How often the person asked for most often was asked for between two readings. */
function mostAsked(before: Ledger, after: Ledger): number {
  const counts = Object.entries(after.identifiers).map(
    ([key, { asked }]) => asked - (before.identifiers[key]?.asked ?? 0),
  );
  return Math.max(...counts);
}

/** Resolves when the sandbox has got a request. */
async function sentSince(before: Ledger): Promise<void> {
  while ((await demo.ledger()).requests === before.requests);
}
