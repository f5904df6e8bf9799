import { startDemo, type Demo } from "../support/demo";

const ada = "https://www.linkedin.com/in/family-ada";
const eve = "https://www.linkedin.com/in/family-eve";
const nobody = "https://www.linkedin.com/in/nobody-in-this-family";
let demo: Demo;

beforeAll(async () => {
  demo = await startDemo({ SANDBOX_REQUESTS_PER_MINUTE: "100000" });
  await demo.page.evaluate(() => window.workbench.settled());
}, 120_000);
afterAll(() => demo.stop());

/** Enters formulas below each other, waits, and reads them, each with what it spilled over `width` columns. */
async function entered(address: string, formulas: readonly string[], area = address) {
  return demo.page.evaluate(
    async ({ address, formulas, area }) => {
      const { workbench } = window;
      await workbench.setCells(
        address,
        formulas.map((formula) => [formula]),
      );
      await workbench.settled();
      return workbench.getCells(area);
    },
    { address, formulas, area },
  );
}

async function cellOf(address: string, formula: string) {
  return (await entered(address, [formula]))[0]?.[0];
}

test("COST counts only those not known, and asks nobody; ASOF is empty before and today after", async () => {
  const before = await demo.ledger();
  const questions = [
    `=ENRICH.COST("${ada}")`,
    `=ENRICH.COST({"${ada}";"${ada}/";"nobody at all"},"contact.phone_numbers, name")`,
    `=ENRICH.ASOF("${ada}")`,
  ];

  const unknown = (await entered("J1", questions, "J1:J3")).flat();
  expect(await demo.ledger()).toEqual(before);
  const name = await cellOf("J5", `=ENRICH.PERSON("${ada}")`);
  const paid = await demo.ledger();
  const known = (await entered("K1", [...questions, `=ENRICH.ASOF("${ada}")+1`], "K1:K4")).flat();

  expect(unknown.map(({ type, value }) => [type, value])).toEqual([
    ["number", 1],
    ["number", 3],
    ["text", ""],
  ]);
  expect(name?.type).toBe("text");
  expect(paid.credits - before.credits).toBe(1);
  const today = Math.floor(Date.now() / 86_400_000) + 25_569;
  expect(known.map(({ value }) => value)).toEqual([0, 3, today, today + 1]);
  expect(known[2]?.text).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(await demo.ledger()).toEqual(paid);
});

test("LIST has a row for each item, what the sandbox has of that person, and costs nothing more", async () => {
  const truth = await sandboxPerson(eve);
  const { past } = truth.experience.employment_details;
  const skills = truth.skills.professional_network_skills;
  expect(past.length).toBeGreaterThan(1);
  const before = await demo.ledger();

  const titles = await entered("M1", [`=ENRICH.LIST("${eve}","past.title")`], `M1:M${past.length + 1}`);
  const skillCells = await entered("N1", [`=ENRICH.LIST("${eve}","skills")`], `N1:N${skills.length + 1}`);
  const table = await entered("P1", [`=ENRICH.LIST("${eve}","education.schools","headers=yes")`], "P1:W2");

  expect(titles.map(([cell]) => cell?.text)).toEqual([...past.map(({ title }) => title), ""]);
  expect(skillCells.map(([cell]) => cell?.text)).toEqual([...skills, ""]);
  expect(table[0]?.slice(0, 5).map(({ text }) => text)).toEqual(
    ["school", "degree", "field_of_study", "start_year", "end_year"].map((name) => `education.schools.${name}`),
  );
  const [school] = truth.education.schools;
  expect(table[1]?.[0]?.text).toBe(school?.school);
  expect(table[1]?.[3]).toMatchObject({ type: "number", value: school?.start_year });
  const after = await demo.ledger();
  expect([after.requests - before.requests, after.credits - before.credits]).toEqual([1, 1]);
});

test("what is no list, no person and no option says so", async () => {
  const cells = await entered(
    "A100",
    [
      `=ENRICH.LIST("${eve}","headline")`,
      `=ENRICH.LIST("${nobody}","skills")`,
      `=ENRICH.LIST("${nobody}","skills","if_missing=none")`,
      `=ENRICH.LIST("just words","skills")`,
      `=ENRICH.LIST("${eve}","skills","header=yes")`,
      `=ENRICH.LIST("${eve}","certifications")`,
    ],
    "A100:A105",
  );

  const shown = cells.map(([cell]) => [cell?.value, cell?.message ?? ""]);
  expect(shown).toEqual([
    ["#VALUE!", expect.stringContaining("is not a list: choose experience.employment_details.current")],
    ["#N/A", expect.stringContaining("0 credits")],
    ["none", ""],
    ["#VALUE!", expect.stringContaining("just words")],
    ["#VALUE!", expect.stringContaining("Did you mean headers?")],
    ["#N/A", expect.stringContaining("plan does not include certifications")],
  ]);
});

test("options and fields are taken in the forms that fingers expect", async () => {
  await demo.page.evaluate(
    async ({ nobody }) => {
      await window.workbench.setCells("A110", [
        ["Headline", "Current title", "if missing", "-"],
        [nobody, null, "Headers", true],
      ]);
    },
    { nobody },
  );

  const fields = await entered("F110", [`=ENRICH.PERSON("${eve}",A110:B110)`], "F110:G110");
  const range = await entered("F112", ["=ENRICH.PEOPLE(A111,A110:B110,C110:D111)"], "F112:G113");
  const constant = await cellOf("F115", `=ENRICH.PERSON("${nobody}","name",{"IF_MISSING","?";"candidate",1})`);
  const commas = await cellOf("F116", `=ENRICH.PERSON("${nobody}","name","candidate=1, if-missing=none")`);
  const match = await entered("F117", [`=ENRICH.PERSON("${eve}","match.status, match.count")`], "F117:G117");

  const truth = await sandboxPerson(eve);
  expect(fields[0]?.map(({ text }) => text)).toEqual([
    truth.basic_profile.headline,
    truth.basic_profile.current_title ?? "",
  ]);
  expect(range.map((row) => row.map(({ text }) => text))).toEqual([
    ["basic_profile.headline", "basic_profile.current_title"],
    ["-", "-"],
  ]);
  expect([constant?.text, commas?.text]).toEqual(["?", "none"]);
  expect(match[0]?.map(({ value }) => value)).toEqual(["matched", 1]);
});

test("a preview of formulas about known people asks nobody, whatever the function", async () => {
  await cellOf("A120", `=ENRICH.PERSON("${eve}")`);
  const truth = await sandboxPerson(eve);
  const before = await demo.ledger();

  const shown = await demo.page.evaluate(
    async (formulas) => {
      const texts: string[] = [];
      for (const formula of formulas) texts.push((await window.workbench.preview(formula)).text);
      return texts;
    },
    [
      `=ENRICH.PERSON("${eve}","match.status")`,
      `=ENRICH.LIST("${eve}","skills")`,
      `=ENRICH.COST("${eve}")`,
      `=ENRICH.ASOF("${eve}")`,
    ],
  );

  const today = String(Math.floor(Date.now() / 86_400_000) + 25_569);
  expect(shown).toEqual(["matched", truth.skills.professional_network_skills[0], "0", today]);
  expect(await demo.ledger()).toEqual(before);
});

test("every function's help opens at its own place", async () => {
  const { addinOrigin } = await demo.page.evaluate(() => window.workbench.report());
  const help = await demo.newPage();

  for (const name of ["person", "people", "list", "fields", "cost", "asof"]) {
    await help.goto(`${addinOrigin}/help/functions.html#${name}`);
    expect(await help.locator(`#${name} h2`).textContent()).toBe(`ENRICH.${name.toUpperCase()}`);
    expect(await help.locator(`#${name} h2`).isVisible()).toBe(true);
  }
  await help.context().close();
});

interface Person {
  readonly basic_profile: { readonly headline: string; readonly current_title: string | null };
  readonly experience: { readonly employment_details: { readonly past: readonly { readonly title: string }[] } };
  readonly education: { readonly schools: readonly { readonly school: string; readonly start_year: number | null }[] };
  readonly skills: { readonly professional_network_skills: readonly string[] };
}

/** What the sandbox itself says of a person, asked beside the add-in. */
async function sandboxPerson(url: string): Promise<Person> {
  const { addinOrigin } = await demo.page.evaluate(() => window.workbench.report());
  const reply = await demo.context.request.post(`${addinOrigin}/sandbox/person/enrich`, {
    headers: { authorization: "Bearer sandbox-witness", "x-api-version": "2025-11-01" },
    data: {
      professional_network_profile_urls: [url],
      fields: ["basic_profile", "experience", "education", "skills"],
    },
  });
  if (!reply.ok()) throw new Error(`The sandbox answered ${reply.status()}: ${await reply.text()}`);
  const rows = (await reply.json()) as readonly {
    readonly matches: readonly { readonly person_data: Person }[];
  }[];
  const person = rows[0]?.matches[0]?.person_data;
  if (person === undefined) throw new Error(`The sandbox does not know ${url}.`);
  return person;
}
