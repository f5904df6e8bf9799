import type { Outcome } from "../../../src/core/enricher";
import { createDayCredits } from "../../../src/gateway/limits/day-credits";
import { createLimitedAsks } from "../../../src/gateway/limits/limited-asks";
import { memoryLimiter } from "../../../src/gateway/limits/limiters";
import { enricherKit, lookupOf, type KitOptions } from "../../support/enricher-kit";
import { createFakeClock } from "../../support/fake-clock";
import { url, urls } from "../../support/identifiers";

interface Limits {
  readonly perPerson?: number;
  readonly perTeam?: number;
  readonly mostWaiting?: number;
  readonly mostWaitingOfPerson?: number;
}

/** The gateway's core behind its limits. */
function rig({ perPerson, perTeam, ...queue }: Limits, kitOptions: KitOptions = {}) {
  const clock = createFakeClock();
  const kit = enricherKit({ clock, latencyMs: 800, settings: { defaultSections: () => [] }, ...kitOptions });
  const credits = createDayCredits({ clock, openLimiter: memoryLimiter, connectionId: "team", perPerson, perTeam });
  const asks = createLimitedAsks({ enricher: kit.enricher, clock, credits, ...queue });
  const ask = (slug: string, personId: string, more: { refresh?: boolean; signal?: AbortSignal } = {}) =>
    asks.ask(lookupOf(url(slug)), { ...more, asker: { personId, workbook: "" } });
  /** Lets time pass until it is settled. */
  const settled = async <Value>(promise: Promise<Value>): Promise<Value> => {
    await clock.runAll(600_000);
    return promise;
  };
  /** The same where it is settled at once. */
  const soon = async <Value>(promise: Promise<Value>): Promise<Value> => {
    await clock.advance(1);
    return promise;
  };
  return { ...kit, clock, asks, ask, settled, soon };
}

const codes = (outcomes: readonly Outcome[]): string[] =>
  outcomes.map(({ answer }) => (answer.status === "failed" ? answer.code : answer.status));
const count = (values: readonly string[], value: string): number => values.filter((each) => each === value).length;

describe("a daily limit of credits", () => {
  it("is never passed by those who ask at the same time, and nobody beyond it is asked for", async () => {
    const { ask, clock, batches, billed } = rig({ perPerson: 10, perTeam: 15 });

    const asked = ["ada", "bob"].flatMap((personId) =>
      Array.from({ length: 20 }, (_, index) => ask(`${personId}-${index}`, personId)),
    );
    await clock.runAll();
    const outcomes = codes(await Promise.all(asked));

    expect([count(outcomes, "matched"), count(outcomes, "daily_limit")]).toEqual([15, 25]);
    expect([...billed.values()].reduce((sum, credits) => sum + credits, 0)).toBe(15);
    expect(batches.flatMap(({ identifiers }) => identifiers)).toHaveLength(15);
  });

  it("says whose limit it is and when it resets", async () => {
    const { ask, settled } = rig({ perTeam: 0.5 });

    expect((await settled(ask("ada", "ada"))).answer).toMatchObject({
      code: "daily_limit",
      detail: "Your team's daily limit of 0.5 credits is reached; it resets at 00:00 UTC.",
      possiblyBilled: false,
    });
  });

  it("keeps nobody from what is known", async () => {
    const { ask, clock, asks, settled } = rig({ perPerson: 1 });
    const first = ask("ada", "ada");
    await clock.runAll();
    await first;

    expect((await settled(ask("ada", "ada"))).answer.status).toBe("matched");
    expect(codes([await settled(ask("bob", "ada"))])).toEqual(["daily_limit"]);
    expect((await settled(asks.kept(lookupOf(url("ada")))))?.status).toBe("matched");
  });

  it("is not used up by people nobody knows, or by joining what another has asked for", async () => {
    const { ask, clock, settled } = rig({ perPerson: 2 });
    const asked = [ask("nobody-1", "ada"), ask("nobody-2", "ada"), ask("cy", "bob")];
    await clock.advance(50);
    asked.push(ask("cy", "eve"));
    await clock.runAll();
    await Promise.all(asked);

    const again = [ask("dan", "ada"), ask("eli", "ada"), ask("fay", "eve"), ask("gil", "eve"), ask("hal", "bob")];
    await clock.runAll();
    expect(codes(await Promise.all(again))).toEqual(Array.from({ length: 5 }, () => "matched"));
    expect(codes([await settled(ask("ian", "bob"))])).toEqual(["daily_limit"]);
  });

  it("counts a lookup that is asked for again while it waits once", async () => {
    const { ask, clock, settled } = rig({ perPerson: 2 });

    const asked = [ask("ada", "ada"), ask("ada", "ada"), ask("bob", "ada")];
    await clock.runAll();

    expect(codes(await Promise.all(asked))).toEqual(["matched", "matched", "matched"]);
    expect(codes([await settled(ask("cy", "ada"))])).toEqual(["daily_limit"]);
  });

  it("has room again for what was withdrawn before it was sent", async () => {
    const { ask, clock } = rig({ perPerson: 1 });
    const withdrawal = new AbortController();
    const withdrawn = ask("ada", "ada", { signal: withdrawal.signal });
    await clock.advance(10);
    withdrawal.abort(new Error("Withdrawn."));
    await expect(withdrawn).rejects.toThrow("Withdrawn.");

    const next = ask("bob", "ada");
    await clock.runAll();
    expect((await next).answer.status).toBe("matched");
  });

  it("has no room again for what may have been billed", async () => {
    const lost = () => ({ outcome: "lost", cause: "timeout" }) as const;
    const { ask, clock, script, settled } = rig({ perPerson: 1 });
    script(lost, lost);
    const asked = ask("ada", "ada");
    await clock.runAll(600_000);

    expect((await asked).answer).toMatchObject({ code: "no_answer_in_time" });
    expect(codes([await settled(ask("bob", "ada"))])).toEqual(["daily_limit"]);
  });

  it("counts a lost reply and the one after it, for the person and the team alike, and not for who joined", async () => {
    const { ask, clock, script, settled } = rig({ perPerson: 3, perTeam: 5 });
    script(() => ({ outcome: "lost", cause: "timeout" }));
    const asked = [ask("cy", "ada"), ask("cy", "bob")];
    await clock.runAll(600_000);
    expect(codes(await Promise.all(asked))).toEqual(["matched", "matched"]);

    const more = ["a", "b"].map((slug) => settled(ask(slug, "ada")));
    expect(codes(await Promise.all(more)).sort()).toEqual(["daily_limit", "matched"]);
    expect(codes([await settled(ask("c", "bob")), await settled(ask("d", "bob"))])).toEqual(["matched", "matched"]);
    const last = (await settled(ask("e", "bob"))).answer;
    expect(last).toMatchObject({ code: "daily_limit", detail: expect.stringContaining("team") as string });
  });

  it("does not count again who is told again that a reply was lost", async () => {
    const lost = () => ({ outcome: "lost", cause: "timeout" }) as const;
    const { ask, clock, script, settled, batches } = rig({ perPerson: 2 });
    script(lost, lost);
    for (let told = 0; told < 4; told++) {
      expect((await settled(ask("cy", "ada"))).answer).toMatchObject({ code: "no_answer_in_time" });
      await clock.advance(1_000);
    }
    expect(batches).toHaveLength(2);

    expect(codes([await settled(ask("dan", "ada"))])).toEqual(["matched"]);
  });

  it("counts a refresh of what is known", async () => {
    const { ask, clock, settled } = rig({ perPerson: 2 });
    for (const refresh of [false, true]) {
      const asked = ask("ada", "ada", { refresh });
      await clock.runAll();
      expect((await asked).credits).toBe(1);
    }

    expect(codes([await settled(ask("ada", "ada", { refresh: true }))])).toEqual(["daily_limit"]);
  });

  it("counts each of the fresh fetches of one person that overlap", async () => {
    const { asks, clock, billed } = rig({ perPerson: 3 });
    const asker = { personId: "ada", workbook: "" };
    const lookup = { ...lookupOf(url("ada")), options: { forceFetch: true } };
    const asked: Promise<Outcome>[] = [];
    for (let sent = 0; sent < 6; sent++) {
      asked.push(asks.ask(lookup, { asker, refresh: true }));
      // The one before is under way.
      await clock.advance(500);
    }
    await clock.runAll();

    const outcomes = codes(await Promise.all(asked));

    expect([...billed.values()].reduce((sum, credits) => sum + credits, 0)).toBeLessThanOrEqual(3);
    expect(count(outcomes, "daily_limit")).toBeGreaterThan(0);
  });

  it("is 503 to whom it cannot be looked at for, and known people are answered all the same", async () => {
    const kit = enricherKit();
    const away = { reserve: () => Promise.reject(new Error("Away.")) };
    const asks = createLimitedAsks({ enricher: kit.enricher, clock: kit.clock, credits: away });
    const known = kit.enricher.ask(lookupOf(url("ada")));
    await kit.clock.runAll();
    await known;

    expect((await asks.ask(lookupOf(url("ada")))).answer.status).toBe("matched");
    const unknown = asks.ask(lookupOf(url("bob")));
    await kit.clock.runAll();
    expect(codes([await unknown])).toEqual(["service_unavailable"]);
    expect(kit.batches).toHaveLength(1);
  });
});

describe("the queue", () => {
  it("takes a column of 10,000 people of one person", async () => {
    const { asks, clock } = rig({}, { latencyMs: 1 });
    const asker = { personId: "ada", workbook: "" };
    const asked = urls(10_000).map((identifier) => asks.ask(lookupOf(identifier), { asker }));
    await clock.runAll();

    expect(count(codes(await Promise.all(asked)), "matched")).toBe(10_000);
  }, 30_000);

  it("has room for so many of one person and so many of all, and says so to the next", async () => {
    const { ask, clock, soon } = rig({ mostWaiting: 5, mostWaitingOfPerson: 3 });
    const waiting = [1, 2, 3].map((index) => ask(`ada-${index}`, "ada"));

    expect((await soon(ask("ada-4", "ada"))).answer).toMatchObject({
      code: "still_queued",
      detail: "Too many lookups wait already: ask again in a while.",
    });
    waiting.push(ask("bob-1", "bob"), ask("bob-2", "bob"));
    expect(codes([await soon(ask("cy-1", "cy"))])).toEqual(["still_queued"]);

    // Whoever waits may ask again for the same person.
    waiting.push(ask("ada-1", "ada"));
    await clock.runAll();
    expect(codes(await Promise.all(waiting))).toEqual(Array.from({ length: 6 }, () => "matched"));
  });

  it("answers what is known though it is full, and has room again when others are answered", async () => {
    const { ask, clock, soon } = rig({ mostWaiting: 1 });
    const first = ask("ada", "ada");
    await clock.runAll();
    await first;

    const waiting = ask("bob", "bob");
    expect((await soon(ask("ada", "cy"))).answer.status).toBe("matched");
    expect(codes([await soon(ask("cy", "cy"))])).toEqual(["still_queued"]);
    await clock.runAll();
    await waiting;
    const next = ask("cy", "cy");
    await clock.runAll();
    expect((await next).answer.status).toBe("matched");
  });
});
