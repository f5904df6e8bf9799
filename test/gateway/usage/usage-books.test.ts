import type { Bill } from "../../../src/core/bill";
import { createMemoryUsage } from "../../../src/gateway/usage/memory-usage";
import { createUsageBooks } from "../../../src/gateway/usage/usage-books";
import type { UsageLedger, UsageRow } from "../../../src/gateway/usage/usage-ledger";
import { createFakeClock } from "../../support/fake-clock";

const asker = { personId: "token:ada", workbook: "w1" };
const bill = (changes: Partial<Bill> = {}): Bill => ({
  ...{ asker, kind: "reported", credits: 1, sections: [] },
  ...changes,
});
const always = { from: "2026-01-01", to: "2027-12-31" };

/** Books over a ledger in memory that fails where it is told to; the day is the first of January 2026. */
function openBooks() {
  const clock = createFakeClock();
  const memory = createMemoryUsage();
  const defects: unknown[] = [];
  const writes: { readonly rows: readonly UsageRow[]; readonly batch: string }[] = [];
  /** What the next writes do: nothing, or all of it, before they fail. */
  const failures: ("before" | "after")[] = [];
  const ledger: UsageLedger = {
    ...memory,
    async add(rows, batch) {
      writes.push({ rows, batch });
      const failure = failures.shift();
      if (failure === "before") throw new Error("The disk is full of Ada Lovelace.");
      await memory.add(rows, batch);
      if (failure === "after") throw new Error("Timed out.");
    },
  };
  const books = createUsageBooks({ ledger, clock, onDefect: (cause) => defects.push(cause) });
  return { books, clock, memory, defects, writes, failures };
}

describe("the usage books", () => {
  it("write bills within half a second, many in one go", async () => {
    const { books, clock, memory, writes } = openBooks();
    for (let index = 0; index < 100; index += 1) books.onBilled(bill());
    books.onBilled(bill({ asker: { ...asker, workbook: "" }, credits: 0.5 }));

    await clock.advance(500);

    expect(writes).toHaveLength(1);
    expect(await memory.read(always)).toMatchObject([
      { day: "2026-01-01", workbook: "", credits: 0.5 },
      { day: "2026-01-01", workbook: "w1", section: "base", credits: 100 },
    ]);
  });

  it("stand under the UTC day on which the credits were spent", async () => {
    const { books, clock, memory } = openBooks();
    await clock.advance(86_399_900);
    books.onBilled(bill());
    await clock.advance(200);
    books.onBilled(bill());
    await clock.advance(1_000);

    expect((await memory.read(always)).map(({ day }) => day)).toEqual(["2026-01-01", "2026-01-02"]);
  });

  it.each(["before", "after"] as const)("lose and double nothing when writing fails %s it is done", async (when) => {
    const { books, clock, memory, defects, failures } = openBooks();
    failures.push(when, when);
    books.onBilled(bill());
    await clock.advance(600);
    books.onBilled(bill({ credits: 2 }));
    await clock.advance(10_000);

    expect(defects).toHaveLength(2);
    expect(await memory.read(always)).toMatchObject([{ credits: 3 }]);
    await books.close();
  });

  it("tell everything that was billed until now, written or not", async () => {
    const { books } = openBooks();
    books.onBilled(bill());
    books.meet({ id: "token:ada", name: "Ada Lovelace" });

    const { rows, names } = await books.read(always);

    expect(rows).toMatchObject([{ credits: 1 }]);
    expect([...names]).toEqual([["token:ada", "Ada Lovelace"]]);
  });

  it("write the rest when they are closed, and say so where that fails", async () => {
    const { books, memory } = openBooks();
    books.onBilled(bill());
    await books.close();
    const failing = openBooks();
    failing.failures.push("before", "before");
    failing.books.onBilled(bill());
    await failing.books.close();

    expect(await memory.read(always)).toMatchObject([{ credits: 1 }]);
    expect(failing.defects.length).toBeGreaterThan(0);
  });

  it("delete what was kept for 400 days, every day", async () => {
    const { books, clock, memory } = openBooks();
    books.onBilled(bill());
    await clock.advance(400 * 86_400_000);
    expect(await memory.read(always)).toHaveLength(1);

    await clock.advance(2 * 86_400_000);

    expect(await memory.read(always)).toEqual([]);
    await books.close();
  });
});
