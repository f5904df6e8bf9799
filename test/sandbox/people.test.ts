import { parseIdentifier } from "../../src/core/identifier";
import { createDirectory } from "../../src/sandbox/directory";
import { readAddress, readProfileUrl, type SentIdentifier } from "../../src/sandbox/identifiers";
import { world as worldShape } from "../../src/sandbox/person";
import invented from "../../src/sandbox/people.json";
import { sampleIdentifiers } from "../../src/sandbox/sample-identifiers";

const world = worldShape.parse(invented);
const directory = createDirectory();

function identified(text: string): SentIdentifier {
  const identifier = text.includes("@") ? readAddress(text) : readProfileUrl(text);
  if (identifier === undefined) throw new Error(`Not an identifier: ${text}`);
  return identifier;
}
const profile = (slug: string) => identified(`https://www.linkedin.com/in/${encodeURIComponent(slug)}`);
const nameOf = (identifier: SentIdentifier) => {
  const finding = directory.find(identifier);
  return finding.status === "matched" ? finding.candidates[0]?.data["basic_profile"] : finding.status;
};
const everything = JSON.stringify(
  world.people.map(({ slug }) => {
    const finding = directory.find(profile(slug));
    return finding.status === "matched" ? finding.candidates[0]?.data : finding.status;
  }),
);

describe("the written people", () => {
  it("are two hundred, each found by slug and by address", () => {
    expect(world.people).toHaveLength(200);
    for (const { slug, name, email } of world.people) {
      expect(nameOf(profile(slug))).toMatchObject({ name });
      if (email !== undefined) expect(nameOf(identified(email))).toMatchObject({ name });
    }
  });

  it("live in places and work at companies that exist", () => {
    for (const { slug, place, jobs } of world.people) {
      expect([slug, world.places[place]?.city]).toEqual([slug, expect.any(String)]);
      for (const { company } of jobs)
        expect([slug, world.companies[company]?.name]).toEqual([slug, expect.any(String)]);
    }
    for (const { place } of Object.values(world.companies)) expect(world.places[place]).toBeDefined();
  });

  it("have careers that run forward, with somewhere to be now", () => {
    for (const { slug, jobs } of world.people) {
      expect([slug, jobs[0]?.to]).toEqual([slug, undefined]);
      const past = jobs.filter(({ to }) => to !== undefined);
      for (const { from, to = "" } of past) expect([slug, from < to]).toEqual([slug, true]);
      for (const [index, job] of past.entries()) {
        const newer = index === 0 ? jobs[0] : past[index - 1];
        expect([slug, (job.to ?? "") <= (newer?.from ?? "")]).toEqual([slug, true]);
      }
    }
  });

  it("are plainly invented: every domain is an example", () => {
    const domains = everything.match(/(?<=@|https:\/\/)[\w.-]+\.[a-z]+/g) ?? [];
    const hosts = ["www.linkedin.com", "github.com", "x.com", "media.invalid"];

    expect(domains.filter((domain) => !domain.endsWith(".example") && !hosts.includes(domain))).toEqual([]);
  });

  it.each([
    "Cyrillic",
    "Greek",
    "Arabic",
    "Hebrew",
    "Devanagari",
    "Thai",
    "Han",
    "Hiragana",
    "Hangul",
    "Georgian",
    "Latin",
  ])("have names in the script %s", (script) => {
    const pattern = new RegExp(`\\p{Script=${script}}`, "u");

    expect(world.people.some(({ name }) => pattern.test(name))).toBe(true);
  });

  it.each(["=", "+", "-", "@", "\t", "＝"])("have texts that begin with %j", (sign) => {
    expect(everything).toContain(`":${JSON.stringify(sign).slice(0, -1)}`);
  });

  it("have dates in all three shapes and unknowns in all three ways", () => {
    expect(everything).toMatch(/"start_date":"\d{4}-\d\d-\d\dT00:00:00\+00:00"/);
    expect(everything).toMatch(/"start_date":"\d{4}-\d\d-\d\dT00:00:00"/);
    expect(everything).toMatch(/"start_date":"\d{4}-\d\d-\d\d"/);
    expect(everything).toMatch(/"sub_department":null/);
    expect(everything).toMatch(/"sub_department":""/);
    expect(everything.match(/"normalized_title"/g)?.length).toBeLessThan(200);
  });

  it("hold several positions at once here and there, not all with a main one", () => {
    const counts = world.people.map(({ jobs }) => jobs.filter(({ to }) => to === undefined).length);

    expect(counts.filter((count) => count > 1).length).toBeGreaterThan(10);
  });
});

describe("the people made up for other identifiers", () => {
  it("are the same every time, and others for other identifiers", () => {
    expect(directory.find(profile("known-quill"))).toEqual(createDirectory().find(profile("known-quill")));
    expect(nameOf(profile("known-1"))).not.toEqual(nameOf(profile("known-2")));
  });

  it("are called what their slug or address says, and work where the address says", () => {
    expect(nameOf(profile("known-quill"))).toMatchObject({ name: "Known Quill" });
    const finding = directory.find(identified("known.quill@corner-shop.example"));

    expect(JSON.stringify(finding)).toContain('"company_website_domain":"corner-shop.example"');
    expect(JSON.stringify(finding)).toContain('"email":"known.quill@corner-shop.example"');
  });

  it("exist for 92 in 100, and some asked not to be shown", () => {
    const statuses = Array.from({ length: 10_000 }, (_, index) => directory.find(profile(`somebody-${index}`)).status);
    const share = (status: string) => statuses.filter((found) => found === status).length / statuses.length;

    expect(share("matched")).toBeCloseTo(0.92, 1);
    expect(share("redacted")).toBeGreaterThan(0);
    expect(share("redacted")).toBeLessThan(0.01);
  });

  it("do not exist where the name says so", () => {
    expect(nameOf(profile("there-is-nobody"))).toBe("not_found");
    expect(nameOf(profile("redacted-somebody"))).toBe("redacted");
    expect(directory.find(profile("known-by-all")).status).toBe("matched");
  });

  it("have the same keys as the written ones", () => {
    const keys = (identifier: SentIdentifier) => {
      const finding = directory.find(identifier);
      return finding.status === "matched" ? Object.keys(finding.candidates[0]?.data ?? {}) : [];
    };

    expect(keys(profile("known-quill"))).toEqual(keys(profile("mira-solvang-example")));
  });
});

describe("the sixty sample identifiers", () => {
  const parsed = sampleIdentifiers.map((text) => parseIdentifier(text));
  const identifiers = parsed.flatMap((reading) => (reading.status === "identifier" ? [reading.identifier] : []));

  it("are all understood by the add-in, and 59 are different", () => {
    expect(identifiers).toHaveLength(60);
    expect(new Set(identifiers.map(({ key }) => key)).size).toBe(59);
    expect(identifiers.filter(({ isEncoded }) => isEncoded)).toHaveLength(1);
    expect(identifiers.filter(({ kind }) => kind === "email").length).toBeGreaterThanOrEqual(14);
  });

  it("name written people but for three unknown and one redacted", () => {
    const statuses = identifiers.map(({ value }) => directory.find(identified(value)).status);
    const written = new Set(world.people.map(({ name }) => name));
    const names = identifiers.map(({ value }) => nameOf(identified(value)));

    expect(statuses.filter((status) => status === "not_found")).toHaveLength(3);
    expect(statuses.filter((status) => status === "redacted")).toHaveLength(1);
    expect(
      names.filter(
        (profileData) =>
          typeof profileData === "object" &&
          profileData !== null &&
          "name" in profileData &&
          written.has(String(profileData.name)),
      ),
    ).toHaveLength(56);
  });
});
