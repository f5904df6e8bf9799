import { begun, fieldsOf, headline, openPage, ran, requestOf, runWorld, settled, url } from "../../support/run-kit";

const status = (cells: readonly unknown[] | undefined): unknown => cells?.at(-1);

describe("filling blanks only", () => {
  it("deals with nothing straight after everything was filled", async () => {
    const world = runWorld([["Profile"], [url("ada")], [url("nobody")], ["call me"]]);
    const page = openPage(world);
    const { state } = await ran(page, world);

    const request = await requestOf(page.runner, world);
    const again = await settled(world.clock, page.runner.quote(request));

    expect(state).toMatchObject({ status: "done", progress: { rows: 3, done: 3 } });
    expect(again).toMatchObject({ rows: 0, people: 0, toAsk: 0, requests: 0, mostCredits: 0 });
    expect(again.modes.overwrite).toMatchObject({ rows: 3, overwrites: 1 });
  });

  it("neither asks nor pays for rows that are full", async () => {
    const world = runWorld([["Profile", headline], [url("ada"), "mine"], [url("bob")], [url("eve"), "mine"]]);

    const { quote, state } = await ran(openPage(world), world);

    expect(quote).toMatchObject({ rows: 1, people: 1, toAsk: 1, mostCredits: 1 });
    expect(state.progress).toMatchObject({ rows: 1, done: 1, skipped: 2, creditsUsed: 1 });
    expect(world.billedCredits()).toBe(1);
    expect(world.memory.cells().map((row) => row[1])).toEqual([headline, "mine", "headline of url:bob", "mine"]);
  });

  it("renews the status of a row that failed before", async () => {
    const world = runWorld([
      ["Profile", headline, "Enrich status"],
      [url("ada"), undefined, "Failed"],
    ]);

    await ran(openPage(world), world);

    expect(world.memory.cells()[1]?.slice(1)).toEqual(["headline of url:ada", "Matched"]);
  });
});

describe("renewing what is stale", () => {
  it("asks again for stale answers only, and counts what it writes over", async () => {
    const world = runWorld([["Profile"], [url("ada")], [url("bob")]]);
    const page = openPage(world);
    await ran(page, world);
    await world.clock.advance(31 * 86_400_000);
    world.memory.insertRow(3);
    world.memory.type(3, 0, url("eve"));
    world.memory.select(0, 0, 3);
    await page.runner.refreshSelection();
    await ran(page, world);

    const { quote, state } = await ran(page, world, { mode: "stale" });

    expect(quote.modes.stale).toEqual({ rows: 2, overwrites: 2, first: "B2" });
    expect(quote).toMatchObject({ rows: 2, people: 2, known: 0, toAsk: 2, mostCredits: 2 });
    expect(state).toMatchObject({ progress: { rows: 2, people: { asked: 2, known: 0, matched: 2 }, creditsUsed: 2 } });
    expect(world.billedCredits()).toBe(5);
  });
});

describe("a quote", () => {
  it("splits the most it can cost by section, and says how long it takes", async () => {
    const column = Array.from({ length: 1_000 }, (_, index) => [url(`person-${index}`)]);
    const world = runWorld([["Profile"], ...column]);
    const page = openPage(world);
    const request = await requestOf(page.runner, world, {
      fields: fieldsOf(headline, "contact.business_emails.email"),
    });

    const quote = await settled(world.clock, page.runner.quote(request));

    expect(quote).toMatchObject({ people: 1_000, requests: 40, mostCredits: 2_000, seconds: 122 });
    expect(quote.credits).toEqual([
      { section: "base", credits: 1_000 },
      { section: "contact.business_emails", credits: 1_000 },
    ]);
    expect(world.batches).toEqual([]);
  });
});

describe("several columns for one field", () => {
  it("have a header each that a formula can use, and one value each", async () => {
    const world = runWorld([["Profile"], [url("ada")]]);
    const page = openPage(world);
    const path = "experience.employment_details.past.title";
    const request = await requestOf(page.runner, world, { fields: [{ path, columns: 3 }] });

    const quote = await settled(world.clock, page.runner.quote(request));

    expect(quote.target.headers).toEqual([
      "experience.employment_details.past[1].title",
      "experience.employment_details.past[2].title",
      "experience.employment_details.past[3].title",
      "Enrich status",
    ]);
  });

  it("are refused for a field that has one value", async () => {
    const world = runWorld([["Profile"], [url("ada")]]);
    const page = openPage(world);
    const request = await requestOf(page.runner, world, { fields: [{ path: headline, columns: 2 }] });

    await expect(page.runner.quote(request)).rejects.toThrow("holds one value only");
  });
});

describe("live formulas", () => {
  it("stand over answers that are bought, relative to the key's cell", async () => {
    const world = runWorld([["Profile"], [url("ada")], ["call me"]]);
    const page = openPage(world);

    const { state } = await ran(page, world, { output: "formulas" });

    expect(world.memory.cells()[1]).toEqual([url("ada"), `=ENRICH.PERSON($A2,"${headline}")`, "Matched"]);
    expect(world.memory.cells()[2]?.slice(1)).toEqual([undefined, "Not an identifier"]);
    const [{ identifier }] = [{ identifier: { kind: "url", key: "url:ada" } }];
    expect(identifier.key).toBe("url:ada");
    expect(state.progress.creditsUsed).toBe(1);
  });
});

describe("trying five rows", () => {
  it("asks for the first five that would be asked, and pays for none of them again", async () => {
    const column = Array.from({ length: 60 }, (_, index) => [url(`person-${index}`)]);
    const world = runWorld([["Profile"], ...column]);
    const page = openPage(world);

    const trial = await ran(page, world, {}, { onlyFirst: 5 });
    const full = await ran(page, world);

    expect(trial.state).toMatchObject({ status: "done", progress: { rows: 5, done: 5, creditsUsed: 5 } });
    expect(full.quote).toMatchObject({ rows: 55, people: 55, toAsk: 55 });
    expect(full.state).toMatchObject({ progress: { rows: 55, creditsUsed: 55, skipped: 5 } });
    expect([...world.timesBilled.values()].every((times) => times === 1)).toBe(true);
  });
});

describe("trying five rows of a refresh", () => {
  it("pays for none of the five again when the rest is refreshed, and says so before", async () => {
    const column = Array.from({ length: 60 }, (_, index) => [url(`person-${index}`)]);
    const world = runWorld([["Profile"], ...column]);
    const page = openPage(world);
    await ran(page, world);
    await world.clock.advance(86_400_000);
    const refresh = { refresh: true, mode: "overwrite" } as const;
    const keepsSinceMs = world.clock.now();

    const trial = await ran(page, world, refresh, { onlyFirst: 5 });
    const again = await ran(page, world, { ...refresh, keepsSinceMs }, { onlyFirst: 5 });
    const rest = await ran(page, world, { ...refresh, keepsSinceMs });

    expect(trial.state.progress).toMatchObject({ rows: 5, creditsUsed: 5 });
    expect(again.state.progress).toMatchObject({ rows: 5, creditsUsed: 5 });
    expect(rest.quote).toMatchObject({ rows: 60, people: 60, known: 10, toAsk: 50, mostCredits: 50 });
    expect(rest.state.progress).toMatchObject({ rows: 60, creditsUsed: 50, people: { asked: 60, known: 10 } });
    expect([...world.timesBilled.values()]).toEqual(Array.from({ length: 60 }, () => 2));
  });
});

describe("a run's cap", () => {
  it("is never passed, and what can be had below it is had", async () => {
    const column = Array.from({ length: 200 }, (_, index) => [url(index % 3 === 0 ? `nobody-${index}` : `p-${index}`)]);
    const world = runWorld([["Profile"], ...column]);
    const page = openPage(world);

    const { state } = await ran(page, world, { capCredits: 60 });

    expect(state).toMatchObject({ status: "failed", reason: "cap_reached" });
    expect(world.billedCredits()).toBe(60);
    expect(state.receipt.credits).toBe(60);
    expect(page.runner.unfinished.get()).toEqual([]);
  });

  it("does not hold back people who are known", async () => {
    const column = Array.from({ length: 50 }, (_, index) => [url(`person-${index}`)]);
    const world = runWorld([["Profile"], ...column]);
    const page = openPage(world);
    await ran(page, world, { capCredits: 10 });

    const { state } = await ran(page, world, { capCredits: 5, mode: "overwrite" });

    expect(state.progress).toMatchObject({ creditsUsed: 5, done: 15, people: { known: 10, matched: 5 } });
  });

  it("stops no run that stays below it", async () => {
    const world = runWorld([["Profile"], [url("ada")], [url("bob")]]);

    expect((await ran(openPage(world), world, { capCredits: 2 })).state.status).toBe("done");
  });
});

describe("inserted columns", () => {
  it("stand right of the keys, and go away when the run is undone", async () => {
    const world = runWorld([
      ["Profile", "Notes"],
      [url("ada"), "hers"],
    ]);
    const page = openPage(world);

    const { state } = await ran(page, world, { placement: "insert" });
    expect(world.memory.cells()).toEqual([
      ["Profile", headline, "Enrich status", "Notes"],
      [url("ada"), "headline of url:ada", "Matched", "hers"],
    ]);
    await page.runner.undo(state.receipt.runId);

    expect(world.memory.cells()).toEqual([
      ["Profile", "Notes"],
      [url("ada"), "hers"],
    ]);
  });
});

it("says in people and in rows what is known and what is done", async () => {
  const world = runWorld([["Profile"], [url("ada")], [url("ada")], [url("bob")], [url("nobody")]]);
  const page = openPage(world);
  await ran(page, world);

  const { quote, state } = await ran(page, world, { mode: "overwrite" });

  expect(quote).toMatchObject({ rows: 4, people: 3, known: 3, toAsk: 0 });
  expect(state.progress).toMatchObject({
    ...{ rows: 4, done: 4, matched: 3, notFound: 1 },
    people: { asked: 3, known: 3, matched: 0, notFound: 0 },
  });
  expect(status(world.memory.cells()[4])).toBe("Not found");
  await begun(page, world);
});
