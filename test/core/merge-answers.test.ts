import type { Matched } from "../../src/core/answer";
import { mergeAnswers } from "../../src/core/answers/coverage";

const matched = (matchedOn: string, people: readonly object[], sections: readonly string[]): Matched => ({
  status: "matched",
  candidates: people.map((data) => ({ score: 1, data: { ...data } })),
  ...{ matchedOn, sections, denied: [], asOf: 0 },
});

describe("an answer that comes for somebody already known", () => {
  it("keeps what was bought earlier of the same person", () => {
    const earlier = matched("https://www.linkedin.com/in/ann", [{ crustdata_person_id: 1, skills: "a" }], ["skills"]);
    const later = matched("https://www.linkedin.com/in/ann", [{ crustdata_person_id: 1, contact: "b" }], ["contact"]);

    expect(mergeAnswers(earlier, later)).toMatchObject({
      candidates: [{ data: { crustdata_person_id: 1, skills: "a", contact: "b" } }],
      sections: ["contact", "skills"],
    });
  });

  it("takes the one candidate of a URL for the same person where the service gives no number", () => {
    const earlier = matched("https://www.linkedin.com/in/ann", [{ skills: "a" }], ["skills"]);
    const later = matched("https://www.linkedin.com/in/ann", [{ contact: "b" }], ["contact"]);

    expect(mergeAnswers(earlier, later)).toMatchObject({ candidates: [{ data: { skills: "a", contact: "b" } }] });
  });

  it("mixes nobody's facts where candidates have no number", () => {
    const earlier = matched(
      "team@firm.example",
      [
        { name: "Ann", skills: "a" },
        { name: "Bob", skills: "b" },
      ],
      ["skills"],
    );
    const later = matched("team@firm.example", [{ contact: "ann" }, { contact: "bob" }], ["contact"]);

    expect(mergeAnswers(earlier, later)).toEqual(later);
  });
});
