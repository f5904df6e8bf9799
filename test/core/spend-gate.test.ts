import type { SpendGate, SpendRequest } from "../../src/core/spend-gate";
import { enricherKit, lookupOf } from "../support/enricher-kit";
import { url, urls } from "../support/identifiers";

/** A gate that lets through as many people as it is told, burst by burst. */
function gateFor(most: number): { gate: SpendGate; bursts: (readonly SpendRequest[])[] } {
  const bursts: (readonly SpendRequest[])[] = [];
  return {
    bursts,
    gate: {
      judge(burst) {
        bursts.push(burst);
        return Promise.resolve(burst.map(() => (burst.length <= most ? "send" : { code: "approval_needed" })));
      },
      wouldHold: (burst) => Promise.resolve(burst.map(() => burst.length > most)),
      noteFree: () => undefined,
    },
  };
}

describe("the spend gate", () => {
  it("sees a whole burst at once, full lanes included, and parks it whole", async () => {
    const { gate, bursts } = gateFor(100);
    const kit = enricherKit({ gate });

    const asks = urls(300).map((identifier) => kit.enricher.ask(lookupOf(identifier)));
    await kit.clock.runAll();

    expect(bursts.map((burst) => burst.length)).toEqual([300]);
    expect(bursts[0]?.[0]).toMatchObject({ priority: "formula", isRefresh: false, mostCredits: 1 });
    const [first, ...others] = (await Promise.all(asks)).map(({ answer }) => answer);
    expect(first).toMatchObject({ status: "failed", code: "approval_needed", possiblyBilled: false });
    expect(others.every((answer) => answer.status === "failed" && answer.code === "approval_needed")).toBe(true);
    expect(kit.batches).toHaveLength(0);
  });

  it("lets an approved burst leave in full requests", async () => {
    const kit = enricherKit(gateFor(100));

    const asks = urls(60).map((identifier) => kit.enricher.ask(lookupOf(identifier)));
    await kit.clock.runAll();
    await Promise.all(asks);

    expect(kit.batches.map(({ identifiers }) => identifiers.length)).toEqual([25, 25, 10]);
  });

  it("is asked again for a person who becomes dearer, not for one who does not", async () => {
    const { gate, bursts } = gateFor(100);
    const kit = enricherKit({ gate, atOnce: 1, latencyMs: 1_000 });

    for (const identifier of urls(26)) void kit.enricher.ask(lookupOf(identifier));
    await kit.clock.advance(500);
    void kit.enricher.ask(lookupOf(url("person-25"), ["skills"]));
    await kit.clock.advance(200);
    expect(bursts).toHaveLength(1);
    void kit.enricher.ask(lookupOf(url("person-25"), ["contact.business_emails"]));
    await kit.clock.runAll();

    expect(bursts.map((burst) => burst.map(({ mostCredits }) => mostCredits)).slice(1)).toEqual([[2]]);
    expect(kit.batches.at(-1)?.sections).toContain("contact.business_emails");
  });

  it("is not asked for what is kept, nor for those who withdraw before the burst is over", async () => {
    const { gate, bursts } = gateFor(100);
    const kit = enricherKit({ gate });
    void kit.enricher.ask(lookupOf(url("ada")));
    await kit.clock.runAll();
    const mine = new AbortController();

    void kit.enricher.ask(lookupOf(url("ada")));
    const gone = Promise.allSettled([kit.enricher.ask(lookupOf(url("bob")), { signal: mine.signal })]);
    await kit.clock.advance(10);
    mine.abort();
    await kit.clock.runAll();
    await gone;

    expect(bursts).toHaveLength(1);
    expect(kit.batches).toHaveLength(1);
  });

  it("that fails lets no money through", async () => {
    const broken = () => Promise.reject(new Error("The counter is out of order."));
    const kit = enricherKit({ gate: { judge: broken, wouldHold: broken, noteFree: () => undefined } });

    const ask = kit.enricher.ask(lookupOf(url("ada")));
    await kit.clock.runAll();

    expect((await ask).answer).toMatchObject({ code: "approval_needed" });
    expect(kit.notices).toMatchObject([{ kind: "defect" }]);
  });
});
