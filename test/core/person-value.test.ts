import type { Answer, Candidate, Matched } from "../../src/core/answer";
import { catalogue, type CatalogueField, fieldAt, type FieldType } from "../../src/core/catalogue";
import type { CellValue } from "../../src/core/cell-value";
import { type FieldPath, resolveFields } from "../../src/core/field-path";
import { resolveList } from "../../src/core/list-path";
import { chooseCandidate, isDenied, listValues, matchValue, personValue } from "../../src/core/person-value";

const asOf = Date.UTC(2026, 10, 23, 23, 59);

function fieldPath(written: string): FieldPath {
  const [column] = resolveFields(written);
  if (column?.ok !== true || column.path.kind !== "field") throw new Error(`${written} is no field`);
  return column.path;
}

function valueIn(data: Candidate["data"], written: string): CellValue {
  return personValue(fieldPath(written), { score: 1, data });
}

function matchedWith(parts: Partial<Matched> = {}): Matched {
  return {
    status: "matched",
    candidates: [{ score: 1, data: {} }],
    matchedOn: "https://www.linkedin.com/in/mira-solvang",
    sections: ["basic_profile"],
    denied: [],
    asOf,
    ...parts,
  };
}

function positions(...current: readonly object[]): Candidate["data"] {
  return { experience: { employment_details: { current } } };
}

/** What the service sends for a leaf of each type, and what the cell then holds. */
const samples: Record<Exclude<FieldType, "object" | "list">, { readonly sent: unknown; readonly cell: CellValue }> = {
  text: { sent: "Fjordlight", cell: "Fjordlight" },
  url: { sent: "https://fjordlight.example", cell: "https://fjordlight.example" },
  integer: { sent: 812, cell: 812 },
  number: { sent: 0.97, cell: 0.97 },
  boolean: { sent: false, cell: false },
  date: { sent: "2023-01-01T00:00:00+00:00", cell: { kind: "date", serial: 44_927 } },
  texts: { sent: ["Python", "", "Forecasting"], cell: "Python; Forecasting" },
  raw: { sent: [{ text: "A post" }], cell: '{"text":"A post"}' },
};

/** `person_data` in which exactly this leaf is set, in lists where the catalogue has lists. */
function dataWith(field: CatalogueField, sent: unknown): Candidate["data"] {
  const names = field.path.split(".");
  const build = (depth: number): unknown => {
    if (depth === names.length) return sent;
    const child = { [names[depth] ?? ""]: build(depth + 1) };
    return field.lists.includes(names.slice(0, depth).join(".")) ? [child] : child;
  };
  return build(0) as Candidate["data"];
}

describe("every path of the catalogue", () => {
  const leaves = catalogue.filter(({ isContainer }) => !isContainer);

  it.each(leaves.map((field) => [field.path, field] as const))(
    "%s is typed, and empty where nothing is said",
    (path, field) => {
      const { sent, cell } = samples[field.type as keyof typeof samples];

      expect(valueIn(dataWith(field, sent), path)).toEqual(cell);
      for (const nothing of ["", "  ", null, undefined, [], {}])
        expect(valueIn(dataWith(field, nothing), path)).toBe("");
      expect(valueIn({}, path)).toBe("");
    },
  );

  it.each(leaves.map((field) => [field.path, field] as const))(
    "%s survives any shape the service invents",
    (path, field) => {
      for (const odd of [{ raw: "x" }, ["a", ["b"]], 5, true, "text", { a: { b: 1 } }, [null]]) {
        const value = valueIn(dataWith(field, odd), path);

        expect(["string", "number", "boolean"]).toContain(typeof value);
      }
      for (const root of [{ [field.section]: null }, { [field.section]: "text" }, { [field.section]: [[]] }]) {
        expect(typeof valueIn(root, path)).toBe("string");
      }
    },
  );
});

describe("the catalogue's types", () => {
  const isNumber =
    /(?:^|_)(?:id|year|count|stars|score|followers|following|connections|similarity|size|latest|tier|repos)$|_raw$/u;
  const isText = /^(?:professional_network|credential)_id$/u;
  const isBoolean = /^(?:is|has)_|^(?:confident|archived|disabled)$|_verified$/u;
  const isDay = /_(?:date|at|updated)$/u;

  /** What a field calculates as, told by its name alone. */
  function typeByName(path: string): "number" | "boolean" | "date" | "text" {
    const name = path.split(".").at(-1) ?? "";
    if (isBoolean.test(name)) return "boolean";
    if (isDay.test(name)) return "date";
    return isNumber.test(name) && !isText.test(name) ? "number" : "text";
  }

  function typeInCell({ type }: CatalogueField): "number" | "boolean" | "date" | "text" {
    if (type === "integer" || type === "number") return "number";
    return type === "boolean" || type === "date" ? type : "text";
  }

  it("make years, counts and scores numbers, flags booleans, days dates, and all else text", () => {
    const leaves = catalogue.filter(({ isContainer }) => !isContainer);

    const others = leaves.filter((field) => typeInCell(field) !== typeByName(field.path));

    expect(others.map(({ path, type }) => [path, type])).toEqual([]);
  });
});

describe("a date", () => {
  it.each([
    ["2017-01-01T00:00:00+00:00", 42_736],
    ["2017-01-01T00:00:00", 42_736],
    ["2017-01-01", 42_736],
    ["2014-01-15T00:00:00Z", 41_654],
    ["2026-10-28T23:59:59.304112-11:00", 46_323],
    ["1900-03-01", 61],
    ["1900-01-01", 1],
  ])("%s is its day, without a shift of time zone", (sent, serial) => {
    expect(valueIn({ updated_at: sent }, "updated_at")).toEqual({ kind: "date", serial });
  });

  it.each(["2023-02-30", "soon", "1899-12-31", "2023"])("stays text where it is none: %s", (sent) => {
    expect(valueIn({ updated_at: sent }, "updated_at")).toBe(sent);
  });
});

describe("a value", () => {
  it("is a number where the service sends digits as text, but keeps every digit of long ones", () => {
    expect(valueIn(positions({ position_id: "910000001" }), "current.position_id")).toBe(910_000_001);
    expect(valueIn(positions({ position_id: "1234567890123456789" }), "current.position_id")).toBe(
      "1234567890123456789",
    );
  });

  it("keeps phone numbers as text", () => {
    expect(valueIn({ contact: { phone_numbers: ["+47 000 00 000", "0047"] } }, "contact.phone_numbers")).toBe(
      "+47 000 00 000; 0047",
    );
  });

  it("reads a place that is its text", () => {
    expect(valueIn({ basic_profile: { location: "Bergen, Norway" } }, "basic_profile.location.raw")).toBe(
      "Bergen, Norway",
    );
    expect(valueIn({ basic_profile: { location: "Bergen, Norway" } }, "basic_profile.location.city")).toBe("");
  });

  it("reads text out of an object that stands where text was expected", () => {
    expect(valueIn({ basic_profile: { headline: { raw: "Head of Data" } } }, "headline")).toBe("Head of Data");
    expect(valueIn({ basic_profile: { languages: [{ name: "Norwegian" }, "English"] } }, "languages")).toBe(
      "Norwegian; English",
    );
  });

  it("is cut and marked where Excel could not hold it", () => {
    const cut = valueIn({ basic_profile: { summary: `${"x".repeat(32_758)}😀${"y".repeat(99)}` } }, "summary");

    expect(cut === `${"x".repeat(32_758)} … [cut]`).toBe(true);
    const whole = "x".repeat(32_767);
    expect(valueIn({ basic_profile: { summary: whole } }, "summary") === whole).toBe(true);
  });

  it("stays text where it looks like a formula", () => {
    expect(valueIn({ basic_profile: { name: "=1+1" } }, "name")).toBe("=1+1");
  });
});

describe("a path through positions", () => {
  const early = { title: "Early", start_date: "2019-05-01T00:00:00" };
  const late = { title: "Late", start_date: "2023-01-01T00:00:00+00:00" };
  const main = { title: "Main", start_date: "2001-01-01", is_default: true };

  it("takes the main one, else the one begun last, else the first", () => {
    expect(valueIn(positions(early, main, late), "current.title")).toBe("Main");
    expect(valueIn(positions(early, late), "current.title")).toBe("Late");
    expect(valueIn(positions({ title: "One" }, { title: "Two" }), "current.title")).toBe("One");
  });

  it("counts from 1 in the service's order where an index is written", () => {
    expect(valueIn(positions(early, main, late), "current[1].title")).toBe("Early");
    expect(valueIn(positions(early, main, late), "current[3].title")).toBe("Late");
    expect(valueIn(positions(early), "current[2].title")).toBe("");
  });

  it("joins all where [*] is written, dates as days", () => {
    expect(valueIn(positions(early, { title: "" }, late), "current[*].title")).toBe("Early; Late");
    expect(valueIn(positions(early, late), "current[*].start_date")).toBe("2019-05-01; 2023-01-01");
  });

  it("finds the employer under either name", () => {
    expect(valueIn(positions({ title: "x", name: "Fjordlight" }), "current.company_name")).toBe("Fjordlight");
    expect(valueIn(positions({ title: "x", company_name: "Fjordlight" }), "current.name")).toBe("Fjordlight");
    expect(valueIn(positions({ title: "x", name: "", company_name: "Nordkraft" }), "current.name")).toBe("Nordkraft");
  });

  it("finds the employer's page under either key", () => {
    const data = positions({ title: "x", company_professional_network_url: "https://example.invalid/c" });

    expect(valueIn(data, "current.company_professional_network_profile_url")).toBe("https://example.invalid/c");
  });
});

describe("a path through other lists", () => {
  const data = {
    dev_platform_profiles: [
      {
        repos: [
          { full_name: "a/x", topics: ["t1", "t2"] },
          { full_name: "a/y", topics: ["t3"] },
        ],
      },
      { repos: [{ full_name: "b/z" }] },
    ],
    skills: { professional_network_skills: ["Python", "Forecasting"] },
  };

  it("takes the first, the n-th or all, at each level", () => {
    expect(valueIn(data, "repos.full_name")).toBe("a/x");
    expect(valueIn(data, "repos[2].full_name")).toBe("a/y");
    expect(valueIn(data, "dev_platform_profiles[2].repos.full_name")).toBe("b/z");
    expect(valueIn(data, "dev_platform_profiles[*].repos[*].full_name")).toBe("a/x; a/y; b/z");
    expect(valueIn(data, "repos[*].topics")).toBe("t1; t2; t3");
  });

  it("takes one of plain values by number", () => {
    expect(valueIn(data, "professional_network_skills[2]")).toBe("Forecasting");
    expect(valueIn(data, "professional_network_skills[9]")).toBe("");
    expect(valueIn(data, "professional_network_skills[*]")).toBe("Python; Forecasting");
  });
});

describe("a list", () => {
  function rowsIn(data: Candidate["data"], written: string) {
    const reading = resolveList(written);
    if (!reading.ok) throw new Error(reading.problem);
    return listValues(reading.path, { score: 1, data });
  }

  it("has a row for each record, in the service's order, its values typed", () => {
    const schools = [
      { school: "Example University", start_year: "2012", location: { city: "Bergen" } },
      null,
      {},
      { school: "", degree: null },
      { degree: "MSc", end_year: 2017, location: "Oslo, Norway" },
    ];

    expect(rowsIn({ education: { schools } }, "schools").map((row) => row.slice(0, 5))).toEqual([
      ["Example University", "", "", 2012, ""],
      ["", "MSc", "", "", 2017],
    ]);
    expect(rowsIn({ education: { schools } }, "schools.location.raw")).toEqual([[""], ["Oslo, Norway"]]);
  });

  it("finds the employer under either name, and days in dates", () => {
    const past = [
      { title: "One", company_name: "Nordkraft", start_date: "2017-08-01T00:00:00" },
      { title: "Two", name: "Fjordlight" },
    ];
    const data = { experience: { employment_details: { past } } };

    expect(rowsIn(data, "past.name")).toEqual([["Nordkraft"], ["Fjordlight"]]);
    expect(rowsIn(data, "past.start_date")).toEqual([[{ kind: "date", serial: 42_948 }], [""]]);
    expect(rowsIn(data, "past[2].title")).toEqual([["Two"]]);
    expect(rowsIn(data, "past[3].title")).toEqual([]);
  });

  it("has a row for each plain value, without blanks", () => {
    const skills = { professional_network_skills: ["Python", "", null, { name: "Forecasting" }] };

    expect(rowsIn({ skills }, "skills")).toEqual([["Python"], ["Forecasting"]]);
    expect(rowsIn({ skills: { professional_network_skills: "Python" } }, "skills")).toEqual([["Python"]]);
  });

  it("takes the first of the lists around it, or those that are named", () => {
    const data = {
      dev_platform_profiles: [
        { repos: [{ full_name: "a/x", stars: 3 }, { full_name: "a/y" }] },
        { repos: [{ full_name: "b/z", topics: ["t1", "t2"] }] },
      ],
    };

    expect(rowsIn(data, "repos.full_name")).toEqual([["a/x"], ["a/y"]]);
    expect(rowsIn(data, "dev_platform_profiles[2].repos.full_name")).toEqual([["b/z"]]);
    expect(rowsIn(data, "dev_platform_profiles[*].repos.full_name")).toEqual([["a/x"], ["a/y"], ["b/z"]]);
    expect(rowsIn(data, "dev_platform_profiles.repos[1].full_name")).toEqual([["a/x"], ["b/z"]]);
    expect(rowsIn(data, "dev_platform_profiles.repos[*].full_name")).toEqual([["a/x; a/y"], ["b/z"]]);
    expect(rowsIn(data, "repos")[0]).toContain(3);
  });

  it("is empty where the service said nothing, in any of its ways", () => {
    for (const schools of [undefined, null, "", [], {}, [{}], [null], ["  "]]) {
      expect(rowsIn({ education: { schools } }, "schools")).toEqual([]);
    }
    expect(rowsIn({}, "schools")).toEqual([]);
    expect(rowsIn({ education: "text" }, "schools")).toEqual([]);
  });

  it.each(catalogue.filter((field) => field.type === "list" || field.type === "texts").map(({ path }) => path))(
    "%s survives any shape the service invents",
    (path) => {
      const field = fieldAt(path)!;
      for (const odd of [{ raw: "x" }, ["a", ["b"]], 5, true, "text", [[{ a: 1 }]], [[]]]) {
        const rows = rowsIn(dataWith(field, odd), path);

        for (const value of rows.flat()) expect(["string", "number", "boolean"]).toContain(typeof value);
      }
    },
  );
});

describe("an answer", () => {
  const two = matchedWith({
    candidates: [
      { score: 0.9, data: { basic_profile: { name: "Mira" } } },
      { score: 0.6, data: { basic_profile: { name: "Mia" } } },
    ],
    matchType: "business_email",
  });

  it("has the candidate that is asked for, among those good enough", () => {
    expect(chooseCandidate(two)?.score).toBe(0.9);
    expect(chooseCandidate(two, { candidate: 2 })?.score).toBe(0.6);
    expect(chooseCandidate(two, { candidate: 2, minScore: 0.8 })).toBeUndefined();
  });

  it("is read by the pseudo-paths", () => {
    expect(matchValue("match.status", two)).toBe("matched");
    expect(matchValue("match.count", two)).toBe(2);
    expect(matchValue("match.confidence_score", two, two.candidates[1])).toBe(0.6);
    expect(matchValue("match.type", two)).toBe("business_email");
    expect(matchValue("match.on", two)).toBe("https://www.linkedin.com/in/mira-solvang");
    expect(matchValue("match.as_of", two)).toEqual({ kind: "date", serial: 46_349 });
  });

  it("says as much of nobody", () => {
    const nobody: Answer = { status: "not_found", asOf };

    expect(matchValue("match.status", nobody)).toBe("not_found");
    expect(matchValue("match.count", nobody)).toBe(0);
    expect(matchValue("match.on", nobody)).toBe("");
    expect(matchValue("match.as_of", nobody)).toEqual({ kind: "date", serial: 46_349 });
  });

  it("tells a field the plan lacks from an empty one", () => {
    const matched = matchedWith({ denied: ["honors", "basic_profile.summary"] });

    expect(isDenied(fieldPath("honors.title"), matched)).toBe(true);
    expect(isDenied(fieldPath("basic_profile.summary"), matched)).toBe(true);
    expect(isDenied(fieldPath("basic_profile.name"), matched)).toBe(false);
  });
});
