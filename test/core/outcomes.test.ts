import type { FailureCode } from "../../src/core/answer";
import type { BatchReply } from "../../src/core/service";
import { enricherKit, lookupOf, type EnricherKit } from "../support/enricher-kit";
import { email, url, urls } from "../support/identifiers";

const unavailable: BatchReply = { outcome: "unavailable", status: 503 };
const lost: BatchReply = { outcome: "lost", cause: "timeout" };

/** What everyone who asked got, in short: "matched", or the failure's code. */
async function ends(kit: EnricherKit, asks: readonly ReturnType<EnricherKit["enricher"]["ask"]>[]): Promise<string[]> {
  await kit.clock.runAll();
  return (await Promise.all(asks)).map(({ answer }) => (answer.status === "failed" ? answer.code : answer.status));
}

function askAll(
  kit: EnricherKit,
  people = urls(3),
  sections = ["basic_profile"],
): ReturnType<typeof kit.enricher.ask>[] {
  return people.map((identifier) => kit.enricher.ask(lookupOf(identifier, sections)));
}

describe("a service that cannot answer now", () => {
  it("is asked again, and answers", async () => {
    const kit = enricherKit();
    kit.script(
      () => unavailable,
      () => ({ outcome: "unreachable" }),
    );

    expect(await ends(kit, askAll(kit))).toEqual(["matched", "matched", "matched"]);
    expect(kit.batches).toHaveLength(3);
  });

  it.each<[BatchReply, FailureCode]>([
    [unavailable, "service_unavailable"],
    [{ outcome: "unreachable" }, "network_unavailable"],
  ])("is given up after three tries: %j", async (reply, code) => {
    const kit = enricherKit();
    kit.script(...Array.from({ length: 3 }, () => () => reply));

    expect(await ends(kit, askAll(kit))).toEqual([code, code, code]);
    expect(kit.batches).toHaveLength(3);
  });

  it("is waited for with back-off and full jitter", async () => {
    const kit = enricherKit();
    const times: number[] = [];
    const startMs = kit.clock.now();
    const note = (): BatchReply => {
      times.push(kit.clock.now() - startMs);
      return unavailable;
    };
    kit.script(note, note, note);

    await ends(kit, askAll(kit));

    expect(times).toEqual([100, 600, 1_600]);
  });

  it("is probed with one try for each further batch once it is known to be down, until it answers", async () => {
    const kit = enricherKit({ atOnce: 1 });
    kit.script(...Array.from({ length: 4 }, () => () => unavailable));

    const outcomes = await ends(kit, askAll(kit, urls(75)));

    expect(kit.batches).toHaveLength(5);
    expect(outcomes.filter((outcome) => outcome === "matched")).toHaveLength(25);
  });

  it("ends 10,000 who wait within a minute once it has been silent for long", async () => {
    const kit = enricherKit();
    kit.script(...Array.from({ length: 1_000 }, () => () => unavailable));

    const asks = askAll(kit, urls(10_000));
    await kit.clock.advance(60_000);

    expect(kit.enricher.activity.get()).toMatchObject({ waiting: 0, inFlight: 0 });
    expect(new Set(await ends(kit, asks))).toEqual(new Set(["service_unavailable"]));
    expect(kit.batches.length).toBeLessThan(60);
  });

  it("that loses reply after reply is not asked for the others, who might be billed unseen", async () => {
    const kit = enricherKit({ atOnce: 1, latencyMs: 20_000 });
    kit.script(...Array.from({ length: 1_000 }, () => () => lost));

    const outcomes = await ends(kit, askAll(kit, urls(500)));

    expect(outcomes.filter((outcome) => outcome === "no_answer_in_time")).toHaveLength(25);
    expect(outcomes.filter((outcome) => outcome === "service_unavailable")).toHaveLength(475);
  });

  it("is not asked again for a minute", async () => {
    const kit = enricherKit();
    kit.script(...Array.from({ length: 3 }, () => () => unavailable));
    await ends(kit, askAll(kit));

    await kit.clock.advance(50_000);
    const soon = askAll(kit);
    expect(await ends(kit, soon)).toEqual(Array.from({ length: 3 }, () => "service_unavailable"));
    expect(kit.batches).toHaveLength(3);

    await kit.clock.advance(60_000);
    expect(await ends(kit, askAll(kit))).toEqual(["matched", "matched", "matched"]);
  });

  it("is asked at once by a refresh", async () => {
    const kit = enricherKit();
    kit.script(...Array.from({ length: 3 }, () => () => unavailable));
    await ends(kit, askAll(kit));

    const again = kit.enricher.ask(lookupOf(url("person-0")), { refresh: true });

    expect(await ends(kit, [again])).toEqual(["matched"]);
  });
});

describe("a lost reply", () => {
  it("is asked for once more, and counted as possibly billed", async () => {
    const kit = enricherKit();
    kit.script((_, answer) => {
      answer();
      return lost;
    });

    const asks = askAll(kit);

    expect(await ends(kit, asks)).toEqual(["matched", "matched", "matched"]);
    expect((await asks[0]!).possiblyBilled).toBe(true);
    expect(kit.enricher.activity.get()).toMatchObject({ possiblyBilled: 3, creditsUsed: 3 });
  });

  it("is asked for once more however long it took to get lost", async () => {
    const kit = enricherKit({ latencyMs: 55_000 });
    kit.script(() => lost);

    expect(await ends(kit, askAll(kit))).toEqual(["matched", "matched", "matched"]);
  });

  it("is asked for once more at most, even when a recalculation wants it later", async () => {
    const kit = enricherKit();
    kit.script(
      () => lost,
      () => lost,
    );

    const [ask] = askAll(kit, [url("ada")]);
    expect(await ends(kit, [ask!])).toEqual(["no_answer_in_time"]);
    expect((await ask!).answer).toMatchObject({ possiblyBilled: true });
    await kit.clock.advance(3_600_000);

    expect(await ends(kit, askAll(kit, [url("ada")]))).toEqual(["no_answer_in_time"]);
    expect(kit.batches).toHaveLength(2);
  });

  it("is what a request counts as that never ends, or whose client throws", async () => {
    const kit = enricherKit();
    const bug = new Error("our own");
    kit.script(
      () => {
        throw bug;
      },
      () => new Promise(() => undefined),
    );

    expect(await ends(kit, askAll(kit, [url("ada")]))).toEqual(["no_answer_in_time"]);
    expect(kit.notices).toEqual([{ kind: "defect", cause: bug }]);
  });

  it("leaves the failure marked as possibly billed when the service goes down after it", async () => {
    const kit = enricherKit();
    kit.script(() => lost, ...Array.from({ length: 3 }, () => () => unavailable));

    const [ask] = askAll(kit, [url("ada")]);
    await kit.clock.runAll();

    expect((await ask!).answer).toMatchObject({ code: "service_unavailable", possiblyBilled: true });
  });
});

describe("a rate-limited request", () => {
  it("goes back to the front of its lane and cells keep waiting", async () => {
    const kit = enricherKit({ atOnce: 1 });
    kit.script(() => ({ outcome: "rate_limited", retryAfterMs: 20_000 }));

    const asks = askAll(kit, urls(60));
    await kit.clock.advance(19_000);
    expect(kit.batches).toHaveLength(1);
    expect(kit.enricher.activity.get()).toMatchObject({ waiting: 60, inFlight: 0 });

    expect(new Set(await ends(kit, asks))).toEqual(new Set(["matched"]));
    expect(kit.batches[1]?.identifiers).toEqual(kit.batches[0]?.identifiers);
  });

  it("goes before the other lanes, too", async () => {
    const kit = enricherKit({ atOnce: 1 });
    kit.script(() => ({ outcome: "rate_limited", retryAfterMs: 1_000 }));

    const asks = [url("ada"), email("bob@example.com")].map((identifier) => kit.enricher.ask(lookupOf(identifier)));

    expect(await ends(kit, asks)).toEqual(["matched", "matched"]);
    expect(kit.batches.map(({ kind }) => kind)).toEqual(["url", "url", "email"]);
  });

  it("ends as still queued after an hour, unbilled, and may be asked again at once", async () => {
    const kit = enricherKit();
    kit.script(
      ...Array.from({ length: 200 }, () => (): BatchReply => ({ outcome: "rate_limited", retryAfterMs: 20_000 })),
    );

    const asks = askAll(kit);
    await kit.clock.advance(3_600_000 + 60_000);

    expect((await Promise.all(asks)).map(({ answer }) => answer)).toMatchObject(
      Array.from({ length: 3 }, () => ({ code: "still_queued", possiblyBilled: false })),
    );
    kit.script();
    const sent = kit.batches.length;
    void kit.enricher.ask(lookupOf(url("person-0")));
    await kit.clock.advance(60_000);
    expect(kit.batches.length).toBeGreaterThan(sent);
    expect(kit.billed.size).toBe(0);
  });
});

describe("fields outside the plan", () => {
  it("are left out from then on, and the other fields arrive", async () => {
    const kit = enricherKit();
    kit.script(() => ({ outcome: "fields_denied", fields: ["certifications"] }));

    const [ask] = askAll(kit, [url("ada")], ["certifications"]);
    await kit.clock.runAll();
    const { answer } = await ask!;
    const [later] = askAll(kit, [url("bob")], ["certifications"]);
    await kit.clock.runAll();

    expect(answer).toMatchObject({ status: "matched", denied: ["certifications"] });
    expect(kit.batches.map(({ sections }) => sections.includes("certifications"))).toEqual([true, false, false]);
    expect((await later!).answer).toMatchObject({ denied: ["certifications"] });
    expect((await kit.enricher.ask(lookupOf(url("ada"), ["certifications"]))).origin).toBe("kept");
  });

  it("are asked for again after an hour: plans change", async () => {
    const kit = enricherKit();
    kit.script(() => ({ outcome: "fields_denied", fields: ["certifications"] }));
    await ends(kit, askAll(kit, [url("ada")], ["certifications"]));
    await kit.clock.advance(3_600_000);

    expect(await ends(kit, askAll(kit, [url("bob")], ["certifications"]))).toEqual(["matched"]);

    expect(kit.batches.map(({ sections }) => sections.includes("certifications"))).toEqual([true, false, true]);
  });

  it("are avoided inside a section by asking for its other leaves", async () => {
    const kit = enricherKit({
      facts: { priceOf: () => 0, leavesOf: (name) => ["a", "b", "c.d"].map((leaf) => `${name}.${leaf}`) },
    });
    kit.script(() => ({ outcome: "fields_denied", fields: ["skills.b"] }));

    const [ask] = askAll(kit, [url("ada")], ["skills"]);
    await kit.clock.runAll();

    expect(kit.batches[1]?.sections).toEqual(expect.arrayContaining(["education", "skills.a", "skills.c.d"]));
    expect(kit.batches[1]?.sections).not.toContain("skills");
    expect((await ask!).answer).toMatchObject({
      denied: ["skills.b"],
      sections: expect.arrayContaining(["skills"]) as unknown,
    });
  });

  it("are not news to a second request that left before the first was refused", async () => {
    const kit = enricherKit({ latencyMs: 500 });
    const denied = (): BatchReply => ({ outcome: "fields_denied", fields: ["certifications"] });
    kit.script(denied, denied);

    expect(new Set(await ends(kit, askAll(kit, urls(50), ["certifications"])))).toEqual(new Set(["matched"]));
    expect(kit.batches).toHaveLength(4);
  });

  it("end in a changed contract when refusing makes no sense any more", async () => {
    const kit = enricherKit();
    kit.script(() => ({ outcome: "fields_denied", fields: ["never.asked"] }));

    expect(await ends(kit, askAll(kit))).toEqual(Array.from({ length: 3 }, () => "contract_changed"));
    expect(kit.batches).toHaveLength(1);
  });

  it("are not paid for when nothing else is wanted", async () => {
    const kit = enricherKit({ settings: { defaultSections: () => [] } });
    kit.script(() => ({ outcome: "fields_denied", fields: ["honors"] }));

    expect(await ends(kit, askAll(kit, [url("ada")], ["honors"]))).toEqual(["endpoint_denied"]);
    expect(kit.billed.size).toBe(0);
  });
});

describe("a refusal", () => {
  it("that names identifiers fails those and asks the rest once more", async () => {
    const kit = enricherKit();
    kit.script(() => ({ outcome: "identifiers_refused", identifiers: [url("person-1").value] }));

    expect(await ends(kit, askAll(kit))).toEqual(["matched", "identifier_refused", "matched"]);
    expect(kit.batches).toHaveLength(2);
  });

  it("of options drops them and asks once more", async () => {
    const kit = enricherKit();
    kit.script(() => ({ outcome: "options_refused", options: ["force_fetch"] }));

    const ask = kit.enricher.ask({ ...lookupOf(url("ada")), options: { forceFetch: true } }, { refresh: true });

    expect(await ends(kit, [ask])).toEqual(["matched"]);
    expect(kit.batches.map(({ options }) => options)).toEqual([{ forceFetch: true }, {}]);
  });

  it("without a reason is narrowed down by halves to the one to blame", async () => {
    const kit = enricherKit();
    const refuse = (batch: (typeof kit.batches)[number], answer: () => BatchReply): BatchReply =>
      batch.identifiers.some(({ key }) => key === "url:person-17") ? { outcome: "refused", detail: "" } : answer();
    kit.script(...Array.from({ length: 30 }, () => refuse));

    const outcomes = await ends(kit, askAll(kit, urls(25)));

    expect(
      outcomes.map((outcome, index) => (outcome === "matched" ? -1 : index)).filter((index) => index >= 0),
    ).toEqual([17]);
    expect(outcomes[17]).toBe("identifier_refused");
    expect(kit.batches.length).toBeLessThanOrEqual(11);
    expect([...kit.timesBilled.values()]).toEqual(Array.from({ length: 24 }, () => 1));
  });

  it("of everything is believed after a few single tries", async () => {
    const kit = enricherKit({ atOnce: 1 });
    kit.script(...Array.from({ length: 100 }, () => (): BatchReply => ({ outcome: "refused", detail: "" })));

    const outcomes = await ends(kit, askAll(kit, urls(25)));

    expect(new Set(outcomes)).toEqual(new Set(["identifier_refused"]));
    expect(kit.batches.length).toBeLessThanOrEqual(16);
  });

  it("of all e-mails fails them at once and for the session, without bisection", async () => {
    const kit = enricherKit();
    kit.script(() => ({ outcome: "emails_not_supported" }));

    const emails = Array.from({ length: 60 }, (_, index) => email(`p${index}@example.com`));
    const outcomes = await ends(kit, askAll(kit, emails));
    const later = await ends(kit, askAll(kit, [email("late@example.com"), url("ada")]));

    expect(new Set(outcomes.slice(0, 25))).toEqual(new Set(["emails_not_supported"]));
    expect(later).toEqual(["emails_not_supported", "matched"]);
  });

  it("of the whole form fails its request only", async () => {
    const kit = enricherKit();
    kit.script(() => ({ outcome: "contract_changed", detail: "It has moved on." }));

    const [ask] = askAll(kit, [url("ada")]);
    await kit.clock.runAll();

    expect((await ask!).answer).toMatchObject({ code: "contract_changed", detail: "It has moved on." });
    expect(await ends(kit, askAll(kit, [url("bob")]))).toEqual(["matched"]);
  });

  it("that concerns one fails that one and asks for the rest once more", async () => {
    const kit = enricherKit();
    kit.script(() => ({ outcome: "contract_changed", detail: "", possiblyBilled: true, concerns: [1] }));

    const asks = askAll(kit);

    expect(await ends(kit, asks)).toEqual(["matched", "contract_changed", "matched"]);
    expect((await asks[1]!).answer).toMatchObject({ possiblyBilled: true });
    expect(kit.batches).toHaveLength(2);
  });

  it("of the endpoint fails all who wait, but does not stop later asking", async () => {
    const kit = enricherKit({ atOnce: 1 });
    kit.script(() => ({ outcome: "endpoint_denied" }));

    expect(new Set(await ends(kit, askAll(kit, urls(60))))).toEqual(new Set(["endpoint_denied"]));
    expect(kit.batches).toHaveLength(1);
    expect(await ends(kit, askAll(kit, [url("later")]))).toEqual(["matched"]);
  });
});

describe("a stop", () => {
  it.each([
    ["key_missing", "no_key"],
    ["key_refused", "key_refused"],
    ["credits_used_up", "credits_used_up"],
  ] as const)("by %s settles everyone and lasts until asking is resumed", async (outcome, code) => {
    const kit = enricherKit({ atOnce: 1 });
    await ends(kit, askAll(kit, [url("known")]));
    kit.script(() => ({ outcome }));

    expect(new Set(await ends(kit, askAll(kit, urls(60))))).toEqual(new Set([code]));
    expect(kit.enricher.activity.get().stoppedBy).toBe(code);
    expect(await ends(kit, askAll(kit, [url("late"), url("known")]))).toEqual([code, "matched"]);
    expect(kit.batches).toHaveLength(2);

    kit.enricher.resume();
    expect(await ends(kit, askAll(kit, urls(2)))).toEqual(["matched", "matched"]);
  });

  it("ends those, too, whose request another stop overtook on its way back", async () => {
    const kit = enricherKit({ latencyMs: 500 });
    kit.script(
      () => ({ outcome: "credits_used_up" }),
      () => unavailable,
    );

    const asks = [url("ada"), email("bob@example.com")].map((identifier) => kit.enricher.ask(lookupOf(identifier)));

    expect(await ends(kit, asks)).toEqual(["credits_used_up", "credits_used_up"]);
    expect(kit.batches).toHaveLength(2);
    expect(kit.billed.size).toBe(0);
  });

  it("by closing settles who waits, finishes what was sent and keeps it", async () => {
    const kit = enricherKit({ atOnce: 1, latencyMs: 1_000 });

    const asks = askAll(kit, urls(30));
    await kit.clock.advance(500);
    const closed = kit.enricher.close();
    const late = kit.enricher.ask(lookupOf(url("late")));
    const outcomes = await ends(kit, [...asks, late]);
    await closed;

    expect(outcomes.filter((outcome) => outcome === "matched")).toHaveLength(25);
    expect(outcomes.filter((outcome) => outcome === "stopped")).toHaveLength(6);
  });
});

describe("a defect", () => {
  it("of a listener is reported, and leaves nobody waiting", async () => {
    const kit = enricherKit();
    const bug = new Error("a listener's own");
    kit.enricher.activity.subscribe(() => {
      throw bug;
    });

    expect(await ends(kit, askAll(kit))).toEqual(["matched", "matched", "matched"]);
    expect(kit.notices[0]).toEqual({ kind: "defect", cause: bug });
  });

  it("of our own after the request was sent ends everyone in it, marked as possibly billed", async () => {
    const kit = enricherKit();
    kit.script(() => ({
      outcome: "answered",
      creditsUsed: 3,
      rows: [undefined as never, undefined as never, undefined as never],
    }));

    const asks = askAll(kit);

    expect(await ends(kit, asks)).toEqual(Array.from({ length: 3 }, () => "contract_changed"));
    expect((await asks[0]!).answer).toMatchObject({ possiblyBilled: true });
    expect(kit.notices).toMatchObject([{ kind: "defect" }]);
    expect(kit.enricher.activity.get()).toMatchObject({ waiting: 0, inFlight: 0 });
  });
});

describe("a reply", () => {
  it("in another order brings everyone their own answer", async () => {
    const kit = enricherKit();
    kit.script((_, answer) => {
      const reply = answer();
      return reply.outcome === "answered" ? { ...reply, rows: [...reply.rows].reverse() } : reply;
    });

    const outcomes = askAll(kit);
    await kit.clock.runAll();

    expect((await Promise.all(outcomes)).map(({ answer }) => answer)).toMatchObject(
      urls(3).map(({ key }) => ({ candidates: [{ data: { crustdata_person_id: key } }] })),
    );
  });

  it("with rows for strangers gives them to nobody", async () => {
    const kit = enricherKit();
    kit.script((_, answer) => {
      const reply = answer();
      if (reply.outcome !== "answered") return reply;
      return {
        ...reply,
        rows: reply.rows.map((row, index) => (index === 1 ? { ...row, matchedOn: "stranger" } : row)),
      };
    });

    const asks = askAll(kit);

    expect(await ends(kit, asks)).toEqual(["matched", "contract_changed", "matched"]);
    expect((await asks[1]!).answer).toMatchObject({ possiblyBilled: true });
  });

  it("that is shorter says of the missing that nobody was found", async () => {
    const kit = enricherKit();
    kit.script((_, answer) => {
      const reply = answer();
      return reply.outcome === "answered" ? { ...reply, rows: reply.rows.slice(1), creditsUsed: 2 } : reply;
    });

    expect(await ends(kit, askAll(kit))).toEqual(["not_found", "matched", "matched"]);
  });
});
