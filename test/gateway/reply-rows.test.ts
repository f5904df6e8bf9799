import type { Matched } from "../../src/core/answer";
import { readEnrichRequest, type EnrichRequest } from "../../src/gateway/enrich-request";
import { pickFields, replyRow } from "../../src/gateway/reply-rows";

const person = {
  crustdata_person_id: 7,
  basic_profile: { name: "Ada Ünlü", headline: "Captain", location: { city: "Bergen", country: "Norway" } },
  skills: { professional_network_skills: ["Knots"] },
  experience: {
    employment_details: {
      current: [
        { name: "Fjord", title: "Captain", start_date: "2020-01-01" },
        { name: "Sund", title: "Mate", start_date: "2019-01-01" },
      ],
      past: [],
    },
  },
  contact: { business_emails: [{ email: "a@fjord.example" }], websites: [] },
};

function request(body: Record<string, unknown>): EnrichRequest {
  const read = readEnrichRequest(body);
  if ("status" in read) throw new Error(JSON.stringify(read.body));
  return read;
}

function matched(scores: readonly number[]): Matched {
  return {
    status: "matched",
    candidates: scores.map((score) => ({ score, data: person })),
    matchedOn: "x",
    sections: ["basic_profile"],
    denied: [],
    asOf: 0,
  };
}

describe("rows of a reply", () => {
  it("hold the sections asked for and the person's number, nothing else", () => {
    expect(pickFields(person, ["skills"])).toEqual({ crustdata_person_id: 7, skills: person.skills });
  });

  it("go through lists and objects along a path", () => {
    expect(pickFields(person, ["experience.employment_details.current.title", "basic_profile.location.city"])).toEqual({
      crustdata_person_id: 7,
      basic_profile: { location: { city: "Bergen" } },
      experience: { employment_details: { current: [{ title: "Captain" }, { title: "Mate" }] } },
    });
  });

  it("keep the name of an employer that is asked for as company_name", () => {
    expect(pickFields(person, ["experience.employment_details.current.company_name"])).toMatchObject({
      experience: { employment_details: { current: [{ name: "Fjord" }, { name: "Sund" }] } },
    });
  });

  it("never hold a priced leaf beside the one asked for", () => {
    expect(pickFields(person, ["contact.websites"])).toEqual({ crustdata_person_id: 7, contact: { websites: [] } });
  });

  it("repeat what was submitted, in the submitted spelling", () => {
    const asked = request({
      professional_network_profile_urls: ["https://no.linkedin.com/in/Ada/"],
      fields: ["basic_profile"],
    });

    const row = replyRow(asked, asked.rows[0]!, matched([1]));

    expect(row.matched_on).toBe("https://no.linkedin.com/in/Ada/");
    expect(row.match_type).toBe("professional_network_profile_url");
    expect(row.matches).toEqual([{ confidence_score: 1, person_data: expect.objectContaining({}) as unknown }]);
  });

  it("say how the person was matched in the service's own word, also in one no documentation lists", () => {
    const asked = request({ business_emails: ["a@fjord.example"], fields: ["basic_profile"] });

    const row = replyRow(asked, asked.rows[0]!, { ...matched([1]), matchType: "telepathy" });

    expect(row.match_type).toBe("telepathy");
  });

  it("leave out candidates below the score asked for", () => {
    const asked = request({
      business_emails: ["a@fjord.example"],
      fields: ["basic_profile"],
      min_similarity_score: 0.8,
    });

    const row = replyRow(asked, asked.rows[0]!, matched([0.9, 0.8, 0.4]));

    expect(row.matches.map((match) => match.confidence_score)).toEqual([0.9, 0.8]);
    expect(row.match_type).toBe("business_email");
  });

  it("say of a person who asked not to be shown that they did, and of an unknown one nothing", () => {
    const asked = request({ business_emails: ["a@fjord.example"], fields: ["skills"] });

    expect(replyRow(asked, asked.rows[0]!, { status: "redacted", asOf: 0 })).toMatchObject({
      match_status: "redacted",
      matches: [],
    });
    expect(replyRow(asked, asked.rows[0]!, { status: "not_found", asOf: 0 })).not.toHaveProperty("match_status");
  });
});
