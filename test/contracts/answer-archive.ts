import type { KeptAnswer } from "../../src/core/answer";
import type { AnswerStore } from "../../src/core/answer-store";
import { digestOfKey, personIn, type AnswerArchive } from "../../src/gateway/answers/forgotten";

export interface OpenArchive {
  readonly archive: AnswerArchive;
  connection(connectionId: string): AnswerStore;
}

/** What everything promises that keeps the answers of all connections. `open` opens a new, empty one. */
export function describeAnswerArchive(name: string, open: () => OpenArchive | Promise<OpenArchive>): void {
  const person = (...ids: readonly number[]): KeptAnswer => ({
    status: "matched",
    candidates: ids.map((id) => ({ score: 0.9, data: { crustdata_person_id: id } })),
    matchedOn: "x",
    sections: ["basic_profile"],
    denied: [],
    asOf: 1,
  });
  const notFound: KeptAnswer = { status: "not_found", asOf: 1 };

  describe(`the answers of all connections ${name}`, () => {
    it("forgets an identifier in every connection, and no other", async () => {
      const { archive, connection } = await open();
      for (const id of ["team", "other"]) {
        await connection(id).write(["ada", "bob"].map((key) => ({ key, answer: notFound })));
      }

      expect(await archive.forget({ digests: [digestOfKey("ada"), digestOfKey("nobody")] })).toBe(2);

      for (const id of ["team", "other"]) {
        expect([...(await connection(id).read(["ada", "bob"])).keys()]).toEqual(["bob"]);
      }
    });

    it("knows whom an identifier was kept for, and forgets that person under every other", async () => {
      const { archive, connection } = await open();
      await connection("team").write([
        { key: "url:ada", answer: person(1) },
        { key: "email:ada", answer: person(7, 1) },
        { key: "url:bob", answer: person(2) },
      ]);

      const digests = await archive.peopleUnder([digestOfKey("url:ada")]);
      expect(digests).toEqual(personIn(person(1)));
      expect(await archive.forget({ digests })).toBe(2);

      const left = await connection("team").read(["url:ada", "email:ada", "url:bob"]);
      expect([...left.keys()]).toEqual(["url:bob"]);
    });

    it("takes the best match for the person meant, not whoever else came with it", async () => {
      const { archive, connection } = await open();
      await connection("team").write([{ key: "email:ada", answer: person(7, 1) }]);

      expect(await archive.peopleUnder([digestOfKey("email:ada")])).toEqual(personIn(person(7)));
    });

    it("forgets everybody, thousands too", async () => {
      const { archive, connection } = await open();
      const keys = Array.from({ length: 1_200 }, (_, index) => `url:person-${index}`);
      await connection("team").write(keys.map((key) => ({ key, answer: notFound })));
      await connection("other").write([{ key: "ada", answer: notFound }]);

      expect(await archive.forget({ everybody: true })).toBe(1_201);
      expect((await connection("team").read(keys)).size).toBe(0);
    });

    it("forgets nobody where nobody is kept", async () => {
      const { archive } = await open();

      expect(await archive.forget({ digests: [digestOfKey("ada")] })).toBe(0);
      expect(await archive.peopleUnder([digestOfKey("ada")])).toEqual([]);
    });
  });
}
