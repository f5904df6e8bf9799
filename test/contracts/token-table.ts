import type { TokenRow, TokenTable } from "../../src/gateway/auth/team-tokens";

/** What every table of team tokens promises. `open` opens a new, empty one. */
export function describeTokenTable(name: string, open: () => TokenTable | Promise<TokenTable>): void {
  const row = (id: string, called = "Ada Lovelace"): TokenRow => ({
    id,
    name: called,
    isAdministrator: false,
    createdAtMs: 1_700_000_000_000,
    secretHash: "x".repeat(43),
  });

  describe(`the token table ${name}`, () => {
    it("gives back what was put, and nothing for a token nobody made", async () => {
      const table = await open();
      await table.put(row("0a0a0a0a"));

      expect(await table.get("0a0a0a0a")).toEqual(row("0a0a0a0a"));
      expect(await table.get("0b0b0b0b")).toBeUndefined();
    });

    it("replaces what stood under the same id", async () => {
      const table = await open();
      await table.put(row("0a0a0a0a"));
      await table.get("0a0a0a0a");
      await table.put(row("0a0a0a0a", '山田 "O\'Neil"'));

      expect((await table.get("0a0a0a0a"))?.name).toBe('山田 "O\'Neil"');
    });

    it("knows nothing of a removed token from then on, and says whether there was one", async () => {
      const table = await open();
      await table.put(row("0a0a0a0a"));
      await table.get("0a0a0a0a");

      expect(await table.remove("0a0a0a0a")).toBe(true);
      expect(await table.get("0a0a0a0a")).toBeUndefined();
      expect(await table.remove("0a0a0a0a")).toBe(false);
      expect(await table.all()).toEqual([]);
    });

    it("lists all", async () => {
      const table = await open();
      await Promise.all(["0a0a0a0a", "0b0b0b0b"].map((id) => table.put(row(id))));

      expect((await table.all()).map(({ id }) => id).sort()).toEqual(["0a0a0a0a", "0b0b0b0b"]);
    });

    it("takes ids that are names of JavaScript's own for names", async () => {
      const table = await open();

      expect(await table.get("__proto__")).toBeUndefined();
      expect(await table.get("constructor")).toBeUndefined();
    });
  });
}
