import type { Answer } from "../../../src/core/answer";
import { createFormulas } from "../../../src/excel/functions/formulas";
import { answeringEnricher, fetchedAt, matched } from "../../support/answering-enricher";

const mira = "https://www.linkedin.com/in/mira-solvang";
const jon = "jon@nordkraft.example";

const miraAnswer = matched({
  experience: {
    employment_details: {
      past: [
        { title: "Data Scientist", name: "Nordkraft", start_date: "2017-08-01T00:00:00", years_at_company_raw: 5.4 },
        { title: "Analyst", company_name: "Example Bank", is_default: false },
      ],
    },
  },
  education: { schools: [] },
  skills: { professional_network_skills: ["Python", "Forecasting"] },
  certifications: [{ name: "Cloud Data Engineer", issue_date: "2024-05-01", credential_id: "" }],
});

function listOver(answers: Record<string, Answer> = {}) {
  const recorded = answeringEnricher({ "url:mira-solvang": miraAnswer, ...answers });
  const formulas = createFormulas({ enricher: recorded.enricher });
  return { ...recorded, list: formulas.list };
}

const error = (code: string, part: string) => ({
  ...{ kind: "error", code, message: expect.stringContaining(part) as string },
});

describe("LIST", () => {
  it("has one row per item and one column per field, in catalogue order", async () => {
    const { list } = listOver();

    const rows = await list([[mira]], "past", "headers=yes");

    expect(rows).toHaveLength(3);
    expect(rows[0]?.slice(0, 2)).toEqual([
      "experience.employment_details.past.name",
      "experience.employment_details.past.title",
    ]);
    const column = rows[0]?.indexOf("experience.employment_details.past.years_at_company_raw") ?? 0;
    expect(rows.slice(1).map((row) => [row[0], row[1], row[column]])).toEqual([
      ["Nordkraft", "Data Scientist", 5.4],
      ["Example Bank", "Analyst", ""],
    ]);
    expect(new Set(rows.map(({ length }) => length)).size).toBe(1);
  });

  it("has one column for a field of a list, and for plain values", async () => {
    const { list } = listOver();

    expect(await list([[mira]], "past.start_date", null)).toEqual([[{ kind: "date", serial: 42_948 }], [""]]);
    expect(await list(mira, "skills", undefined)).toEqual([["Python"], ["Forecasting"]]);
    expect(await list(mira, "professional_network_skills", "headers=yes")).toEqual([
      ["skills.professional_network_skills"],
      ["Python"],
      ["Forecasting"],
    ]);
  });

  it("is empty text where the list is empty, or what if_empty says", async () => {
    const { list } = listOver();

    expect(await list([[mira]], "schools", null)).toEqual([[""]]);
    expect(await list([[mira]], "schools", "if_empty=none")).toEqual([["none"]]);
    const [headers, row, ...more] = await list([[mira]], "schools", "headers=yes; if_empty=none");
    expect(headers?.[0]).toBe("education.schools.school");
    expect(row).toEqual(headers?.map((_, column) => (column === 0 ? "none" : "")));
    expect(more).toEqual([]);
    expect(await list([[mira]], "past.start_date", "if_empty=?")).toEqual([[expect.anything()], ["?"]]);
  });

  it("asks for the section of the list, and for nothing without a person or a list", async () => {
    const { list, asked } = listOver();

    expect(await list([[""]], "schools", null)).toEqual([[""]]);
    expect(await list([["mira"]], "schools", null)).toEqual([[error("#VALUE!", "“mira” is not a profile URL")]]);
    expect(await list([[mira], [jon]], "schools", null)).toEqual([[error("#VALUE!", "one person")]]);
    expect(await list([[mira]], "headline", null)).toEqual([
      [error("#VALUE!", "“headline” is not a list: choose experience.employment_details.current")],
    ]);
    expect(await list([[mira]], "", null)).toEqual([[error("#VALUE!", "Name a list")]]);
    expect(await list([[mira]], "schools", "header=yes")).toEqual([[error("#VALUE!", "Did you mean headers?")]]);
    expect(asked).toEqual([]);

    await list([[""], [mira], [null]], "certifications", null);
    expect(asked.map(({ lookup }) => lookup.sections)).toEqual([["certifications"]]);
  });

  it("is of the candidate that is asked for, or says that nobody was found", async () => {
    const person = (skill: string) => ({ skills: { professional_network_skills: [skill] } });
    const { list, asked } = listOver({
      [`email:${jon}`]: matched([
        { score: 0.9, data: person("Python") },
        { score: 0.6, data: person("Welding") },
      ]),
    });

    expect(await list([[jon]], "skills", "candidate=2")).toEqual([["Welding"]]);
    expect(await list([[jon]], "skills", "candidate=2; min_score=0.8")).toEqual([
      [error("#N/A", "There is no candidate 2: the answer has 1.")],
    ]);
    expect(await list([["nobody@nordkraft.example"]], "skills", null)).toEqual([[error("#N/A", "No match.")]]);
    expect(await list([["nobody@nordkraft.example"]], "skills", "if_missing=unknown; headers=yes")).toEqual([
      ["unknown"],
    ]);
    expect(asked[1]?.lookup.options).toEqual({ minScore: 0.8 });
  });

  it("says what the plan lacks: the list as a whole, or some of its fields", async () => {
    const { list } = listOver({ "url:mira-solvang": { ...miraAnswer, denied: ["certifications.credential_id"] } });
    const whole = listOver({ "url:mira-solvang": { ...miraAnswer, denied: ["certifications"] } });

    const [row] = await list([[mira]], "certifications", null);
    expect(row?.slice(0, 2)).toEqual(["Cloud Data Engineer", ""]);
    expect(row?.[4]).toEqual(
      error(
        "#N/A",
        "Your plan does not include certifications.credential_id: choose another field, or another key in the Enrich pane.",
      ),
    );
    expect(await whole.list([[mira]], "certifications", null)).toEqual([
      [
        error(
          "#N/A",
          "Your plan does not include certifications.name: choose another field, or another key in the Enrich pane.",
        ),
      ],
    ]);
  });

  it("says so where there is no answer", async () => {
    const { list } = listOver({
      "url:mira-solvang": { status: "failed", code: "credits_used_up", possiblyBilled: false, asOf: fetchedAt },
    });

    expect(await list([[mira]], "skills", null)).toEqual([
      [
        error(
          "#N/A",
          "Credits are used up: add some to the account, press Ask again in the Enrich pane, then recalculate.",
        ),
      ],
    ]);
  });
});
