import type { KeptAnswer } from "../../src/core/answer";
import { identifierOfKey, keysOfPerson, traceOf } from "../../src/core/person-traces";
import { parseIdentifier } from "../../src/core/identifier";

const matched = (...people: readonly Readonly<Record<string, unknown>>[]): KeptAnswer => ({
  ...{ status: "matched", matchedOn: "it", sections: [], denied: [], asOf: 1 },
  candidates: people.map((data) => ({ score: 1, data })),
});
const ada = { crustdata_person_id: 7, social_handles: { profile_url: "https://www.linkedin.com/in/Ada" } };
const bob = { crustdata_person_id: 8 };

describe("the answers that tell of a person", () => {
  it("are found under every identifier by the service's number, also where the person is a lesser candidate", () => {
    const traces = [
      traceOf("url:ada", matched({ crustdata_person_id: 7 })),
      traceOf("email:ada@loom.example", matched({ crustdata_person_id: 7 })),
      traceOf("email:a@loom.example", matched(bob, { crustdata_person_id: "7" })),
      traceOf("url:bob", matched(bob)),
    ];

    expect(keysOfPerson("url:ada", traces)).toEqual(["url:ada", "email:ada@loom.example", "email:a@loom.example"]);
  });

  it("are found by an address that the service says is theirs, though it was never asked for", () => {
    const traces = [traceOf("email:ada@loom.example", matched(ada)), traceOf("url:bob", matched(bob))];

    expect(keysOfPerson("url:ada", traces)).toEqual(["url:ada", "email:ada@loom.example"]);
  });

  it("are not those of somebody who was only a lesser candidate under the same address", () => {
    const traces = [traceOf("email:a@loom.example", matched(ada, bob)), traceOf("url:bob", matched(bob))];

    expect(keysOfPerson("email:a@loom.example", traces)).toEqual(["email:a@loom.example"]);
  });

  it("are not everybody's where the service's number is empty", () => {
    const traces = [
      traceOf("url:ada", matched({ crustdata_person_id: "" })),
      traceOf("url:bob", matched({ crustdata_person_id: "" })),
      traceOf("url:cyd", matched({})),
    ];

    expect(keysOfPerson("url:ada", traces)).toEqual(["url:ada"]);
  });

  it("count where nobody was found, and nobody else's without a number do", () => {
    const traces = [
      traceOf("url:ada", { status: "not_found", asOf: 1 }),
      traceOf("url:bob", matched({})),
      traceOf("url:cyd", matched({})),
    ];

    expect(keysOfPerson("url:ada", traces)).toEqual(["url:ada"]);
    expect(keysOfPerson("url:bob", traces)).toEqual(["url:bob"]);
  });
});

it.each(["https://www.linkedin.com/in/zoë-k", "ada@loom.example"])(
  "leads back from a key to its identifier: %s",
  (text) => {
    const parsed = parseIdentifier(text);
    if (parsed.status !== "identifier") throw new Error("no identifier");

    expect(identifierOfKey(parsed.identifier.key)).toEqual(parsed.identifier);
    expect(identifierOfKey("neither")).toBeUndefined();
  },
);
