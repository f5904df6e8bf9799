import type { Answer, FailureCode } from "../../../src/core/answer";
import { createFormulas, type FormulaCall } from "../../../src/excel/functions/formulas";
import { answeringEnricher, fetchedAt, matched } from "../../support/answering-enricher";

const mira = "https://www.linkedin.com/in/mira-solvang";
const jon = "jon@nordkraft.example";

const miraAnswer = matched({
  basic_profile: { name: "Mira Solvang", headline: "Head of Data", current_title: null, location: { city: "Bergen" } },
  professional_network: { joined_date: "2011-03-01", followers: 1430 },
  education: { schools: [{ school: "Example University", start_year: 2012 }] },
});
const jonAnswer = matched(
  [
    { score: 0.92, data: { basic_profile: { name: "Jon Berg" } } },
    { score: 0.61, data: { basic_profile: { name: "Jonas Berg" } } },
  ],
  { matchType: "business_email", matchedOn: jon },
);

function formulasOver(answers: Record<string, Answer> = {}, waiting: readonly string[] = []) {
  const recorded = answeringEnricher(
    { "url:mira-solvang": miraAnswer, [`email:${jon}`]: jonAnswer, ...answers },
    waiting,
  );
  const formulas = createFormulas({ enricher: recorded.enricher });
  const person = (identifiers: unknown, field?: unknown, options?: unknown, call?: FormulaCall) =>
    formulas.person(identifiers, field, options, call);
  return { ...recorded, formulas, person };
}

function failed(code: FailureCode, parts: { detail?: string; possiblyBilled?: boolean } = {}): Answer {
  return { status: "failed", code, possiblyBilled: false, asOf: fetchedAt, ...parts };
}

const valueError = (part: string) => ({
  kind: "error",
  code: "#VALUE!",
  message: expect.stringContaining(part) as string,
});
const notAvailable = (message: string) => ({ kind: "error", code: "#N/A", message });

describe("PERSON", () => {
  it("shows the value at the path, typed", async () => {
    const { person } = formulasOver();

    expect(await person([[mira]], "headline")).toEqual([["Head of Data"]]);
    expect(await person([[mira]], "professional_network.followers")).toEqual([[1430]]);
    expect(await person([[mira]], "joined_date")).toEqual([[{ kind: "date", serial: 40_603 }]]);
  });

  it("shows the name where no field is written", async () => {
    const { person } = formulasOver();

    expect(await person([[mira]])).toEqual([["Mira Solvang"]]);
    expect(await person(mira, null, null)).toEqual([["Mira Solvang"]]);
  });

  it("keeps the shape of the range for one field", async () => {
    const { person } = formulasOver();

    expect(
      await person(
        [
          [mira, jon],
          ["", mira],
        ],
        "name",
      ),
    ).toEqual([
      ["Mira Solvang", "Jon Berg"],
      ["", "Mira Solvang"],
    ]);
  });

  it("spills one row per identifier and one column per field", async () => {
    const { person } = formulasOver();

    expect(await person([[mira], [jon]], "name, match.type")).toEqual([
      ["Mira Solvang", ""],
      ["Jon Berg", "business_email"],
    ]);
    const [section] = await person([[mira]], "location");
    expect(section).toEqual(["", "Bergen", "", "", "", ""]);
  });

  it("puts headers first where they are wanted", async () => {
    const { person } = formulasOver();

    expect(await person([[mira]], "headline", "headers=yes")).toEqual([["basic_profile.headline"], ["Head of Data"]]);
  });

  it("asks for the sections of what is shown: what else one credit buys is not its business", async () => {
    const { person, asked } = formulasOver();

    await person([[mira]], "headline, school");
    await person([[mira]], "contact.phone_numbers, honors.title");
    await person([[mira]], "match.status");

    expect(asked.map(({ lookup }) => lookup.sections)).toEqual([
      ["basic_profile", "education"],
      ["contact.phone_numbers", "honors"],
      [],
    ]);
    expect(asked[0]?.options.priority).toBe("formula");
  });

  it("asks nothing for blank cells, for what is no identifier, no field or no option", async () => {
    const { person, asked } = formulasOver();

    expect(await person([[""], [null], ["\u00a0"]], "name")).toEqual([[""], [""], [""]]);
    expect(await person([["mira-solvang"]], "name")).toEqual([[valueError("“mira-solvang” is not a profile URL")]]);
    expect(await person([[42]], "name, headline")).toEqual([
      [valueError("the number 42"), valueError("the number 42")],
    ]);
    expect(await person([[mira]], "headlin")).toEqual([[valueError("Did you mean basic_profile.headline")]]);
    expect(await person([[mira]], "title")).toEqual([[valueError("experience.employment_details.current.title")]]);
    expect(await person([[mira]], "name", "candiate=2")).toEqual([[valueError("Did you mean candidate?")]]);
    expect(asked).toEqual([]);
  });

  it("still shows the good columns beside a field that does not exist", async () => {
    const { person } = formulasOver();

    expect(await person([[mira]], "name, headlin")).toEqual([["Mira Solvang", valueError("headlin")]]);
  });

  it("shows empty text for an empty field, or what if_empty says", async () => {
    const { person } = formulasOver();

    expect(await person([[mira]], "current_title")).toEqual([[""]]);
    expect(await person([[mira]], "current_title", "if_empty=-")).toEqual([["-"]]);
  });

  it("says so where nobody was found, or shows what if_missing says", async () => {
    const { person } = formulasOver();
    const nobody = "nobody@nordkraft.example";

    expect(await person([[nobody]], "name")).toEqual([[notAvailable("No match. 0 credits.")]]);
    expect(await person([[nobody]], "name", "if_missing=unknown")).toEqual([["unknown"]]);
    expect(await person([[nobody]], "name", 'if_missing=""')).toEqual([[""]]);
    expect(await person([[nobody]], "name", "if_empty=-")).toEqual([[notAvailable("No match. 0 credits.")]]);
  });

  it("says so where the person asked not to be shown, whatever the options", async () => {
    const { person } = formulasOver({ "url:mira-solvang": { status: "redacted", asOf: fetchedAt } });

    expect(await person([[mira]], "name", "if_missing=unknown")).toEqual([
      [notAvailable("This person asked not to be shown.")],
    ]);
  });

  it("reads the answer itself by match paths, without an error where nobody was found", async () => {
    const { person } = formulasOver();

    expect(await person([[mira], ["nobody@nordkraft.example"], [""], ["x"]], "match.status, match.count")).toEqual([
      ["matched", 1],
      ["not_found", 0],
      ["", ""],
      [valueError("“x”"), valueError("“x”")],
    ]);
  });

  it("shows the candidate that is asked for", async () => {
    const { person } = formulasOver();

    expect(await person([[jon]], "name, match.confidence_score", "candidate=2")).toEqual([["Jonas Berg", 0.61]]);
    expect(await person([[jon]], "name", "candidate=3")).toEqual([
      [notAvailable("There is no candidate 3: the answer has 2.")],
    ]);
    expect(await person([[jon]], "name", "candidate=3; if_missing=none")).toEqual([["none"]]);
  });

  it("asks e-mails with min_score, and leaves lower candidates of a kept answer out", async () => {
    const { person, asked } = formulasOver();

    expect(await person([[jon]], "name, match.count", "min_score=0,9")).toEqual([["Jon Berg", 1]]);
    expect(await person([[jon]], "name, match.status", "min_score=0.95")).toEqual([
      [notAvailable("No match with a score of 0.95 or more."), "not_found"],
    ]);
    await person([[mira]], "name", "min_score=0.9");

    expect(asked.map(({ lookup }) => lookup.options)).toEqual([{ minScore: 0.9 }, { minScore: 0.95 }, undefined]);
  });

  it("names the field that the plan lacks, and shows the others", async () => {
    const { person } = formulasOver({ "url:mira-solvang": { ...miraAnswer, denied: ["honors"] } });

    expect(await person([[mira]], "honors.title, name")).toEqual([
      [
        notAvailable(
          "Your plan does not include honors.title: choose another field, or another key in the Enrich pane.",
        ),
        "Mira Solvang",
      ],
    ]);
  });

  it.each<[FailureCode, string]>([
    ["key_refused", "The key was refused: open the Enrich pane to use another, or to ask again once it works."],
    [
      "credits_used_up",
      "Credits are used up: add some to the account, press Ask again in the Enrich pane, then recalculate.",
    ],
    ["emails_not_supported", "This service does not look up e-mails"],
    ["identifier_refused", "The service refused this identifier"],
    ["no_answer_in_time", "No answer in time; possibly billed"],
    ["still_queued", "Still queued; nothing was spent."],
  ])("says of %s: %s", async (code, words) => {
    const { person } = formulasOver({ "url:mira-solvang": failed(code, { detail: "internal" }) });

    expect(await person([[mira]], "name, match.status", "if_missing=x")).toEqual([
      [notAvailable(words), notAvailable(words)],
    ]);
  });

  it.each<FailureCode>([
    ...(["no_key", "key_refused", "credits_used_up", "endpoint_denied"] as const),
    ...(["approval_needed", "cap_reached", "paused"] as const),
  ])("sends people with %s to the pane", async (code) => {
    const { person } = formulasOver({ "url:mira-solvang": failed(code) });

    const [[cell] = []] = await person([[mira]], "name");
    expect(cell).toMatchObject({
      kind: "error",
      code: "#N/A",
      message: expect.stringContaining("Enrich pane") as string,
    });
  });

  it("passes on a sentence with numbers, and says what may have been billed", async () => {
    const sentence = "4,812 new people, at most 4,812 credits: approve in the Enrich pane";
    const { person } = formulasOver({
      "url:mira-solvang": failed("approval_needed", { detail: sentence }),
      [`email:${jon}`]: failed("service_unavailable", { detail: "The service is down.", possiblyBilled: true }),
    });

    expect(await person([[mira], [jon]], "name")).toEqual([
      [notAvailable(sentence)],
      [notAvailable("The service is down. Possibly billed.")],
    ]);
  });

  it.each<FailureCode>([
    "endpoint_denied",
    "contract_changed",
    "service_unavailable",
    "network_unavailable",
    "stopped",
  ])("has words for %s", async (code) => {
    const { person } = formulasOver({ "url:mira-solvang": failed(code) });

    expect(await person([[mira]], "name")).toEqual([[notAvailable(expect.stringMatching(/^[A-Z].{10,}/u) as string)]]);
  });

  it("never asks in a preview: the kept value, else a neutral text", async () => {
    const { person, asked } = formulasOver();

    expect(await person([[mira]], "name", "", { isPreview: true })).toEqual([["(not asked in a preview)"]]);
    await person([[mira]], "name");
    expect(await person([[mira]], "headline", "", { isPreview: true })).toEqual([["Head of Data"]]);
    expect(asked).toHaveLength(1);
  });

  it("rejects with the reason of the one who cancelled", async () => {
    const { person, asked } = formulasOver({}, ["url:mira-solvang"]);
    const cancelled = new AbortController();

    const waiting = person([[mira], [jon]], "name", "", { signal: cancelled.signal });
    cancelled.abort(new Error("the cell was cleared"));

    await expect(waiting).rejects.toThrow("the cell was cleared");
    expect(asked[0]?.options.signal).toBe(cancelled.signal);
  });

  it("waits for every row", async () => {
    const { person, release } = formulasOver({}, ["url:mira-solvang"]);

    const waiting = person([[mira], [jon]], "name");
    await Promise.resolve();
    release("url:mira-solvang");

    expect(await waiting).toEqual([["Mira Solvang"], ["Jon Berg"]]);
  });

  it("leaves the empty end of a whole column away", async () => {
    const { person } = formulasOver();
    const wholeColumn = [[mira], [""], [jon], ...Array.from({ length: 20_000 }, () => [""])];

    expect(await person(wholeColumn, "name")).toEqual([["Mira Solvang"], [""], ["Jon Berg"]]);
  });
});

describe("PEOPLE", () => {
  it("has one row per identifier and one column per header cell", async () => {
    const { formulas } = formulasOver();

    expect(await formulas.people([[mira], [""], [jon]], [["Name", "headline", "match.status"]], undefined)).toEqual([
      ["Mira Solvang", "Head of Data", "matched"],
      ["", "", ""],
      ["Jon Berg", "", "matched"],
    ]);
  });

  it("keeps columns under their headers: blank ones stay empty, wrong ones say why", async () => {
    const { formulas } = formulasOver();

    expect(await formulas.people([[mira]], [["name", "", "headlin", "headline"]], "")).toEqual([
      ["Mira Solvang", "", valueError("headlin"), "Head of Data"],
    ]);
  });

  it("puts a row of headers first where it is wanted", async () => {
    const { formulas } = formulasOver();

    expect(await formulas.people([[mira]], [["name"], [""], ["nonsense"]], "headers=yes")).toEqual([
      ["basic_profile.name", "", "nonsense"],
      ["Mira Solvang", "", valueError("nonsense")],
    ]);
  });

  it("shows names where all header cells are blank", async () => {
    const { formulas } = formulasOver();

    expect(await formulas.people([[mira]], [["", ""]], undefined)).toEqual([["Mira Solvang"]]);
  });

  it("asks once per person for all columns", async () => {
    const { formulas, asked } = formulasOver();

    await formulas.people([[mira], [jon]], [["name", "headline", "contact.websites"]], undefined);

    expect(asked).toHaveLength(2);
    expect(asked[0]?.lookup.sections).toContain("contact.websites");
  });

  it("refuses options that make no sense as a whole", async () => {
    const { formulas, asked } = formulasOver();

    expect(await formulas.people([[mira], [jon]], [["name"]], "header=yes")).toEqual([
      [valueError("Did you mean headers?")],
    ]);
    expect(asked).toEqual([]);
  });
});

describe("FIELDS", () => {
  it("lists path, description, type and credits of the whole catalogue", async () => {
    const { formulas } = formulasOver();

    const rows = await formulas.fields(undefined);

    expect(rows[0]).toEqual(["path", "description", "type", "credits"]);
    expect(rows).toHaveLength(234);
    expect(rows).toContainEqual(["basic_profile.headline", "The line under the name", "text", 0]);
    expect(rows).toContainEqual(["contact.phone_numbers", "Phone numbers (not in every plan)", "list", 2]);
  });

  it("keeps the rows that contain every word", async () => {
    const { formulas } = formulasOver();

    const rows = await formulas.fields(" PHONE  numbers ");

    expect(rows.map(([path]) => path)).toEqual(["path", "contact.phone_numbers"]);
    expect(await formulas.fields("zzz")).toEqual([[notAvailable("No field has “zzz” in its path or description.")]]);
  });
});
