import fc from "fast-check";
import type { Bill } from "../../src/core/bill";
import type { BatchReply } from "../../src/core/service";
import { enricherKit, lookupOf, type KitOptions } from "../support/enricher-kit";
import { url, urls } from "../support/identifiers";

const ada = { personId: "token:ada", workbook: "w1" };
const bob = { personId: "token:bob", workbook: "" };
const lost: BatchReply = { outcome: "lost", cause: "timeout" };
const unreadable: BatchReply = { outcome: "contract_changed", detail: "Of the future.", possiblyBilled: true };

function billedKit(options: KitOptions = {}) {
  const bills: Bill[] = [];
  return { bills, ...enricherKit({ onBilled: (bill) => bills.push(bill), ...options }) };
}

const sumOf = (amounts: readonly number[]): number =>
  amounts.reduce((sum, amount) => sum + Math.round(amount * 1e6), 0) / 1e6;

describe("bills", () => {
  it("go to whoever asked first; who joins, and whoever is answered from what is kept, pays nothing", async () => {
    const { enricher, clock, bills } = billedKit();
    const first = enricher.ask(lookupOf(url("x")), { asker: ada });
    const joiner = enricher.ask(lookupOf(url("x")), { asker: bob });
    await clock.runAll();
    const later = await enricher.ask(lookupOf(url("x")), { asker: bob });

    expect(bills).toEqual([{ asker: ada, kind: "reported", credits: 1, sections: [] }]);
    expect((await first).joined).toBeUndefined();
    expect(await joiner).toMatchObject({ joined: true, origin: "asked", credits: 0 });
    expect(later).toMatchObject({ origin: "kept" });
  });

  it("are for each person apart, and name the priced sections among what was paid for", async () => {
    const { enricher, clock, bills } = billedKit();
    void enricher.ask(lookupOf(url("x"), ["basic_profile", "contact.phone_numbers"]), { asker: ada });
    void enricher.ask(lookupOf(url("nobody")), { asker: ada });
    await clock.runAll();

    expect(bills).toEqual([{ asker: ada, kind: "reported", credits: 3, sections: ["contact.phone_numbers"] }]);
  });

  it("are told of though whoever asked withdrew after it was sent", async () => {
    const { enricher, clock, bills } = billedKit({ latencyMs: 5_000 });
    const withdrawal = new AbortController();
    enricher.ask(lookupOf(url("x")), { asker: ada, signal: withdrawal.signal }).catch(() => undefined);
    await clock.advance(1_000);
    withdrawal.abort(new Error("Gone."));
    await clock.runAll();

    expect(bills).toMatchObject([{ asker: ada, credits: 1 }]);
  });

  it("of replies that were lost or cannot be read are told apart, at list price, each time", async () => {
    const priced = ["basic_profile", "dev_platform_profiles"];
    const loss = { asker: ada, kind: "lost", credits: 2, sections: ["dev_platform_profiles"] };
    const askAfter = async (reply: BatchReply): Promise<readonly Bill[]> => {
      const { enricher, clock, bills, script } = billedKit();
      script(() => reply);
      void enricher.ask(lookupOf(url("x"), priced), { asker: ada });
      await clock.runAll();
      return bills;
    };

    expect(await askAfter(lost)).toEqual([loss, { ...loss, kind: "reported" }]);
    expect(await askAfter(unreadable)).toEqual([loss]);
  });

  it("name nobody where the ask named nobody", async () => {
    const { enricher, clock, bills } = billedKit();
    void enricher.ask(lookupOf(url("x")));
    await clock.runAll();

    expect(bills).toMatchObject([{ asker: undefined, credits: 1 }]);
  });

  it("that cannot be written down harm nobody who waits", async () => {
    const kit = enricherKit({
      onBilled: () => {
        throw new Error("The books are closed.");
      },
    });
    const outcome = kit.enricher.ask(lookupOf(url("x")));
    await kit.clock.runAll();

    expect((await outcome).answer.status).toBe("matched");
    expect(kit.notices).toMatchObject([{ kind: "defect" }]);
  });

  it("add up to what the service reported, whoever asks, joins, refreshes, withdraws or loses a reply", async () => {
    const sections = fc.subarray(["skills", "contact.business_emails", "contact.phone_numbers"]);
    const step = fc.record({
      person: fc.nat(11),
      sections: sections.map((some) => ["basic_profile", ...some]),
      refresh: fc.boolean(),
      withdraws: fc.boolean(),
      asker: fc.constantFrom(ada, bob),
      pauseMs: fc.constantFrom(0, 0, 0, 60, 400, 3_000),
      fate: fc.constantFrom<"answered" | "lost" | "unreadable" | "unavailable" | "odd">(
        ...(["answered", "answered", "answered", "lost", "unreadable", "unavailable", "odd"] as const),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
        let reported = 0;
        const { enricher, clock, bills, script } = billedKit({ latencyMs: 300, atOnce: 2 });
        script(
          ...steps.map(({ fate }) => (_batch: unknown, answer: () => BatchReply): BatchReply => {
            if (fate === "unavailable") return { outcome: "unavailable", status: 503 };
            const reply = answer();
            if (fate === "lost") return lost;
            if (fate === "unreadable" || reply.outcome !== "answered") return unreadable;
            // A service that reports another figure than its list price.
            const creditsUsed = fate === "odd" ? 1.1 : (reply.creditsUsed ?? 0);
            reported += creditsUsed;
            return { ...reply, creditsUsed };
          }),
        );
        const told: number[] = [];
        for (const { person, sections: wanted, refresh, withdraws, asker, pauseMs } of steps) {
          const [identifier = url("x")] = urls(1, `p${person}`);
          const withdrawal = new AbortController();
          enricher.ask(lookupOf(identifier, wanted), { refresh, asker, signal: withdrawal.signal }).then(
            ({ credits }) => told.push(credits),
            () => undefined,
          );
          await clock.advance(pauseMs);
          if (withdraws) withdrawal.abort(new Error("Gone."));
        }
        await clock.runAll();

        // What the script leaves over is answered at list price.
        const certain = bills.filter(({ kind }) => kind === "reported").map(({ credits }) => credits);
        expect(sumOf(certain)).toBeCloseTo(sumOf(told), 6);
        expect(sumOf(certain)).toBeGreaterThanOrEqual(Number(reported.toFixed(6)) - 1e-6);
        expect(enricher.activity.get().creditsUsed).toBeCloseTo(sumOf(certain), 5);
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});
