import type { KeptAnswer, Matched } from "../../src/core/answer";
import type { AnswerStore } from "../../src/core/answer-store";

/** What every answer store promises. `open` opens a new, empty store of one connection. */
export function describeAnswerStore(name: string, open: () => AnswerStore | Promise<AnswerStore>): void {
  const notFound: KeptAnswer = { status: "not_found", asOf: 1_700_000_000_000, minScore: 0.5 };

  describe(`the answer store ${name}`, () => {
    it("reads back exactly what was written", async () => {
      const store = await open();
      const answers: readonly KeptAnswer[] = [matched("ada"), notFound, { status: "redacted", asOf: 0 }];

      await store.write(answers.map((answer, index) => ({ key: `key:${index}`, answer })));
      const read = await store.read(["key:0", "key:1", "key:2"]);

      expect([...read]).toEqual(answers.map((answer, index) => [`key:${index}`, answer]));
    });

    it("leaves unknown keys out, and reads no keys as nothing", async () => {
      const store = await open();
      await store.write([{ key: "known", answer: notFound }]);

      expect([...(await store.read(["unknown", "known"])).keys()]).toEqual(["known"]);
      expect((await store.read([])).size).toBe(0);
    });

    it("takes a key asked for twice as one", async () => {
      const store = await open();
      await store.write([{ key: "known", answer: notFound }]);

      expect((await store.read(["known", "known"])).size).toBe(1);
    });

    it("replaces what stood under the same key", async () => {
      const store = await open();

      await store.write([{ key: "ada", answer: notFound }]);
      await store.write([{ key: "ada", answer: matched("ada") }]);

      expect((await store.read(["ada"])).get("ada")).toEqual(matched("ada"));
    });

    it("keeps the last of two entries of one write", async () => {
      const store = await open();

      await store.write([
        { key: "ada", answer: notFound },
        { key: "ada", answer: matched("ada") },
      ]);

      expect((await store.read(["ada"])).get("ada")).toEqual(matched("ada"));
    });

    it("takes a write of nothing", async () => {
      const store = await open();

      await store.write([]);

      expect((await store.read(["ada"])).size).toBe(0);
    });

    it("forgets the keys it is told to, unknown ones included, and no others", async () => {
      const store = await open();
      await store.write(["ada", "bob"].map((key) => ({ key, answer: matched(key) })));

      await store.remove(["ada", "unknown"]);

      expect([...(await store.read(["ada", "bob"])).keys()]).toEqual(["bob"]);
    });

    it("forgets everything when cleared", async () => {
      const store = await open();
      await store.write(["ada", "bob"].map((key) => ({ key, answer: matched(key) })));

      await store.clear();

      expect((await store.read(["ada", "bob"])).size).toBe(0);
    });

    it("holds what was written, however it is changed afterwards", async () => {
      const store = await open();
      const data: Record<string, unknown> = { basic_profile: { name: "Ada" } };
      await store.write([{ key: "ada", answer: { ...matched("ada"), candidates: [{ score: 1, data }] } }]);

      data["basic_profile"] = { name: "Somebody else" };

      const read = (await store.read(["ada"])).get("ada");
      expect(read).toMatchObject({ candidates: [{ data: { basic_profile: { name: "Ada" } } }] });
    });

    it("keeps keys and texts of every script apart", async () => {
      const store = await open();
      const keys = ["url:山田", "url:%e5%b1%b1", "email:zoë@example.com", "url:a|b", "url:a/b", "url:__proto__", " "];

      await store.write(keys.map((key) => ({ key, answer: matched(key) })));
      const read = await store.read(keys);

      expect(keys.map((key) => read.get(key))).toEqual(keys.map(matched));
    });

    it("takes a thousand at once", async () => {
      const store = await open();
      const keys = Array.from({ length: 1_000 }, (_, index) => `url:person-${index}`);

      await store.write(keys.map((key) => ({ key, answer: matched(key) })));

      expect((await store.read(keys)).size).toBe(1_000);
    });
  });
}

function matched(name: string): Matched {
  return {
    status: "matched",
    candidates: [
      { score: 0.87, data: { crustdata_person_id: 1, skills: { list: ["a", null, "=b"] }, summary: `${name}\n` } },
    ],
    matchedOn: `https://www.linkedin.com/in/${name}`,
    matchType: "professional_network_profile_url",
    sections: ["basic_profile", "contact.business_emails"],
    denied: ["certifications"],
    asOf: 1_700_000_000_000,
  };
}
