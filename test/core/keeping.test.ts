import type { KeptAnswer } from "../../src/core/answer";
import { createEnduringStore } from "../../src/core/answers/enduring-store";
import type { StoreHealth } from "../../src/core/answers/store-health";
import type { BatchReply } from "../../src/core/service";
import { enricherKit, lookupOf, type EnricherKit } from "../support/enricher-kit";
import { createFakeClock } from "../support/fake-clock";
import { email, url, urls } from "../support/identifiers";
import { createMemoryAnswerStore } from "../support/memory-answer-store";

const phone = "contact.phone_numbers";
const mails = "contact.business_emails";

async function ask(kit: EnricherKit, sections: string[], refresh = false, slug = "ada") {
  const outcome = kit.enricher.ask(lookupOf(url(slug), sections), { refresh });
  await kit.clock.advance(5_000);
  return outcome;
}

describe("what was bought", () => {
  it("covers every unpriced section wanted later", async () => {
    const kit = enricherKit();
    await ask(kit, ["basic_profile"]);

    for (const section of ["experience", "education", "skills", "basic_profile.name"]) {
      expect(await ask(kit, [section])).toMatchObject({ credits: 0, origin: "kept" });
    }
    expect(kit.batches).toHaveLength(1);
  });

  it("stays when a priced section is bought for the same person later, and is not bought again", async () => {
    const kit = enricherKit();
    await ask(kit, ["basic_profile", mails]);
    const second = await ask(kit, ["basic_profile", mails, phone]);

    expect(second).toMatchObject({ credits: 3, origin: "asked" });
    expect(kit.batches[1]?.sections).toContain(phone);
    expect(kit.batches[1]?.sections).not.toContain(mails);
    expect(second.answer).toMatchObject({
      candidates: [
        {
          data: {
            contact: { business_emails: ["business_emails of url:ada"], phone_numbers: ["phone_numbers of url:ada"] },
          },
        },
      ],
    });
    expect((await ask(kit, [mails])).origin).toBe("kept");
  });

  it("lets a whole priced section ask only for the parts not yet bought", async () => {
    const kit = enricherKit({
      facts: {
        priceOf: (section) => (section.startsWith("contact") ? 1 : 0),
        leavesOf: (section) => (section === "contact" ? [mails, phone] : []),
      },
    });
    await ask(kit, [mails]);
    await ask(kit, ["contact"]);

    expect(kit.batches[1]?.sections).toContain(phone);
    expect(kit.batches[1]?.sections).not.toContain(mails);
    expect((await ask(kit, ["contact"])).origin).toBe("kept");
    expect(kit.batches).toHaveLength(2);
  });

  it("is not taken away when a later ask for more finds nobody", async () => {
    const kit = enricherKit();
    await ask(kit, ["basic_profile"]);
    kit.script(({ identifiers }) => ({
      outcome: "answered",
      creditsUsed: 0,
      rows: identifiers.map(({ value }) => ({
        ...{ matchedOn: value, matchType: undefined, matchStatus: undefined, candidates: [] },
      })),
    }));

    expect((await ask(kit, [phone])).answer.status).toBe("matched");
    expect((await ask(kit, [phone])).origin).toBe("kept");
  });

  it("goes when the service says that the person asked not to be shown", async () => {
    const kit = enricherKit();
    await ask(kit, ["basic_profile"]);
    kit.script(({ identifiers }) => ({
      outcome: "answered",
      creditsUsed: 0,
      rows: identifiers.map(({ value }) => ({
        ...{ matchedOn: value, matchType: undefined, matchStatus: "redacted", candidates: [] },
      })),
    }));
    await ask(kit, [phone]);

    expect((await ask(kit, ["basic_profile"])).answer.status).toBe("redacted");
  });

  it("is replaced by a refresh, which tells a gateway not to answer from what it kept", async () => {
    const kit = enricherKit();
    const before = await ask(kit, ["basic_profile"]);
    const after = await ask(kit, ["basic_profile"], true);

    expect(kit.batches.map(({ refresh }) => refresh)).toEqual([undefined, true]);
    expect(after.answer.asOf).toBeGreaterThan(before.answer.asOf);
  });

  it("serves stale, for free, until it is deleted after the retention time", async () => {
    const kit = enricherKit({ store: createMemoryAnswerStore() });
    await ask(kit, ["basic_profile"]);
    await kit.clock.advance(170 * 86_400_000);
    expect(await ask(kit, ["basic_profile"])).toMatchObject({ origin: "kept", credits: 0 });

    await kit.clock.advance(20 * 86_400_000);
    expect((await ask(kit, ["basic_profile"])).origin).toBe("asked");
  });

  it("with a threshold answers stricter ones, not looser ones", async () => {
    const kit = enricherKit();
    const at = async (minScore?: number) => {
      const options = minScore === undefined ? {} : { minScore };
      const outcome = kit.enricher.ask({ ...lookupOf(email("ada@example.com")), options });
      await kit.clock.advance(5_000);
      return (await outcome).origin;
    };

    expect([await at(0.8), await at(0.9), await at(0.5), await at(0.7), await at()]).toEqual([
      ...["asked", "kept", "asked", "kept", "asked"],
    ]);
  });
});

describe("wants that come while a request is under way", () => {
  it("are served by it where it covers them", async () => {
    const kit = enricherKit({ latencyMs: 1_000 });

    const first = kit.enricher.ask(lookupOf(url("ada")));
    await kit.clock.advance(500);
    const second = kit.enricher.ask(lookupOf(url("ada"), ["skills"]));
    await kit.clock.runAll();

    expect([(await first).credits, (await second).credits]).toEqual([1, 0]);
    expect(kit.batches).toHaveLength(1);
  });

  it("wait for it and are asked next where it does not", async () => {
    const kit = enricherKit({ latencyMs: 1_000 });

    void kit.enricher.ask(lookupOf(url("ada")));
    await kit.clock.advance(500);
    const more = kit.enricher.ask(lookupOf(url("ada"), [phone]));
    await kit.clock.advance(500);
    expect(kit.batches).toHaveLength(1);
    await kit.clock.runAll();

    expect(await more).toMatchObject({ credits: 3, answer: { status: "matched" } });
    expect(kit.batches).toHaveLength(2);
  });

  it("cost no request where nobody was found", async () => {
    const kit = enricherKit({ latencyMs: 1_000 });

    void kit.enricher.ask(lookupOf(url("nobody")));
    await kit.clock.advance(500);
    const more = kit.enricher.ask(lookupOf(url("nobody"), [phone]));
    await kit.clock.runAll();

    expect((await more).answer.status).toBe("not_found");
    expect(kit.batches).toHaveLength(1);
  });

  it("join its lane again when the request must be repeated", async () => {
    const kit = enricherKit({ latencyMs: 1_000 });
    kit.script((): BatchReply => ({ outcome: "unavailable", status: 500 }));

    const first = kit.enricher.ask(lookupOf(url("ada")));
    await kit.clock.advance(500);
    const more = kit.enricher.ask(lookupOf(url("ada"), [phone]));
    await kit.clock.runAll();

    expect([(await first).credits, (await more).credits]).toEqual([3, 0]);
    expect(kit.batches).toHaveLength(2);
  });
});

describe("the store", () => {
  it("answers a new session, in one read for a whole burst", async () => {
    const store = createMemoryAnswerStore();
    const before = enricherKit({ store });
    void before.enricher.ask(lookupOf(url("nobody")));
    const asks = urls(1_000).map((identifier) => before.enricher.ask(lookupOf(identifier)));
    await before.clock.runAll();
    await Promise.all(asks);
    await before.enricher.close();
    store.calls.read = 0;

    const after = enricherKit({ store });
    const again = [...urls(1_000), url("nobody")].map((identifier) => after.enricher.ask(lookupOf(identifier)));
    await after.clock.runAll();

    expect(new Set((await Promise.all(again)).map(({ origin }) => origin))).toEqual(new Set(["kept"]));
    expect(after.batches).toHaveLength(0);
    expect(store.calls.read).toBe(1);
  });

  it("is not asked for what memory knows", async () => {
    const store = createMemoryAnswerStore();
    const kit = enricherKit({ store });
    await ask(kit, ["basic_profile"]);
    const { read } = store.calls;

    await kit.enricher.ask(lookupOf(url("ada")));
    await kit.enricher.kept(lookupOf(url("ada")));

    expect(store.calls.read).toBe(read);
  });

  it("keeps what two workbooks bought of one person", async () => {
    const store = createMemoryAnswerStore();
    const one = enricherKit({ store });
    const other = enricherKit({ store, latencyMs: 3_000 });

    const slow = other.enricher.ask(lookupOf(url("ada"), [phone]));
    await other.clock.advance(2_000);
    await ask(one, [mails]);
    await other.clock.runAll();
    await slow;
    await other.enricher.close();

    const third = enricherKit({ store });
    expect((await ask(third, [phone, mails])).origin).toBe("kept");
  });

  it.each(["fails", "hangs"])("that %s costs nobody an answer: memory goes on, and a notice says so", async (how) => {
    const clock = createFakeClock();
    const store = createMemoryAnswerStore();
    const health: StoreHealth[] = [];
    const kit = enricherKit({
      clock,
      store: createEnduringStore({ clock, store, onHealth: (latest) => health.push(latest) }),
    });
    if (how === "fails") store.fail(true);
    else store.hang(true);

    const first = kit.enricher.ask(lookupOf(url("ada")));
    await kit.clock.advance(20_000);
    expect(await first).toMatchObject({ answer: { status: "matched" } });
    expect((await kit.enricher.ask(lookupOf(url("ada")))).origin).toBe("kept");
    expect(health).toEqual([{ status: "memory_only", problem: "unavailable" }]);
    expect(kit.batches).toHaveLength(1);
  });

  it("that rejects costs nobody an answer, and is noticed", async () => {
    const store = createMemoryAnswerStore();
    const kit = enricherKit({ store });
    store.fail(true);

    expect(await ask(kit, ["basic_profile"])).toMatchObject({ answer: { status: "matched" } });
    expect(await ask(kit, ["basic_profile"])).toMatchObject({ origin: "kept" });
    expect(kit.notices[0]?.kind).toBe("store_unavailable");
  });

  it("that came back is given what it missed", async () => {
    const answers = new Map<string, KeptAnswer>();
    const clock = createFakeClock();
    const store = createMemoryAnswerStore(answers);
    const kit = enricherKit({ clock, store: createEnduringStore({ clock, store }) });
    store.fail(true);
    await ask(kit, ["basic_profile"]);
    store.fail(false);
    await clock.advance(20_000);

    expect([...answers.keys()]).toEqual(["url:ada"]);
  });
});

describe("kept", () => {
  it("says what is known without asking anyone", async () => {
    const kit = enricherKit();
    const unknown = kit.enricher.kept(lookupOf(url("ada")));
    await kit.clock.runAll();
    expect(await unknown).toBeUndefined();
    await ask(kit, ["basic_profile"]);

    const priced = kit.enricher.kept(lookupOf(url("ada"), [phone]));
    await kit.clock.runAll();

    expect(await priced).toBeUndefined();
    expect(await kit.enricher.kept(lookupOf(url("ada")))).toMatchObject({ status: "matched" });
    expect(kit.batches).toHaveLength(1);
  });
});
