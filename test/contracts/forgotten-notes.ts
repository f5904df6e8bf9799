import type { ForgottenNotes } from "../../src/gateway/answers/forgotten-notes";

/** What notes of whom to forget promise. `open` opens new, empty ones, as two processes see them. */
export function describeForgottenNotes(
  name: string,
  open: () => Promise<readonly [ForgottenNotes, ForgottenNotes]>,
): void {
  describe(`the notes of whom to forget ${name}`, () => {
    it("tell another process everything there is, in order, and then what was added, once", async () => {
      const [one, other] = await open();
      expect((await other.after()).notes).toEqual([]);
      await one.add({ digests: ["before"] });
      const { notes, place } = await other.after();
      expect(notes).toEqual([{ digests: ["before"] }]);

      await one.add({ digests: ["a", "b"] });
      await one.add({ everybody: true });
      const heard = await other.after(place);

      expect(heard.notes).toEqual([{ digests: ["a", "b"] }, { everybody: true }]);
      expect((await other.after(heard.place)).notes).toEqual([]);
    });

    it("tell the first note of all to one who came before it", async () => {
      const [one, other] = await open();
      const { place } = await other.after();

      await one.add({ digests: ["a"] });

      expect((await other.after(place)).notes).toEqual([{ digests: ["a"] }]);
    });

    it("lose none that two add at once", async () => {
      const [one, other] = await open();
      const { place } = await one.after();

      await Promise.all(
        Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? one : other).add({ digests: [`${index}`] })),
      );

      expect((await other.after(place)).notes).toHaveLength(20);
    });
  });
}
