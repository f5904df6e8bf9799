import { enricherKit, lookupOf, type KitOptions } from "../support/enricher-kit";
import { createFakeClock } from "../support/fake-clock";
import { url, urls } from "../support/identifiers";
import { createMemoryAnswerStore } from "../support/memory-answer-store";

/** Two workbooks over one store; the second has to wait for its turn. */
function workbooks(options: KitOptions = {}) {
  const clock = createFakeClock();
  const store = createMemoryAnswerStore();
  const first = enricherKit({ clock, store });
  const second = enricherKit({ clock, store, atOnce: 1, latencyMs: 5_000, ...options });
  return { clock, store, first, second };
}

describe("two workbooks open at once", () => {
  it("pay once: whom one buys while the other waits for its turn costs the other nothing", async () => {
    const { clock, first, second } = workbooks();
    const asks = urls(60).map((identifier) => second.enricher.ask(lookupOf(identifier)));
    await clock.advance(1_000);
    const bought = urls(60)
      .slice(30)
      .map((identifier) => first.enricher.ask(lookupOf(identifier)));

    await clock.runAll();
    await Promise.all(bought);

    const outcomes = await Promise.all(asks);
    expect(outcomes.map(({ answer }) => answer.status)).toEqual(urls(60).map(() => "matched"));
    expect(outcomes.slice(30)).toEqual(
      outcomes.slice(30).map((outcome) => ({ ...outcome, credits: 0, origin: "kept" })),
    );
    expect(second.batches.map(({ identifiers }) => identifiers.length)).toEqual([25, 5]);
    expect([first.enricher.activity.get().creditsUsed, second.enricher.activity.get().creditsUsed]).toEqual([30, 30]);
  });

  it("send full batches all the same: those who are left move up", async () => {
    const { clock, first, second } = workbooks();
    const asks = urls(80).map((identifier) => second.enricher.ask(lookupOf(identifier)));
    await clock.advance(1_000);
    for (const identifier of urls(80).slice(25, 35)) void first.enricher.ask(lookupOf(identifier));

    await clock.runAll();
    await Promise.all(asks);

    expect(second.batches.map(({ identifiers }) => identifiers.length)).toEqual([25, 25, 20]);
  });

  it("give a slot back that nobody needs any more", async () => {
    const { clock, first, second } = workbooks();
    const asks = urls(26).map((identifier) => second.enricher.ask(lookupOf(identifier)));
    await clock.advance(1_000);
    void first.enricher.ask(lookupOf(url("person-25")));
    await clock.runAll();
    await Promise.all(asks);
    expect(second.enricher.activity.get()).toMatchObject({ waiting: 0, inFlight: 0 });

    const later = second.enricher.ask(lookupOf(url("ada")));
    await clock.runAll();

    expect((await later).answer.status).toBe("matched");
    expect(second.batches.map(({ identifiers }) => identifiers.length)).toEqual([25, 1]);
  });

  it("pay only for what the other has not bought of the same person", async () => {
    const { clock, first, second } = workbooks();
    void second.enricher.ask(lookupOf(url("bob")));
    await clock.advance(1_000);
    const wants = ["contact.business_emails", "contact.phone_numbers"];
    const ask = second.enricher.ask(lookupOf(url("ada"), wants));
    void first.enricher.ask(lookupOf(url("ada"), ["contact.business_emails"]));

    await clock.runAll();

    expect((await ask).answer).toMatchObject({ sections: expect.arrayContaining(wants) as string[] });
    expect(second.batches.at(-1)?.sections).not.toContain("contact.business_emails");
  });

  it("ask again for an explicit refresh, whatever the other has bought", async () => {
    const { clock, first, second } = workbooks();
    void second.enricher.ask(lookupOf(url("bob")));
    await clock.advance(1_000);
    const ask = second.enricher.ask(lookupOf(url("ada")), { refresh: true });
    void first.enricher.ask(lookupOf(url("ada")));

    await clock.runAll();

    expect(await ask).toMatchObject({ credits: 1, origin: "asked" });
  });

  it("pay nothing more for a person when the plan turns out not to include what was wanted besides", async () => {
    const { clock, first, second } = workbooks();
    const bought = first.enricher.ask(lookupOf(url("ada")));
    await clock.runAll();
    await bought;
    second.script(() => ({ outcome: "fields_denied", fields: ["contact.phone_numbers"] }));

    const asked = second.enricher.ask(lookupOf(url("ada"), ["basic_profile", "contact.phone_numbers"]));
    await clock.runAll();

    expect(await asked).toMatchObject({
      ...{ credits: 0, answer: { status: "matched", denied: ["contact.phone_numbers"] } },
    });
    expect(second.batches).toHaveLength(1);
    expect(second.enricher.activity.get().creditsUsed).toBe(0);
  });

  it("read the store once for a batch", async () => {
    const { clock, store, second } = workbooks();

    for (const identifier of urls(25)) void second.enricher.ask(lookupOf(identifier));
    await clock.runAll();

    // When they ask, before they leave, and when their answers have come.
    expect(store.calls.read).toBe(3);
  });

  it("go on where the store fails just before a batch leaves", async () => {
    const { clock, store, second } = workbooks();
    const ask = second.enricher.ask(lookupOf(url("ada")));
    await clock.advance(50);

    store.fail(true);
    await clock.runAll();

    expect((await ask).answer.status).toBe("matched");
    expect(second.notices[0]).toMatchObject({ kind: "store_unavailable" });
  });
});
