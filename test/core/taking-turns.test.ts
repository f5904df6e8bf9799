import fc from "fast-check";
import type { Enricher, Lookup } from "../../src/core/enricher";
import type { Identifier } from "../../src/core/identifier";
import type { Priority } from "../../src/core/service";
import { createRateLimiter } from "../../src/core/rate-limit";
import { enricherKit, lookupOf, type EnricherKit } from "../support/enricher-kit";
import { createFakeClock, type FakeClock } from "../support/fake-clock";
import { email, urls } from "../support/identifiers";

/** An enricher with the service's usual limit: one request every 4 s on average. */
function limitedKit(requestsPerMinute = 15): EnricherKit {
  const clock = createFakeClock();
  return enricherKit({
    clock,
    latencyMs: 800,
    slots: createRateLimiter({ clock, random: () => 0.5 }, { requestsPerMinute }),
  });
}

interface Asking {
  readonly caller: string;
  readonly lookups: readonly Lookup[];
  readonly priority?: Priority;
}

/** When the last answer of this asking came, in milliseconds from now. */
async function lastAnswer(enricher: Enricher, clock: FakeClock, { lookups, ...options }: Asking): Promise<number> {
  const startMs = clock.now();
  await Promise.all(lookups.map((lookup) => enricher.ask(lookup, options)));
  return clock.now() - startMs;
}

const all = (identifiers: readonly Identifier[]): Lookup[] => identifiers.map((identifier) => lookupOf(identifier));

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

describe("those who ask take turns", () => {
  const crowds: readonly [string, (caller: number) => Identifier[], number][] = [
    ["of their own", (caller) => urls(100, `of-${caller}`), 800],
    // 20,000 lookups over 5,000 people: each is wanted by four.
    ["they share", (caller) => urls(5_000).slice((caller % 50) * 100, (caller % 50) * 100 + 100), 200],
  ];

  it.each(crowds)(
    "200 with 100 people %s, all at once: nobody waits much longer than most, and requests leave full",
    async (_whose, peopleOf, leastRequests) => {
      const { enricher, clock, batches } = limitedKit(60);

      const answers = Array.from({ length: 200 }, (_, caller) =>
        lastAnswer(enricher, clock, { caller: `caller-${caller}`, lookups: all(peopleOf(caller)) }),
      );
      await clock.runAll();
      const waits = await Promise.all(answers);

      expect(Math.max(...waits)).toBeLessThanOrEqual(1.2 * median(waits));
      expect(batches.length).toBeLessThanOrEqual(1.05 * leastRequests);
    },
    30_000,
  );

  it.each<[string, Lookup[]]>([
    ["of the same kind", all(urls(1, "late"))],
    ["by e-mail", all([email("late@example.com")])],
    ["with a priced section", [lookupOf(urls(1, "late")[0] as Identifier, ["contact"])]],
  ])("one person %s waits for the next request, not for all 10,000 of another", async (_kind, lookups) => {
    const { enricher, clock, batches } = limitedKit();
    void lastAnswer(enricher, clock, { caller: "ada", lookups: all(urls(10_000)) });
    await clock.advance(60_000);

    const before = batches.length;
    const answer = lastAnswer(enricher, clock, { caller: "bob", lookups });
    await clock.advance(120_000);

    expect(batches.findIndex(({ identifiers }) => identifiers.some(({ key }) => key.includes("late")))).toBeLessThan(
      before + 2,
    );
    expect(await answer).toBeLessThan(70_000);
  });

  it("those who ask for few are done with their share, though another asked for many before", async () => {
    const { enricher, clock } = limitedKit();
    const many = lastAnswer(enricher, clock, { caller: "many", lookups: all(urls(1_000)) });
    const few = Array.from({ length: 9 }, (_, index) =>
      lastAnswer(enricher, clock, { caller: `few-${index}`, lookups: all(urls(10, `few-${index}`)) }),
    );
    await clock.runAll();

    // Four requests serve the nine; all 44 take three windows of the limit.
    expect(Math.max(...(await Promise.all(few)))).toBeLessThan(5_000);
    expect(await many).toBeLessThan(125_000);
  });

  it("whoever asks in many lanes has no more turns than whoever asks in one", async () => {
    const { enricher, clock, batches } = limitedKit();
    const lanes = Array.from({ length: 40 }, (_, index): Lookup => {
      return { ...lookupOf(email(`ada-${index}@example.com`)), options: { minScore: index / 100 + 0.1 } };
    });
    void lastAnswer(enricher, clock, { caller: "ada", lookups: lanes });
    await clock.advance(50);
    void lastAnswer(enricher, clock, { caller: "bob", lookups: all(urls(50, "bob")) });

    await clock.advance(1_000);

    const ofBob = batches.slice(0, 4).filter(({ identifiers }) => identifiers.some(({ key }) => key.includes("bob")));
    expect(ofBob).toHaveLength(2);
  });

  it("formulas of one go before the bulk run of another, which goes on all the same", async () => {
    const { enricher, clock, batches } = limitedKit();
    void lastAnswer(enricher, clock, { caller: "ada", lookups: all(urls(1_000, "run")), priority: "bulk" });
    await clock.advance(60_000);
    const before = batches.length;

    void enricher.ask({ identifier: email("bob@example.com"), sections: ["basic_profile"] }, { caller: "bob" });
    void lastAnswer(enricher, clock, { caller: "cy", lookups: all(urls(250, "cell")) });
    await clock.advance(60_000);

    const kinds = batches.slice(before, before + 13).map(({ identifiers }) => {
      const inRun = identifiers.filter(({ key }) => key.includes("run")).length;
      return inRun === identifiers.length ? "run" : "formulas";
    });
    expect(kinds.filter((kind) => kind === "run")).toHaveLength(3);
    expect(kinds.slice(0, 3)).toEqual(["formulas", "formulas", "formulas"]);
  });

  it("whoever is refused again and again holds up nobody", async () => {
    const { enricher, clock, script, batches } = limitedKit();
    script(...Array.from({ length: 200 }, () => () => ({ outcome: "refused", detail: "no" }) as const));
    void lastAnswer(enricher, clock, { caller: "ada", lookups: all(urls(100, "bad")) });
    await clock.advance(1_000);

    const before = batches.length;
    void lastAnswer(enricher, clock, { caller: "bob", lookups: all(urls(1, "good")) });
    await clock.advance(60_000);

    const first = batches.findIndex(({ identifiers }) => identifiers.some(({ key }) => key.includes("good")));
    expect(first).toBeGreaterThan(-1);
    expect(first).toBeLessThan(before + 2);
  });

  it("everybody is asked for once, whoever joins, withdraws or wants more meanwhile", async () => {
    const action = fc.record({
      caller: fc.constantFrom("ada", "bob", "cy"),
      person: fc.integer({ min: 0, max: 60 }),
      isPriced: fc.boolean(),
      priority: fc.constantFrom<Priority>("formula", "bulk"),
      withdraws: fc.boolean(),
      pauseMs: fc.constantFrom(0, 0, 0, 5, 150),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 120 }), async (actions) => {
        const { enricher, clock, overlaps } = limitedKit();
        const settled: Promise<unknown>[] = [];
        for (const { caller, person, isPriced, priority, withdraws, pauseMs } of actions) {
          const withdrawal = new AbortController();
          const lookup = lookupOf(urls(person + 1)[person] as Identifier, [isPriced ? "contact" : "basic_profile"]);
          const ask = enricher.ask(lookup, { caller, priority, signal: withdrawal.signal });
          settled.push(
            ask.then(
              ({ answer }) => expect(answer.status).toBe("matched"),
              (error: unknown) => expect([withdraws, error]).toEqual([true, withdrawal.signal.reason]),
            ),
          );
          await clock.advance(pauseMs);
          if (withdraws) withdrawal.abort(new Error("Withdrawn."));
        }
        await clock.runAll();

        await Promise.all(settled);
        expect(overlaps).toEqual([]);
        expect(enricher.activity.get()).toMatchObject({ waiting: 0, inFlight: 0 });
      }),
      { numRuns: 25 },
    );
  });
});
