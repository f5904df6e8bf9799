import type { Outcome } from "../../src/core/enricher";
import type { BatchReply } from "../../src/core/service";
import { lookupOf } from "../support/enricher-kit";
import { urls } from "../support/identifiers";
import { createKeepingGateway } from "../support/keeping-gateway";
import { spendKit } from "../support/spend-kit";

const detail = "Your team's daily limit of 500 credits is reached; it resets at 00:00 UTC.";
const limited = (): BatchReply => ({ outcome: "daily_limit", detail });

/** The add-in's core before a gateway that spends no more today and keeps the first 900 of them. */
function kit() {
  const gateway = createKeepingGateway();
  gateway.keep(urls(900));
  const made = spendKit({
    keptQuestion: gateway.question,
    latencyMs: 100,
    atOnce: 4,
    policy: { freePeople: undefined },
  });
  made.script(...Array.from({ length: 50 }, () => limited));
  return { ...made, gateway };
}

const codes = (outcomes: readonly Outcome[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { answer } of outcomes) {
    const name = answer.status === "failed" ? answer.code : answer.status;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
};

describe("a gateway that spends no more today", () => {
  it.each(["formula", "bulk"] as const)(
    "settles everybody who waits (%s) with its sentence, and whom it keeps with their answers, in few requests",
    async (priority) => {
      const { enricher, clock, batches, gateway } = kit();
      const unknown = urls(1_100, "unknown");
      const asked = [...unknown, ...urls(900)].map((identifier) => enricher.ask(lookupOf(identifier), { priority }));
      await clock.runAll(60_000);
      const outcomes = await Promise.all(asked);

      expect(codes(outcomes)).toEqual({ daily_limit: 1_100, matched: 900 });
      expect(outcomes.every(({ answer }) => answer.status !== "failed" || answer.detail === detail)).toBe(true);
      expect(batches.length).toBeLessThanOrEqual(4);
      expect(gateway.questions.length).toBeLessThanOrEqual(20);
      expect(enricher.activity.get()).toMatchObject({ waiting: 0, inFlight: 0, creditsUsed: 0, stoppedBy: undefined });
    },
  );

  it("is not asked again for a minute, whoever comes, and then once", async () => {
    const { enricher, clock, batches } = kit();
    const first = enricher.ask(lookupOf(urls(1, "first")[0]!));
    await clock.advance(1_000);
    await first;

    const second = urls(100, "second").map((identifier) => enricher.ask(lookupOf(identifier)));
    await clock.advance(10_000);
    expect(codes(await Promise.all(second))).toEqual({ daily_limit: 100 });
    expect(batches).toHaveLength(1);

    await clock.advance(60_000);
    const third = enricher.ask(lookupOf(urls(1, "third")[0]!));
    await clock.advance(10_000);
    expect(codes([await third])).toEqual({ daily_limit: 1 });
    expect(batches).toHaveLength(2);
  });

  it("that has room again is asked as before", async () => {
    const { enricher, clock, batches, script } = spendKit({ latencyMs: 100 });
    script(limited);
    const first = enricher.ask(lookupOf(urls(1, "first")[0]!));
    await clock.advance(1_000);
    await first;
    await clock.advance(60_000);

    const next = urls(30, "next").map((identifier) => enricher.ask(lookupOf(identifier)));
    await clock.runAll(60_000);
    expect(codes(await Promise.all(next))).toEqual({ matched: 30 });
    expect(batches).toHaveLength(3);
  });
});
