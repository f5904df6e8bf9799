import { coauthoredRun } from "../../support/coauthored-run";

describe("a run of 2,000 rows while a co-author inserts, deletes and sorts rows 200 times", () => {
  it.each([1, 2, 3])(
    "writes every row beside its person and loses none (seed %i)",
    async (seed) => {
      const run = await coauthoredRun({ seed, rows: 2_000, edits: 200 });

      expect(run).toMatchObject({ state: "done", edits: 200, wrong: [], lost: [] });
      expect(run.right).toBe(run.standing);
      expect(run.standing).toBeGreaterThan(1_800);
    },
    60_000,
  );
});
