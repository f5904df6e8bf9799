import type { SentNote, SentNotes } from "../../src/gateway/usage/sent-notes";

const note: SentNote = {
  sentAtMs: 1_000,
  sections: ["contact.business_emails"],
  people: [{ digest: "a", asker: { personId: "token:ada", workbook: "aa11" } }, { digest: "b" }],
};

/** What notes of requests under way promise. `start` makes the next process over what the ones before have noted. */
export function describeSentNotes(name: string, open: () => Promise<{ start: () => Promise<SentNotes> }>): void {
  describe(`the notes of requests under way ${name}`, () => {
    it("tell the next process what the one before has left, whole, and once", async () => {
      const { start } = await open();
      const before = await start();
      await before.add(note);
      await before.add({ ...note, sentAtMs: 2_000, people: [] });
      const next = await start();

      const left = await next.leftBehind();

      expect(left.map((each) => each.note)).toEqual([note, { ...note, sentAtMs: 2_000, people: [] }]);
      expect(await next.leftBehind()).toEqual([]);
    });

    it("tell nothing of what was removed, by whoever noted it or by whoever it was left to", async () => {
      const { start } = await open();
      const before = await start();
      await before.remove(await before.add(note));
      await before.add({ ...note, sections: [] });
      const next = await start();
      const left = await next.leftBehind();
      expect(left.map((each) => each.note.sections)).toEqual([[]]);
      for (const { name: left1 } of left) await next.remove(left1);

      expect(await (await start()).leftBehind()).toEqual([]);
    });

    it("hand on what a process was told and did not live to remove", async () => {
      const { start } = await open();
      await (await start()).add(note);
      await (await start()).leftBehind();

      expect((await (await start()).leftBehind()).map((each) => each.note)).toEqual([note]);
    });

    it("do not tell a process of its own, and take the removal of an unknown one", async () => {
      const { start } = await open();
      const one = await start();
      await one.add(note);
      await one.remove("unknown");

      expect(await one.leftBehind()).toEqual([]);
    });
  });
}
