import type { Answer } from "../../src/core/answer";
import type { KeptQuestion } from "../../src/core/service";
import { lookupOf } from "../support/enricher-kit";
import { email, url, urls } from "../support/identifiers";
import { createKeepingGateway } from "../support/keeping-gateway";
import { spendKit, type SpendKitOptions } from "../support/spend-kit";

/** An enricher that needs a yes for more than 100 new people, before a gateway that keeps some. */
function kit(options: SpendKitOptions = {}) {
  const gateway = createKeepingGateway();
  const made = spendKit({ keptQuestion: gateway.question, ...options });
  return { ...made, gateway };
}

type Kit = ReturnType<typeof kit>;

async function fill({ enricher, clock }: Kit, people = urls(300), sections = ["basic_profile"]): Promise<Answer[]> {
  const asks = people.map((identifier) => enricher.ask(lookupOf(identifier, sections)));
  await clock.runAll();
  return (await Promise.all(asks)).map(({ answer }) => answer);
}

function counted(answers: readonly Answer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const answer of answers) {
    const name = answer.status === "failed" ? answer.code : answer.status;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

describe("a burst that would wait for a yes", () => {
  it("is answered by what the gateway keeps: nothing is asked for, spent or parked", async () => {
    const made = kit();
    made.gateway.keep(urls(300));

    const answers = await fill(made);

    expect(counted(answers)).toEqual({ matched: 300 });
    expect(answers[7]).toMatchObject({ candidates: [{ data: { crustdata_person_id: urls(300)[7]!.key } }] });
    expect(made.batches).toEqual([]);
    expect(made.approval.state.get()).toMatchObject({ people: 0 });
    expect(made.enricher.activity.get()).toMatchObject({ keptElsewhere: 300, requestsSent: 0, creditsUsed: 0 });
    expect(made.guard.people.get()).toEqual({ parked: {}, approved: {}, guarded: {} });
  });

  it("asks for it in few questions, two at a time", async () => {
    const made = kit();
    made.gateway.keep(urls(1_000));

    await fill(made, urls(1_000));

    expect(made.gateway.questions).toHaveLength(10);
    expect(made.gateway.mostAtOnce()).toBe(2);
  });

  it("keeps those answers: a recalculation asks nobody", async () => {
    const made = kit();
    made.gateway.keep(urls(300));
    await fill(made);

    await fill(made);

    expect(made.gateway.questions).toHaveLength(3);
  });

  it("is judged by those the gateway does not keep", async () => {
    const made = kit();
    made.gateway.keep(urls(300).slice(0, 250));

    const answers = await fill(made);

    expect(counted(answers)).toEqual({ matched: 300 });
    expect(made.batches.map(({ identifiers }) => identifiers.length)).toEqual([25, 25]);
    expect(made.enricher.activity.get()).toMatchObject({ keptElsewhere: 250, creditsUsed: 50 });
  });

  it("parks only those, where they are still too many", async () => {
    const made = kit();
    made.gateway.keep(urls(300).slice(0, 150));

    const answers = await fill(made);

    expect(counted(answers)).toEqual({ matched: 150, approval_needed: 150 });
    expect(made.approval.state.get()).toMatchObject({ people: 150, mostCredits: 150 });
    expect(made.batches).toEqual([]);
  });

  it("is answered by not found, redacted and stale answers too", async () => {
    const made = kit();
    const [gone, hidden, old] = [urls(300).slice(0, 100), urls(300).slice(100, 200), urls(300).slice(200)];
    made.gateway.keep(gone, { status: "not_found" });
    made.gateway.keep(hidden, { status: "redacted" });
    const asOf = made.clock.now() - 100 * 86_400_000;
    made.gateway.keep(old, { asOf });

    const answers = await fill(made);

    expect(counted(answers)).toEqual({ not_found: 100, redacted: 100, matched: 100 });
    expect(answers.at(-1)).toMatchObject({ asOf });
  });

  it("is not answered by what is older than answers are kept here", async () => {
    const made = kit();
    made.gateway.keep(urls(300), { asOf: made.clock.now() - 181 * 86_400_000 });

    expect(counted(await fill(made))).toEqual({ approval_needed: 300 });
  });

  it("waits as a whole where the gateway is away or too old, after a single question", async () => {
    const made = kit();
    made.gateway.keep(urls(1_000));
    made.gateway.leave();

    expect(counted(await fill(made, urls(1_000)))).toEqual({ approval_needed: 1_000 });
    expect(made.gateway.questions.length).toBeLessThanOrEqual(2);
  });

  it.each<[string, KeptQuestion]>([
    ["throws", () => Promise.reject(new Error("a defect"))],
    ["is never answered", () => new Promise(() => undefined)],
    ["is answered with somebody else", ({ identifiers }) => Promise.resolve([rowAbout(`${identifiers[0]!.value}-2`)])],
  ])("waits for the yes where the question %s", async (_, keptQuestion) => {
    const made = kit({ keptQuestion });

    expect(counted(await fill(made))).toEqual({ approval_needed: 300 });
    expect(made.clock.sleepers).toBe(0);
  });

  it("asks the gateway for what each wants, and pays only for what is missing there", async () => {
    const made = kit({ policy: { freePeople: 0 } });
    made.gateway.keep([url("ada")]);
    const asks = [
      made.enricher.ask(lookupOf(url("ada"))),
      made.enricher.ask(lookupOf(url("ada"), ["contact.business_emails"])),
    ];

    await made.clock.runAll();

    expect(counted((await Promise.all(asks)).map(({ answer }) => answer))).toEqual({ matched: 1, approval_needed: 1 });
    expect(made.gateway.questions).toHaveLength(1);
    expect(made.gateway.questions[0]?.sections).toContain("contact.business_emails");
    expect(made.approval.state.get()).toMatchObject({ people: 1, mostCredits: 2 });
  });

  it("asks for e-mails apart, and with their threshold", async () => {
    const made = kit({ policy: { freePeople: 0 } });
    made.gateway.keep([email("ada@x.org"), url("ada")]);
    const asks = [
      made.enricher.ask({ ...lookupOf(email("ada@x.org")), options: { minScore: 0.9 } }),
      made.enricher.ask(lookupOf(url("ada"))),
    ];

    await made.clock.runAll();

    expect(counted((await Promise.all(asks)).map(({ answer }) => answer))).toEqual({ matched: 2 });
    expect(made.gateway.questions.map(({ kind, options }) => [kind, options])).toEqual([
      ["email", { minScore: 0.9 }],
      ["url", {}],
    ]);
  });

  it("is never a reason to answer a refresh", async () => {
    const made = kit({ policy: { freePeople: 0 } });
    made.gateway.keep([url("ada")]);

    const ask = made.enricher.ask(lookupOf(url("ada")), { refresh: true });
    await made.clock.runAll();

    expect((await ask).answer).toMatchObject({ code: "approval_needed" });
    expect(made.gateway.questions).toEqual([]);
  });

  it("answers somebody deleted after the retention time, and those parked before, who then wait no more", async () => {
    const made = kit();
    made.guard.noteDeleted([url("ada").key]);
    await fill(made);
    expect(made.approval.state.get().people).toBe(300);
    made.gateway.keep([...urls(300), url("ada")]);

    expect(counted(await fill(made, [...urls(300), url("ada")]))).toEqual({ matched: 301 });
    expect(made.approval.state.get().people).toBe(0);
    expect(made.guard.people.get().guarded).toEqual({});
  });

  it("is free where a cap is reached", async () => {
    const made = kit({ policy: { freePeople: undefined, dayCap: 0 } });
    made.gateway.keep([url("ada")]);

    expect(counted(await fill(made, [url("ada"), url("bob")]))).toEqual({ matched: 1, cap_reached: 1 });
  });
});

describe("a burst that needs no yes", () => {
  it("is asked for at once, without another question", async () => {
    const made = kit();
    made.gateway.keep(urls(100));

    await fill(made, urls(100));

    expect(made.gateway.questions).toEqual([]);
    expect(made.batches).toHaveLength(4);
  });
});

describe("somebody whose cell is deleted while the gateway is asked", () => {
  it("is not parked", async () => {
    let answer: () => void = () => undefined;
    const made = kit({
      policy: { freePeople: 0 },
      keptQuestion: () => new Promise((resolve) => (answer = () => resolve([]))),
    });
    const mine = new AbortController();
    const gone = expect(made.enricher.ask(lookupOf(url("ada")), { signal: mine.signal })).rejects.toBe("gone");
    await made.clock.advance(200);

    mine.abort("gone");
    answer();
    await made.clock.runAll();

    await gone;
    expect(made.approval.state.get().people).toBe(0);
    expect(made.enricher.activity.get()).toMatchObject({ waiting: 0 });
  });
});

function rowAbout(matchedOn: string) {
  const candidates = [{ score: 1, data: {} }];
  return { matchedOn, matchType: undefined, matchStatus: undefined, candidates, sections: [], denied: [] };
}
