import { createWritable } from "../../src/core/readable";
import { blankRecord } from "../../src/core/spend/spend-record";
import { createSpending } from "../../src/excel/spending";
import { createDeviceStorage } from "../../src/excel/storage/device-storage";
import type { SpendPlace } from "../../src/excel/storage/spend-store";
import { createFakeClock } from "../support/fake-clock";
import { url, urls } from "../support/identifiers";
import { createMemoryStorage } from "../support/memory-storage";
import type { Identifier } from "../../src/core/identifier";

type Changes = Partial<SpendPlace>;

/** A page of a browser that may have been here before. */
function page({
  browser = createMemoryStorage(),
  ...changes
}: Changes & { browser?: ReturnType<typeof createMemoryStorage> } = {}) {
  let place: SpendPlace = { connectionId: "team", workbookId: "book-1", ...changes };
  const clock = createFakeClock();
  const storage = createDeviceStorage({ storage: () => browser, partitionKey: () => undefined });
  const spending = createSpending({ clock, storage, place: () => place });
  function move(to: Changes): void {
    place = { ...place, ...to };
    spending.reload();
  }
  const ask = async (identifiers: readonly Identifier[]): Promise<number> => {
    const requests = identifiers.map((identifier) => ({
      ...{ identifier, sections: ["basic_profile"], isRefresh: false, mostCredits: 1 },
      priority: "formula" as const,
    }));
    const verdicts = await spending.guard.gate.judge(requests);
    return verdicts.filter((verdict) => verdict === "send").length;
  };
  const parked = (): number => Object.keys(spending.guard.people.get().parked).length;
  return { browser, clock, storage, spending, move, ask, parked };
}

describe("spending on this device", () => {
  it("asks above a hundred new people over a real connection, and never over the sandbox", async () => {
    const { spending, ask, move } = page();
    expect(spending.policy.get().freePeople).toBe(100);
    expect(await ask(urls(101))).toBe(0);

    move({ connectionId: "sandbox" });

    expect(spending.policy.get().freePeople).toBeUndefined();
    expect(await ask(urls(1_000))).toBe(1_000);
  });

  it("goes by what was chosen, over the sandbox as well, and after a reopening", () => {
    const { spending, move, browser } = page();
    spending.choose({ freePeople: 10, dayCap: 500, workbookCap: undefined });
    move({ connectionId: "sandbox" });
    expect(spending.policy.get()).toMatchObject({ freePeople: 10, dayCap: 500 });

    spending.choose({ freePeople: undefined, dayCap: undefined, workbookCap: 90 });

    expect(page({ browser }).spending.policy.get()).toEqual({
      freePeople: undefined,
      dayCap: undefined,
      workbookCap: 90,
    });
  });

  it("keeps those who wait with their workbook and their connection", async () => {
    const { ask, parked, move, browser } = page();
    await ask(urls(200));

    move({ workbookId: "book-2" });
    expect(parked()).toBe(0);
    move({ workbookId: "book-1", connectionId: "personal-1" });
    expect(parked()).toBe(0);
    move({ connectionId: "team" });
    expect(parked()).toBe(200);
    expect(page({ browser }).parked()).toBe(200);
  });

  it("counts people let through in one workbook in the other as well", async () => {
    const { ask, browser } = page();
    await ask(urls(100));

    expect(await page({ browser, workbookId: "book-2" }).ask([url("one-more")])).toBe(0);
  });

  it("counts what another workbook is about to spend against the cap of the day, and what it has spent once", async () => {
    const first = page();
    first.spending.choose({ freePeople: undefined, dayCap: 50, workbookCap: undefined });
    const activity = createWritable(atRest);
    first.spending.guard.follow(activity);
    const second = page({ browser: first.browser, workbookId: "book-2" });
    await first.ask(urls(30, "first"));

    expect(await second.ask(urls(21, "second"))).toBe(0);
    activity.set({ ...atRest, creditsUsed: 10, inFlight: 20 });
    expect(await second.ask(urls(21, "second"))).toBe(0);
    activity.set({ ...atRest, creditsUsed: 10 });
    expect(await second.ask(urls(40, "second"))).toBe(40);
  });

  it("waits no longer than ten minutes for what a window that was closed was about to spend", async () => {
    const first = page();
    first.spending.choose({ freePeople: undefined, dayCap: 50, workbookCap: undefined });
    await first.ask(urls(30, "first"));
    const second = page({ browser: first.browser, workbookId: "book-2" });

    await second.clock.advance(600_000);

    expect(await second.ask(urls(50, "second"))).toBe(50);
  });

  it("goes by what was chosen in another window since", async () => {
    const { ask, browser, spending } = page({ connectionId: "sandbox" });

    page({ browser }).spending.choose({ freePeople: 10, dayCap: 5, workbookCap: undefined });

    expect(await ask(urls(8))).toBe(0);
    expect(spending.policy.get().dayCap).toBeUndefined();
    spending.readPolicy();
    expect(spending.policy.get()).toEqual({ freePeople: 10, dayCap: 5, workbookCap: undefined });
  });

  it("remembers those who wait in a workbook never saved as long as the page only", async () => {
    const { ask, parked, browser } = page({ workbookId: undefined });
    await ask(urls(200));

    expect(parked()).toBe(200);
    expect(page({ browser, workbookId: undefined }).parked()).toBe(0);
    expect(JSON.stringify([...browser.entries])).not.toContain("person-1");
  });

  it("takes what a workbook has spent, and who waits in it, along when it is first saved", async () => {
    const { ask, parked, spending, move, browser } = page({ workbookId: undefined });
    spending.choose({ freePeople: 100, dayCap: undefined, workbookCap: 10 });
    const activity = createWritable(atRest);
    spending.guard.follow(activity);
    activity.set({ ...atRest, creditsUsed: 10 });
    await ask(urls(200));

    move({ workbookId: "book-1" });

    expect(parked()).toBe(200);
    expect(spending.guard.capInTheWay(1)).toMatchObject({ per: "workbook", spent: 10 });
    await ask([url("somebody-else")]);
    const reopened = page({ browser });
    expect(reopened.parked()).toBe(201);
    expect(reopened.spending.guard.capInTheWay(1)).toMatchObject({ per: "workbook", spent: 10 });
  });

  it("takes a yes given over one connection for none over another, in a workbook never saved too", async () => {
    const { ask, spending, move } = page({ workbookId: undefined });
    await ask(urls(200));
    const { parked } = spending.guard.people.get();
    const yes = Object.keys(parked).map((key) => [key, { credits: 1, untilMs: Infinity }] as const);
    spending.guard.decide({ parked: {}, approved: Object.fromEntries(yes) });

    move({ connectionId: "personal-1" });

    expect(await ask(urls(200))).toBe(0);
  });

  it("forgets people with their connection", async () => {
    const { ask, spending, browser } = page({ connectionId: "personal-1" });
    await ask(urls(200));
    expect(JSON.stringify([...browser.entries])).toContain("person-1");

    spending.forget("personal-1");

    expect(JSON.stringify([...browser.entries])).not.toContain("person-1");
  });

  it("begins anew where what was kept cannot be read", () => {
    const { storage, browser } = page();
    storage.set("spending:team", '{"day":"soon"}');

    expect(page({ browser }).spending.guard.people.get()).toEqual({
      parked: blankRecord.parked,
      approved: {},
      guarded: {},
    });
  });
});

const atRest = {
  ...{ waiting: 0, inFlight: 0, requestsSent: 0, keptElsewhere: 0, creditsUsed: 0, possiblyBilled: 0 },
  stoppedBy: undefined,
};
