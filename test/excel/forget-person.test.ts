import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import type { KeptAnswer } from "../../src/core/answer";
import { parseIdentifier, type Identifier } from "../../src/core/identifier";
import { createForgetPerson } from "../../src/excel/forget-person";
import { createIndexedDbAnswerStore } from "../../src/excel/storage/indexed-db-answer-store";
import { createFakeClock } from "../support/fake-clock";

function identifierOf(text: string): Identifier {
  const parsed = parseIdentifier(text);
  if (parsed.status !== "identifier") throw new Error("not an identifier");
  return parsed.identifier;
}
const ada = identifierOf("https://www.linkedin.com/in/ada");
const adasMail = identifierOf("ada@loom.example");
const bob = identifierOf("https://www.linkedin.com/in/bob");
const person = (number: number): KeptAnswer => ({
  ...{ status: "matched", matchedOn: "it", sections: [], denied: [], asOf: 1 },
  candidates: [{ score: 1, data: { crustdata_person_id: number } }],
});
const clock = createFakeClock();

/** A device, and a gateway that answers `reply` to everything. */
function kit(reply: () => Response = () => Response.json({ forgotten: 3 }), meanwhile = () => Promise.resolve()) {
  const indexedDB = new IDBFactory();
  const asked: { readonly url: unknown; readonly method: string | undefined; readonly body: unknown }[] = [];
  const told: unknown[] = [];
  const storeOf = (id: string) =>
    createIndexedDbAnswerStore({ indexedDB: () => indexedDB, name: `enrich-answers:${id}`, clock });
  const forget = createForgetPerson({
    ...{ clock, indexedDB: () => indexedDB, partitionKey: () => undefined, connectionId: () => "team" },
    openChannel: (name) =>
      ({ postMessage: (data: unknown) => void told.push([name, data]), close: () => undefined }) as BroadcastChannel,
    gateway: () =>
      Promise.resolve({
        ...{ baseUrl: "https://enrich.example.com/api", headers: () => ({}), clock },
        fetch: async (url, init) => {
          asked.push({ url, method: init?.method, body: init?.body });
          await meanwhile();
          return reply();
        },
      }),
  });
  return { indexedDB, storeOf, forget, asked, told };
}

describe("forgetting a person", () => {
  it("deletes them from every connection's answers of this device, under whichever identifier, and nobody else", async () => {
    const { storeOf, forget } = kit();
    const [team, personal] = [storeOf("team"), storeOf("personal-1")];
    await team.write([
      { key: ada.key, answer: person(7) },
      { key: adasMail.key, answer: person(7) },
      { key: bob.key, answer: person(8) },
    ]);
    await personal.write([{ key: ada.key, answer: person(7) }]);

    const { device } = await forget(ada);

    expect(device).toBe(3);
    expect([...(await team.read([ada.key, adasMail.key, bob.key])).keys()]).toEqual([bob.key]);
    expect((await personal.read([ada.key])).size).toBe(0);
  });

  it("deletes once more what a cell took from the server before that had forgotten", async () => {
    const { storeOf, forget } = kit(
      () => Response.json({ forgotten: 1 }),
      () => storeOf("team").write([{ key: adasMail.key, answer: person(7) }]),
    );
    await storeOf("team").write([
      { key: ada.key, answer: person(7) },
      { key: adasMail.key, answer: person(7) },
    ]);

    await forget(ada);

    expect((await storeOf("team").read([ada.key, adasMail.key])).size).toBe(0);
  });

  it("finds somebody among very many answers, and leaves all the others", async () => {
    const { storeOf, forget } = kit();
    const team = storeOf("team");
    const keys = Array.from({ length: 1_200 }, (_, index) => `url:person-${index}`);
    await team.write(keys.map((key, index) => ({ key, answer: person(1_000 + index) })));
    await team.write([
      { key: ada.key, answer: person(7) },
      { key: "url:zz-ada", answer: person(7) },
    ]);

    expect((await forget(ada)).device).toBe(2);
    expect((await team.read(keys)).size).toBe(1_200);
  });

  it("tells every window, so that none shows them from memory", async () => {
    const { storeOf, forget, told } = kit();
    await storeOf("team").write([{ key: adasMail.key, answer: person(7) }]);

    await forget(adasMail);

    expect(told).toContainEqual(["enrich-answers:team", { keys: [adasMail.key] }]);
  });

  it("asks the gateway too, by every identifier that was found here", async () => {
    const { storeOf, forget, asked } = kit();
    await storeOf("team").write([
      { key: ada.key, answer: person(7) },
      { key: adasMail.key, answer: person(7) },
    ]);

    const { server } = await forget(ada);

    expect(server).toEqual({ outcome: "forgotten", answers: 3 });
    const body = JSON.stringify({
      ...{ professional_network_profile_urls: [ada.value], business_emails: [adasMail.value] },
    });
    expect(asked).toEqual([{ url: "https://enrich.example.com/api/person", method: "DELETE", body }]);
  });

  it.each([
    ["not_allowed", () => Response.json({ error: {} }, { status: 403 })],
    ["unavailable", () => Response.json({ error: {} }, { status: 503 })],
    ["unavailable", () => new Response("<html>")],
    ["unavailable", () => Response.error()],
  ] as const)("says where the gateway did not: %s", async (outcome, reply) => {
    expect(await kit(reply).forget(ada)).toEqual({ device: 0, server: { outcome } });
  });

  it("says where this device could not, and asks the gateway all the same", async () => {
    const { forget, indexedDB } = kit();
    indexedDB.open = () => {
      throw new DOMException("blocked", "SecurityError");
    };

    expect(await forget(ada)).toEqual({ device: undefined, server: { outcome: "forgotten", answers: 3 } });
  });
});
