import { parseIdentifier } from "../../src/core/identifier";
import type { Lookup, Outcome } from "../../src/core/enricher";
import { createHeldLookups } from "../../src/gateway/held-lookups";
import { createScriptedEnricher, personNamed } from "../support/scripted-enricher";
import { createSteppedClock } from "../support/stepped-clock";

function lookupOf(slug: string): Lookup {
  const parsed = parseIdentifier(`https://www.linkedin.com/in/${slug}`);
  if (parsed.status !== "identifier") throw new Error(slug);
  return { identifier: parsed.identifier, sections: ["basic_profile"] };
}

const asker = { caller: "ada", page: "a workbook" };

/** Held lookups over an enricher that needs `requestMs` for a request. */
function rig(requestMs: number) {
  const clock = createSteppedClock();
  const enricher = createScriptedEnricher(clock, personNamed, requestMs);
  return { clock, enricher, lookups: createHeldLookups({ enricher, clock }) };
}

describe("a held lookup", () => {
  it("tells its credits with its row", async () => {
    const { clock, lookups } = rig(10);
    const held = lookups.hold(lookupOf("ada"), asker);

    const outcome = await clock.until(held.outcome);

    expect(held.deliver(outcome)).toBe(1);
  });

  it("tells the credits of a row that could not be sent to whoever asks for the person again, once", async () => {
    const { clock, lookups } = rig(10);
    const unsent = lookups.hold(lookupOf("ada"), asker);
    await clock.until(unsent.outcome);
    unsent.abandon();
    await clock.advance(0);

    const again = lookups.hold(lookupOf("ada"), asker);
    const outcome = await clock.until(again.outcome);

    expect(outcome.credits).toBe(0);
    expect(again.deliver(outcome)).toBe(1);
    expect(again.deliver(outcome)).toBe(0);
  });

  it("tells the credits of an earlier ask that hears of its answer later than whoever asked again", async () => {
    const answers: ((outcome: Outcome) => void)[] = [];
    const enricher = {
      ask: () => new Promise<Outcome>((resolve) => answers.push(resolve)),
      kept: () => Promise.resolve(undefined),
    };
    const lookups = createHeldLookups({ enricher, clock: createSteppedClock() });
    const answer: Outcome["answer"] = { status: "not_found", asOf: 0 };
    lookups.hold(lookupOf("ada"), asker).abandon();
    const again = lookups.hold(lookupOf("ada"), asker);

    answers[1]?.({ answer, credits: 0, origin: "kept" });
    await Promise.resolve();
    answers[0]?.({ answer, credits: 1, origin: "asked" });

    expect(again.deliver(await again.outcome)).toBe(1);
  });

  it("tells credits however long a caller has to ask again, as long as it does so within a minute", async () => {
    const { clock, lookups } = rig(10);
    const hold = () => lookups.hold(lookupOf("ada"), asker);
    for (let turn = 0; turn < 5; turn++) {
      const unsent = hold();
      await clock.until(unsent.outcome);
      await clock.advance(25_000);
      unsent.abandon();
      await clock.advance(30_000);
    }

    const last = hold();

    expect(last.deliver(await clock.until(last.outcome))).toBe(1);
  });

  it("tells nobody of credits that nobody asked for in a minute", async () => {
    const { clock, lookups } = rig(10);
    const unsent = lookups.hold(lookupOf("ada"), asker);
    await clock.until(unsent.outcome);
    unsent.abandon();
    await clock.advance(60_001);

    const later = lookups.hold(lookupOf("ada"), asker);

    expect(later.deliver(await clock.until(later.outcome))).toBe(0);
  });

  it("is finished and kept though its request has ended, when it was sent", async () => {
    const { clock, enricher, lookups } = rig(90_000);
    const held = lookups.hold(lookupOf("ada"), asker);
    await clock.advance(1_000);
    held.abandon();

    await clock.advance(100_000);

    expect(enricher.sent).toEqual([["url:ada"]]);
    expect(await enricher.kept(lookupOf("ada"))).toMatchObject({ status: "matched" });
  });

  it("stays queued for a minute after its request has ended, and is then withdrawn", async () => {
    const { clock, enricher, lookups } = rig(90_000);
    lookups.hold(lookupOf("first"), asker);
    await clock.advance(1_000);
    const withdrawn = lookups.hold(lookupOf("withdrawn"), asker);
    withdrawn.outcome.catch(() => undefined);
    withdrawn.abandon();

    await clock.advance(200_000);

    expect(enricher.sent).toEqual([["url:first"]]);
    await expect(withdrawn.outcome).rejects.toThrow("Nobody asked for it again.");
  });

  it("is sent when its turn comes within that minute", async () => {
    const { clock, enricher, lookups } = rig(50_000);
    lookups.hold(lookupOf("first"), asker);
    await clock.advance(1_000);
    lookups.hold(lookupOf("queued"), asker).abandon();

    await clock.advance(200_000);

    expect(enricher.sent).toEqual([["url:first"], ["url:queued"]]);
  });

  it("of a refresh that could not be handed out is not bought again by the page that repeats it", async () => {
    const { clock, enricher, lookups } = rig(10);
    const refresh = { ...asker, refresh: true };
    const unsent = lookups.hold(lookupOf("ada"), refresh);
    unsent.abandon();

    const again = lookups.hold(lookupOf("ada"), refresh);
    const outcome = await clock.until(again.outcome);

    expect([enricher.sent.length, again.deliver(outcome)]).toEqual([1, 1]);
    expect((await clock.until(lookups.hold(lookupOf("ada"), refresh).outcome)).credits).toBe(1);
    expect(enricher.sent).toHaveLength(2);
  });

  it("of a refresh is bought again for another page, for more of the person, and after a minute", async () => {
    const { clock, enricher, lookups } = rig(10);
    const refresh = { ...asker, refresh: true };
    const unsent = lookups.hold(lookupOf("ada"), refresh);
    await clock.until(unsent.outcome);
    unsent.abandon();

    await clock.until(lookups.hold(lookupOf("ada"), { ...refresh, page: "another" }).outcome);
    await clock.until(lookups.hold({ ...lookupOf("ada"), sections: ["skills"] }, refresh).outcome);
    await clock.advance(60_001);
    await clock.until(lookups.hold(lookupOf("ada"), refresh).outcome);

    expect(enricher.sent).toHaveLength(4);
  });

  it("of a refresh keeps its place in the queue as long as it is asked for again", async () => {
    const { clock, enricher, lookups } = rig(90_000);
    const refresh = { ...asker, refresh: true };
    lookups.hold(lookupOf("first"), refresh);
    await clock.advance(1_000);
    lookups.hold(lookupOf("ada"), refresh).abandon();
    await clock.advance(50_000);
    lookups.hold(lookupOf("ada"), refresh).abandon();

    await clock.advance(200_000);

    expect(enricher.sent).toEqual([["url:first"], ["url:ada"]]);
  });

  it("of a refresh that failed is asked for anew", async () => {
    const { clock, lookups, enricher } = rig(90_000);
    const refresh = { ...asker, refresh: true };
    lookups.hold(lookupOf("first"), refresh);
    await clock.advance(1_000);
    const withdrawn = lookups.hold(lookupOf("ada"), refresh);
    withdrawn.abandon();
    await clock.advance(60_000);
    await expect(withdrawn.outcome).rejects.toThrow();

    await clock.until(lookups.hold(lookupOf("ada"), refresh).outcome);

    expect(enricher.sent).toEqual([["url:first"], ["url:ada"]]);
  });
});
