import { randomUUID } from "node:crypto";
import type { UsageLedger, UsageRow } from "../../src/gateway/usage/usage-ledger";

/** What every usage ledger promises. `open` opens a new, empty one. */
export function describeUsageLedger(kind: string, open: () => UsageLedger | Promise<UsageLedger>): void {
  const row = (changes: Partial<UsageRow> = {}): UsageRow => ({
    ...{ day: "2026-11-23", personId: "token:ada", workbook: "w1", section: "base", credits: 1, possiblyBilled: 0 },
    ...changes,
  });
  /** Adds them as a batch of their own. */
  const add = (ledger: UsageLedger, rows: readonly UsageRow[]) => ledger.add(rows, randomUUID());
  const november = { from: "2026-11-01", to: "2026-11-30" };

  describe(`the usage ledger ${kind}`, () => {
    it("adds up what is spent under the same day, person, workbook and section", async () => {
      const ledger = await open();

      await add(ledger, [row(), row({ credits: 2 }), row({ section: "contact.phone_numbers", credits: 3 })]);
      await add(ledger, [row({ credits: 0.5 })]);

      expect(await ledger.read(november)).toEqual([
        row({ credits: 3.5 }),
        row({ section: "contact.phone_numbers", credits: 3 }),
      ]);
    });

    it("keeps days, people, workbooks and those who tell no workbook apart, in this order", async () => {
      const ledger = await open();
      const rows = [
        row({ day: "2026-11-22", personId: "token:zoe" }),
        row({ personId: "entra:bob", workbook: "" }),
        row({ personId: "token:ada", workbook: "" }),
        row({ personId: "token:ada", workbook: "w1" }),
      ];

      await add(ledger, [...rows].reverse());

      expect(await ledger.read(november)).toEqual(rows);
    });

    it("reads the days asked for, first and last included", async () => {
      const ledger = await open();
      await add(
        ledger,
        ["2026-10-31", "2026-11-01", "2026-11-30", "2026-12-01"].map((day) => row({ day })),
      );

      expect((await ledger.read(november)).map(({ day }) => day)).toEqual(["2026-11-01", "2026-11-30"]);
      expect(await ledger.read({ from: "2027-01-01", to: "2027-12-31" })).toEqual([]);
    });

    it("adds up small parts of credits without drifting", async () => {
      const ledger = await open();

      for (let index = 0; index < 30; index += 1) await add(ledger, [row({ credits: 0.1 })]);

      expect((await ledger.read(november))[0]?.credits).toBe(3);
    });

    it("loses nothing when many add at once", async () => {
      const ledger = await open();

      await Promise.all(Array.from({ length: 100 }, () => add(ledger, [row()])));

      expect((await ledger.read(november))[0]?.credits).toBe(100);
    });

    it("counts a batch once, however often it is added, and others of the same rows besides", async () => {
      const ledger = await open();
      const rows = [row(), row({ day: "2026-11-24", possiblyBilled: 2 })];

      await ledger.add(rows, "first");
      await ledger.add(rows, "first");
      await ledger.add([row()], "second");

      expect(await ledger.read(november)).toEqual([row({ credits: 2 }), rows[1]]);
    });

    it("keeps what may have been billed apart from what was", async () => {
      const ledger = await open();

      await add(ledger, [row({ credits: 0, possiblyBilled: 3 })]);
      await add(ledger, [row(), row({ credits: 0, possiblyBilled: 0.5 })]);

      expect(await ledger.read(november)).toEqual([row({ credits: 1, possiblyBilled: 3.5 })]);
    });

    it("takes many rows at once, and names with any sign in them", async () => {
      const ledger = await open();
      const rows = Array.from({ length: 1_200 }, (_, index) => row({ personId: `token:${1_000 + index}` }));

      await add(ledger, rows);
      await ledger.name('entra:"[,:] ü', "Zoë");

      expect(await ledger.read(november)).toEqual(rows);
      expect((await ledger.names()).get('entra:"[,:] ü')).toBe("Zoë");
    });

    it("knows people by their latest name", async () => {
      const ledger = await open();

      await ledger.name("token:ada", "Ada Byron");
      await ledger.name("token:ada", "Ada Lovelace");

      expect([...(await ledger.names())]).toEqual([["token:ada", "Ada Lovelace"]]);
    });

    it("deletes what is older than the day it is told, and nothing else", async () => {
      const ledger = await open();
      await add(
        ledger,
        ["2026-11-21", "2026-11-22", "2026-11-23"].map((day) => row({ day })),
      );

      await ledger.deleteBefore("2026-11-22");

      expect((await ledger.read(november)).map(({ day }) => day)).toEqual(["2026-11-22", "2026-11-23"]);
    });

    it("forgets with the last of somebody's rows how they were called", async () => {
      const ledger = await open();
      await add(ledger, [row({ day: "2026-11-21", personId: "token:old" }), row()]);
      await ledger.name("token:old", "Olga");
      await ledger.name("token:ada", "Ada");

      await ledger.deleteBefore("2026-11-22");

      expect([...(await ledger.names())]).toEqual([["token:ada", "Ada"]]);
    });
  });
}
