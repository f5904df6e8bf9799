import { startDemo, type Demo } from "../support/demo";

const fields = [
  "basic_profile.headline",
  "basic_profile.location.country",
  "experience.employment_details.current.title",
];
let demo: Demo;

beforeAll(async () => {
  demo = await startDemo({ SANDBOX_REQUESTS_PER_MINUTE: "100000" });
}, 120_000);
afterAll(() => demo.stop());

test("opens with a filled first cell, and the pane shown", async () => {
  const cells = await demo.page.evaluate(async () => {
    await window.workbench.settled();
    return window.workbench.getCells("People!A1:B2");
  });

  expect(cells[0]?.[1]).toMatchObject({ type: "text" });
  expect(cells[1]?.[1]?.formula).toMatch(/^=ENRICH\.PERSON\(\$?A2,B\$?1\)$/);
  expect(cells[1]?.[1]?.type).toBe("text");
  expect(cells[1]?.[1]?.value).not.toBe("");
  await expect(demo.page.getByRole("complementary", { name: /task pane/ }).isVisible()).resolves.toBe(true);
});

test("1,000 people x 3 columns are exactly 40 requests and at most 1,000 credits, every value right", async () => {
  const before = await demo.ledger();
  const urls = Array.from({ length: 1000 }, (_, index) => `https://www.linkedin.com/in/fill-down-${index + 1}`);

  const cells = await demo.page.evaluate(
    async ({ urls, fields }) => {
      const { workbench } = window;
      await workbench.setCells("G1", [["person", ...fields]]);
      await workbench.setCells(
        "G2",
        urls.map((url) => [url]),
      );
      await workbench.setCells("H2", [fields.map((_, column) => `=ENRICH.PERSON($G2,${"HIJ"[column] ?? ""}$1)`)]);
      await workbench.fillDown("H2:J1001");
      await workbench.settled(120_000);
      return workbench.getCells("G2:J1001");
    },
    { urls, fields },
  );

  const after = await demo.ledger();
  const matched = urls.filter((url) => billed(after, url) === 1).length;
  expect(after.requests - before.requests).toBe(40);
  expect(after.credits - before.credits).toBe(matched);
  expect(matched).toBeLessThanOrEqual(1000);
  expect(matched).toBeGreaterThan(800);
  const truth = await sandboxAnswers(urls);
  const wrong = cells.filter((row, index) => {
    const person = truth[index];
    if (person === undefined) return row.slice(1).some((cell) => cell.value !== "#N/A");
    return row.slice(1).some((cell, column) => cell.value !== (person[column] ?? ""));
  });
  expect(wrong).toEqual([]);
}, 240_000);

test("unknown people are #N/A with the price in the words, bad identifiers #VALUE! naming what was read", async () => {
  const cells = await demo.page.evaluate(async () => {
    const { workbench } = window;
    await workbench.setCells("L1", [
      ["https://www.linkedin.com/in/nobody-at-all", '=ENRICH.PERSON(L1,"headline")'],
      ["just words", '=ENRICH.PERSON(L2,"headline")'],
      ["https://www.linkedin.com/in/fill-down-1", '=ENRICH.PERSON(L3,"headlin")'],
      ["", '=ENRICH.PERSON(L4,"headline")'],
      ["https://www.linkedin.com/in/nobody-at-all", '=ENRICH.PERSON(L5,"headline","if_missing=none")'],
    ]);
    await workbench.settled();
    return workbench.getCells("M1:M5");
  });

  const [missing, words, path, blank, option] = cells.map((row) => row[0]);
  expect(missing).toMatchObject({ type: "error", value: "#N/A" });
  expect(missing?.message).toContain("0 credits");
  expect(words).toMatchObject({ type: "error", value: "#VALUE!" });
  expect(words?.message).toContain("just words");
  expect(path).toMatchObject({ type: "error", value: "#VALUE!" });
  expect(path?.message).toContain("basic_profile.headline");
  expect(blank?.text).toBe("");
  expect(option).toMatchObject({ type: "text", value: "none" });
});

test("a section spills, PEOPLE fills a block from headers, FIELDS lists the catalogue", async () => {
  const result = await demo.page.evaluate(async () => {
    const { workbench } = window;
    await workbench.setCells("Q1", [['=ENRICH.PERSON("https://www.linkedin.com/in/fill-down-2","skills, education")']]);
    await workbench.setCells("Q4", [["basic_profile.name", "match.status"]]);
    await workbench.setCells("Q5", [["=ENRICH.PEOPLE(G2:G6,Q4:R4)"]]);
    await workbench.setCells("Q12", [['=ENRICH.FIELDS("headline")']]);
    await workbench.settled();
    return {
      section: await workbench.getCells("Q1:R1"),
      block: await workbench.getCells("Q5:R9"),
      list: await workbench.getCells("Q12:T13"),
    };
  });

  expect(result.section[0]?.every((cell) => cell.type !== "error")).toBe(true);
  expect(result.block.map((row) => row[1]?.value)).toEqual(expect.arrayContaining(["matched"]));
  expect(result.block).toHaveLength(5);
  expect(result.list[0]?.map((cell) => cell.text.toLowerCase())).toEqual(["path", "description", "type", "credits"]);
});

test("a formula typed by keyboard settles", async () => {
  const { page } = demo;
  await page.evaluate(() => window.workbench.select("N20"));

  await page.keyboard.type('=ENRICH.PERSON(G2,"name")');
  await page.keyboard.press("Enter");

  const cell = await page.evaluate(async () => {
    await window.workbench.settled();
    return (await window.workbench.getCells("N20"))[0]?.[0];
  });
  expect(cell).toMatchObject({ type: "text", formula: '=ENRICH.PERSON(G2,"name")' });
});

function billed(ledger: Awaited<ReturnType<Demo["ledger"]>>, url: string): number {
  return ledger.identifiers[url]?.billed ?? 0;
}

/** What the sandbox itself says of these people, asked after the measuring. */
async function sandboxAnswers(urls: readonly string[]): Promise<((string | undefined)[] | undefined)[]> {
  const { addinOrigin } = await demo.page.evaluate(() => window.workbench.report());
  const people: ((string | undefined)[] | undefined)[] = [];
  for (let start = 0; start < urls.length; start += 25) {
    const reply = await demo.context.request.post(`${addinOrigin}/sandbox/person/enrich`, {
      headers: { authorization: "Bearer sandbox-witness", "x-api-version": "2025-11-01" },
      data: {
        professional_network_profile_urls: urls.slice(start, start + 25),
        fields: ["basic_profile", "experience"],
      },
    });
    if (!reply.ok()) throw new Error(`The sandbox answered ${reply.status()}: ${await reply.text()}`);
    for (const row of (await reply.json()) as Row[]) {
      const data = row.matches[0]?.person_data;
      people.push(data && [data.basic_profile.headline, data.basic_profile.location.country, currentTitle(data)]);
    }
  }
  return people;
}

interface Position {
  readonly title: string;
  readonly is_default?: boolean;
  readonly start_date?: string;
}
interface Data {
  readonly basic_profile: { readonly headline: string; readonly location: { readonly country: string } };
  readonly experience: { readonly employment_details: { readonly current: readonly Position[] } };
}
interface Row {
  readonly matches: readonly { readonly person_data: Data }[];
}

function currentTitle(data: Data): string | undefined {
  const current = data.experience.employment_details.current;
  return (current.find((position) => position.is_default) ?? current[0])?.title;
}
