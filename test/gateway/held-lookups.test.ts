import { parseIdentifier } from "../../src/core/identifier";
import type { Lookup } from "../../src/core/enricher";
import { createHeldLookups } from "../../src/gateway/held-lookups";
import { createScriptedEnricher, personNamed } from "../support/scripted-enricher";
import { createSteppedClock } from "../support/stepped-clock";

function lookupOf(slug: string): Lookup {
  const parsed = parseIdentifier(`https://www.linkedin.com/in/${slug}`);
  if (parsed.status !== "identifier") throw new Error(slug);
  return { identifier: parsed.identifier, sections: ["basic_profile"] };
}

/** Held lookups over an enricher that needs `requestMs` for a request. */
function rig(requestMs: number) {
  const clock = createSteppedClock();
  const enricher = createScriptedEnricher(clock, personNamed, requestMs);
  return { clock, enricher, lookups: createHeldLookups({ enricher, clock }) };
}

describe("a held lookup", () => {
  it("tells its credits with its row", async () => {
    const { clock, lookups } = rig(10);
    const held = lookups.hold(lookupOf("ada"), {});

    const outcome = await clock.until(held.outcome);

    expect(held.deliver(outcome)).toBe(1);
  });

  it("tells the credits of a row that could not be sent to whoever asks for the person again, once", async () => {
    const { clock, lookups } = rig(10);
    const unsent = lookups.hold(lookupOf("ada"), {});
    await clock.until(unsent.outcome);
    unsent.abandon();
    await clock.advance(0);

    const again = lookups.hold(lookupOf("ada"), {});
    const outcome = await clock.until(again.outcome);

    expect(outcome.credits).toBe(0);
    expect(again.deliver(outcome)).toBe(1);
    expect(again.deliver(outcome)).toBe(0);
  });

  it("tells nobody of credits that nobody asked for in a minute", async () => {
    const { clock, lookups } = rig(10);
    const unsent = lookups.hold(lookupOf("ada"), {});
    await clock.until(unsent.outcome);
    unsent.abandon();
    await clock.advance(60_001);

    const later = lookups.hold(lookupOf("ada"), {});

    expect(later.deliver(await clock.until(later.outcome))).toBe(0);
  });

  it("is finished and kept though its request has ended, when it was sent", async () => {
    const { clock, enricher, lookups } = rig(90_000);
    const held = lookups.hold(lookupOf("ada"), {});
    await clock.advance(1_000);
    held.abandon();

    await clock.advance(100_000);

    expect(enricher.sent).toEqual([["url:ada"]]);
    expect(await enricher.kept(lookupOf("ada"))).toMatchObject({ status: "matched" });
  });

  it("stays queued for a minute after its request has ended, and is then withdrawn", async () => {
    const { clock, enricher, lookups } = rig(90_000);
    lookups.hold(lookupOf("first"), {});
    await clock.advance(1_000);
    const withdrawn = lookups.hold(lookupOf("withdrawn"), {});
    withdrawn.outcome.catch(() => undefined);
    withdrawn.abandon();

    await clock.advance(200_000);

    expect(enricher.sent).toEqual([["url:first"]]);
    await expect(withdrawn.outcome).rejects.toThrow("Nobody asked for it again.");
  });

  it("is sent when its turn comes within that minute", async () => {
    const { clock, enricher, lookups } = rig(50_000);
    lookups.hold(lookupOf("first"), {});
    await clock.advance(1_000);
    lookups.hold(lookupOf("queued"), {}).abandon();

    await clock.advance(200_000);

    expect(enricher.sent).toEqual([["url:first"], ["url:queued"]]);
  });
});
