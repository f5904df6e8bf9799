import type { Failed } from "../../../src/core/answer";
import type { Identifier } from "../../../src/core/identifier";
import { lookupOf } from "../../support/enricher-kit";
import { url, urls } from "../../support/identifiers";
import { createFakeClock } from "../../support/fake-clock";
import { createMemoryAnswerStore } from "../../support/memory-answer-store";
import { createMemorySpendStore, spendKit } from "../../support/spend-kit";

type Kit = ReturnType<typeof spendKit>;
const email = ["basic_profile", "contact.business_emails"];

/** What cells of these people would say. */
async function ask(kit: Kit, identifiers: readonly Identifier[], sections?: readonly string[]) {
  const asks = identifiers.map((identifier) => kit.enricher.ask(lookupOf(identifier, sections)));
  await kit.clock.runAll(60_000);
  return (await Promise.all(asks)).map(({ answer }) => answer);
}

function codesOf(answers: Awaited<ReturnType<typeof ask>>): string[] {
  return [...new Set(answers.map((answer) => (answer.status === "failed" ? answer.code : answer.status)))];
}

function asked(kit: Kit): number {
  return kit.batches.reduce((sum, { identifiers }) => sum + identifiers.length, 0);
}

describe("a burst of formulas", () => {
  it("of at most a hundred new people is asked for without a word", async () => {
    const kit = spendKit();

    expect(codesOf(await ask(kit, urls(100)))).toEqual(["matched"]);
    expect(kit.approval.state.get().people).toBe(0);
  });

  it("beyond that is parked whole, at once and unpaid, with what it would cost", async () => {
    const kit = spendKit();

    const answers = await ask(kit, urls(4_812));

    expect(codesOf(answers)).toEqual(["approval_needed"]);
    const { detail } = answers[0] as Failed;
    expect(detail).toBe("4,812 new people, at most 4,812 credits: approve in the Enrich pane");
    expect(kit.batches).toEqual([]);
    expect(kit.approval.state.get()).toEqual({ people: 4_812, requests: 193, mostCredits: 4_812, cap: undefined });
  });

  it("counts with those of the last ten minutes, and no longer", async () => {
    const kit = spendKit();
    await ask(kit, urls(60, "first"));

    expect(codesOf(await ask(kit, urls(41, "second")))).toEqual(["approval_needed"]);
    await kit.clock.advance(600_000);
    expect(codesOf(await ask(kit, urls(41, "third")))).toEqual(["matched"]);
  });

  it("counts with nobody whom a clock that ran ahead has let through", async () => {
    const spendStore = createMemorySpendStore();
    const ahead = spendKit({ spendStore, clock: createFakeClock(Date.UTC(2030, 0, 1)) });
    await ask(ahead, urls(100, "ahead"));

    const kit = spendKit({ spendStore });

    expect(codesOf(await ask(kit, urls(100)))).toEqual(["matched"]);
  });

  it("counts people, not cells, and those known not at all", async () => {
    const kit = spendKit();
    await ask(kit, urls(100));

    const again = await ask(kit, [...urls(100), ...urls(100)], ["basic_profile"]);

    expect(codesOf(again)).toEqual(["matched"]);
    expect(asked(kit)).toBe(100);
  });

  it("is never asked about, or always, where somebody has chosen that", async () => {
    const never = spendKit({ policy: { freePeople: undefined } });
    const always = spendKit({ policy: { freePeople: 0 } });

    expect(codesOf(await ask(never, urls(1_000)))).toEqual(["matched"]);
    expect(codesOf(await ask(always, [url("ada")]))).toEqual(["approval_needed"]);
  });

  it("stays parked bit by bit as well: a recalculation of a few does not slip through", async () => {
    const kit = spendKit();
    await ask(kit, urls(200));

    expect(codesOf(await ask(kit, urls(10)))).toEqual(["approval_needed"]);
    expect(kit.approval.state.get().people).toBe(200);
    expect(codesOf(await ask(kit, [url("somebody-else")]))).toEqual(["matched"]);
  });

  it("prices what is wanted of each person together", async () => {
    const kit = spendKit({ policy: { freePeople: 0 } });

    await ask(kit, urls(30));
    await ask(kit, urls(5), email);

    expect(kit.approval.state.get()).toMatchObject({ people: 30, requests: 2, mostCredits: 35 });
  });

  it("leaves runs alone, which have a yes of their own, and whoever wants the same as a run", async () => {
    const kit = spendKit({ policy: { freePeople: 0 } });

    const formula = kit.enricher.ask(lookupOf(url("ada")));
    const run = urls(300).map((identifier) => kit.enricher.ask(lookupOf(identifier), { priority: "bulk" }));
    const sameAsRun = kit.enricher.ask(lookupOf(url("person-7")));
    await kit.clock.runAll(60_000);

    expect((await formula).answer).toMatchObject({ code: "approval_needed" });
    expect((await Promise.all(run)).every(({ answer }) => answer.status === "matched")).toBe(true);
    expect((await sameAsRun).answer.status).toBe("matched");
  });

  it("cannot make a run's person dearer without a yes; the run goes on", async () => {
    const kit = spendKit({ policy: { freePeople: 0 } });

    const run = kit.enricher.ask(lookupOf(url("ada")), { priority: "bulk" });
    const formula = kit.enricher.ask(lookupOf(url("ada"), email));
    await kit.clock.runAll(60_000);

    expect((await formula).answer).toMatchObject({ code: "approval_needed" });
    expect((await run).answer.status).toBe("matched");
    expect(kit.billed.get("url:ada")).toBe(1);
  });
});

describe("a yes", () => {
  it("lets exactly these people through when they are asked for again, in full requests", async () => {
    const kit = spendKit();
    await ask(kit, urls(200));

    kit.approval.approve();

    expect(kit.approval.state.get().people).toBe(0);
    expect(codesOf(await ask(kit, urls(200)))).toEqual(["matched"]);
    expect(kit.batches.map(({ identifiers }) => identifiers.length)).toEqual(Array(8).fill(25));
    expect(codesOf(await ask(kit, urls(101, "others")))).toEqual(["approval_needed"]);
  });

  it("does not count among the hundred", async () => {
    const kit = spendKit();
    await ask(kit, urls(200));
    kit.approval.approve();
    await ask(kit, urls(200));

    expect(codesOf(await ask(kit, urls(100, "others")))).toEqual(["matched"]);
  });

  it("to five lets five through and keeps the others waiting", async () => {
    const kit = spendKit();
    await ask(kit, urls(200));

    kit.approval.trySome(5);
    await ask(kit, urls(200));

    expect(asked(kit)).toBe(5);
    expect(kit.approval.state.get().people).toBe(195);
  });

  it("to five is for the first of those whom formulas asked for last: earlier ones may be gone from the sheet", async () => {
    const kit = spendKit();
    await ask(kit, urls(200, "replaced"));
    await ask(kit, urls(200));

    kit.approval.trySome(5);

    expect(codesOf(await ask(kit, urls(5)))).toEqual(["matched"]);
  });

  it.each([
    ["at once", [[0, 7]]],
    ["one by one", [0, 1, 2, 3, 4, 5, 6].map((from) => [from, from + 1])],
    [
      "typed once and filled down",
      [
        [0, 1],
        [1, 7],
      ],
    ],
    [
      "at once, a few of them recalculated",
      [
        [0, 7],
        [5, 7],
      ],
    ],
  ])("to five is for the first five in the order asked, of seven that came %s", async (_, bursts) => {
    const kit = spendKit({ policy: { freePeople: 0 } });
    await ask(kit, urls(200, "replaced"));
    await kit.clock.advance(60_000);
    for (const [from, to] of bursts) await ask(kit, urls(7).slice(from, to));

    kit.approval.trySome(5);

    const answers = await ask(kit, urls(7));
    expect(answers.map(({ status }) => status)).toEqual(
      [0, 1, 2, 3, 4, 5, 6].map((index) => (index < 5 ? "matched" : "failed")),
    );
    expect(asked(kit)).toBe(5);
  });

  it("holds for an hour, and for no more credits than were shown", async () => {
    const kit = spendKit({ policy: { freePeople: 0 } });
    await ask(kit, [url("ada"), url("bob")]);
    kit.approval.approve();

    expect(codesOf(await ask(kit, [url("ada")], email))).toEqual(["approval_needed"]);
    await kit.clock.advance(3_600_000);
    expect(codesOf(await ask(kit, [url("bob")]))).toEqual(["approval_needed"]);
  });

  it("is good for a second try where the service failed", async () => {
    const kit = spendKit({ policy: { freePeople: 0 } });
    await ask(kit, [url("ada")]);
    kit.approval.approve();
    kit.script(...Array.from({ length: 3 }, () => () => ({ outcome: "unavailable", status: 503 }) as const));
    expect(codesOf(await ask(kit, [url("ada")]))).toEqual(["service_unavailable"]);

    await kit.clock.advance(60_000);

    expect(codesOf(await ask(kit, [url("ada")]))).toEqual(["matched"]);
  });
});

describe("a no", () => {
  it("takes all off the list, and asks again before any of them is paid, however few", async () => {
    const kit = spendKit();
    await ask(kit, urls(200));

    kit.approval.discard();

    expect(kit.approval.state.get().people).toBe(0);
    expect(codesOf(await ask(kit, urls(3)))).toEqual(["approval_needed"]);
    expect(kit.approval.state.get().people).toBe(3);
    expect(kit.batches).toEqual([]);
  });
});

describe("somebody whose answer was deleted for its age", () => {
  it("is asked for again only with a yes, whatever the number", async () => {
    const kit = spendKit({ store: createMemoryAnswerStore() });
    await ask(kit, [url("ada")]);
    await kit.clock.advance(181 * 86_400_000);

    expect(codesOf(await ask(kit, [url("ada"), url("bob")]))).toEqual(["approval_needed", "matched"]);

    kit.approval.approve();
    expect(codesOf(await ask(kit, [url("ada")]))).toEqual(["matched"]);
    expect(kit.guard.people.get().guarded).toEqual({});
  });
});

describe("a cap", () => {
  it("for the day stops formulas before it is passed, whoever spent, and gives way on the next day", async () => {
    const kit = spendKit({ policy: { dayCap: 50 } });
    const run = urls(30, "run").map((identifier) => kit.enricher.ask(lookupOf(identifier), { priority: "bulk" }));
    await kit.clock.runAll(60_000);
    await Promise.all(run);

    const answers = await ask(kit, urls(21));

    expect(codesOf(answers)).toEqual(["cap_reached"]);
    expect((answers[0] as Failed).detail).toBe(
      "The cap of 50 credits a day would be passed: raise it in the Enrich pane",
    );
    expect(kit.approval.state.get()).toMatchObject({ people: 21, cap: { per: "day", credits: 50, spent: 30 } });
    expect(codesOf(await ask(kit, urls(20, "fits")))).toEqual(["matched"]);
    await kit.clock.advance(86_400_000);
    kit.approval.approve();
    expect(codesOf(await ask(kit, urls(21)))).toEqual(["matched"]);
  });

  it("for the day does not begin anew where the clock is set back over midnight", async () => {
    const spendStore = createMemorySpendStore();
    const midnight = Date.UTC(2026, 0, 2);
    const after = spendKit({ policy: { dayCap: 50 }, spendStore, clock: createFakeClock(midnight + 60_000) });
    await ask(after, urls(30, "after"));

    const setBack = spendKit({ policy: { dayCap: 50 }, spendStore, clock: createFakeClock(midnight - 3_600_000) });

    expect(codesOf(await ask(setBack, urls(30, "before")))).toEqual(["cap_reached"]);
  });

  it("holds for two bursts before either is paid", async () => {
    const kit = spendKit({ policy: { dayCap: 50 }, latencyMs: 5_000 });
    const first = urls(30, "first").map((identifier) => kit.enricher.ask(lookupOf(identifier)));
    await kit.clock.advance(300);

    const second = await ask(kit, urls(30, "second"));
    await Promise.all(first);

    expect(codesOf(second)).toEqual(["cap_reached"]);
    expect(asked(kit)).toBe(30);
  });

  it("counts what was billed, not what it could have been", async () => {
    const kit = spendKit({ policy: { workbookCap: 50 } });
    await ask(kit, [...urls(20), ...urls(25, "nobody")]);

    expect(codesOf(await ask(kit, urls(30, "more")))).toEqual(["matched"]);
    expect(codesOf(await ask(kit, [url("one-too-many")]))).toEqual(["cap_reached"]);
  });

  it("that was raised lets the waiting through with a yes", async () => {
    const kit = spendKit({ policy: { workbookCap: 10 } });
    await ask(kit, urls(20));

    kit.policy.set({ ...kit.policy.get(), workbookCap: 20 });
    expect(kit.approval.state.get().cap).toBeUndefined();
    kit.approval.approve();

    expect(codesOf(await ask(kit, urls(20)))).toEqual(["matched"]);
  });
});

it("all of it survives the page", async () => {
  const spendStore = createMemorySpendStore();
  const before = spendKit({ spendStore, policy: { workbookCap: 100 } });
  await ask(before, urls(60, "paid"));
  await ask(before, urls(200));
  before.approval.trySome(5);

  const after = spendKit({ spendStore, clock: before.clock, policy: { workbookCap: 100 } });

  expect(after.approval.state.get().people).toBe(195);
  expect(codesOf(await ask(after, urls(5)))).toEqual(["matched"]);
  expect(codesOf(await ask(after, urls(41, "more")))).toEqual(["approval_needed"]);
  expect(after.guard.capInTheWay(36)).toMatchObject({ per: "workbook", spent: 65 });
});
