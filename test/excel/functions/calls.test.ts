import { createFormulas, type FormulaCall } from "../../../src/excel/functions/formulas";
import { settle } from "../../../src/excel/functions/settle";
import { installCustomFunctions } from "../../support/custom-functions";
import { enricherKit } from "../../support/enricher-kit";

installCustomFunctions();

const person = (slug: string) => `https://www.linkedin.com/in/${slug}`;

/** The functions as Excel calls them, over a real enricher: a call can be cancelled, and shows what its cell shows. */
function cellsKit(latencyMs = 800) {
  const kit = enricherKit({ latencyMs });
  const formulas = createFormulas({ enricher: kit.enricher });

  function cell(slug: string, parts: { readonly isInValuePreview?: string } = {}) {
    const invocation: CustomFunctions.CancelableInvocation = { functionName: "PERSON", ...parts };
    const formula = (call: FormulaCall) => formulas.person([[person(slug)]], "crustdata_person_id", null, call);
    const shown = settle(formula, invocation).then(
      (rows): unknown => rows[0]?.[0],
      (error: unknown) => (error instanceof Error ? error.message : "?"),
    );
    return { shown, invocation, cancel: () => invocation.onCanceled?.() };
  }

  async function allSettled(cells: readonly { readonly shown: Promise<unknown> }[]): Promise<readonly unknown[]> {
    await kit.clock.runAll();
    return Promise.all(cells.map(({ shown }) => shown));
  }

  return { ...kit, cell, allSettled };
}

describe("a cancelled cell", () => {
  it("costs nothing where it is cancelled before its request", async () => {
    const { cell, allSettled, batches, clock } = cellsKit();
    const ada = cell("ada");
    await clock.advance(20);

    ada.cancel();

    expect(await allSettled([ada])).toEqual(["Cancelled."]);
    expect(batches).toEqual([]);
  });

  it("costs nothing where it is cancelled at once", async () => {
    const { cell, allSettled, batches } = cellsKit();
    const ada = cell("ada");

    ada.cancel();

    expect(await allSettled([ada])).toEqual(["Cancelled."]);
    expect(batches).toEqual([]);
  });

  it("costs nothing where it is a list, whose part has still to be loaded", async () => {
    const { enricher, batches, clock } = enricherKit();
    const { list } = createFormulas({ enricher });
    const invocation: CustomFunctions.CancelableInvocation = { functionName: "LIST" };
    const shown = settle((call) => list([[person("ada")]], "skills", null, call), invocation);

    invocation.onCanceled?.();

    await expect(shown).rejects.toMatchObject({ message: "Cancelled." });
    await clock.runAll();
    expect(batches).toEqual([]);
  });

  it("leaves what was paid for to the next cell, though its request was under way", async () => {
    const { cell, allSettled, batches, billed, clock } = cellsKit();
    const deleted = cell("ada");
    await clock.advance(300);
    expect(batches).toHaveLength(1);

    deleted.cancel();
    await allSettled([deleted]);
    const next = cell("ada");

    expect(await allSettled([next])).toEqual(["url:ada"]);
    expect(batches).toHaveLength(1);
    expect([...billed]).toEqual([["url:ada", 1]]);
  });

  it("is settled once where it is cancelled after its answer", async () => {
    const { cell, allSettled } = cellsKit();
    const ada = cell("ada");
    expect(await allSettled([ada])).toEqual(["url:ada"]);

    ada.cancel();

    expect(await ada.shown).toBe("url:ada");
  });

  it.each([20, 300])("takes nothing from another that waits for the same person, after %i ms", async (afterMs) => {
    const { cell, allSettled, billed, clock } = cellsKit();
    const deleted = cell("ada");
    const waiting = cell("ada");
    await clock.advance(afterMs);

    deleted.cancel();

    expect((await allSettled([deleted, waiting]))[1]).toBe("url:ada");
    expect([...billed]).toEqual([["url:ada", 1]]);
  });
});

describe("a cell edited ten times in a second", () => {
  it("pays for what it says in the end, and shows that", async () => {
    const { cell, allSettled, billed, clock } = cellsKit();
    const edits = [];
    for (let edit = 1; edit <= 10; edit += 1) {
      edits.at(-1)?.cancel();
      edits.push(cell(`person-${edit}`));
      await clock.advance(90);
    }

    const shown = await allSettled(edits);

    expect(shown.slice(0, 9)).toEqual(Array(9).fill("Cancelled."));
    expect(shown[9]).toBe("url:person-10");
    expect([...billed.keys()]).toEqual(["url:person-10"]);
  });
});

/** On a busy machine, ten thousand of anything take their time. */
const patienceMs = 30_000;

describe("ten thousand cells at once", () => {
  it(
    "show each its own person, for one credit each and full requests",
    async () => {
      const { cell, allSettled, batches, billed } = cellsKit();
      const cells = Array.from({ length: 10_000 }, (_, index) => cell(`person-${index}`));

      const shown = await allSettled(cells);

      expect(shown.filter((value, index) => value !== `url:person-${index}`)).toEqual([]);
      expect(batches).toHaveLength(400);
      expect(billed.size).toBe(10_000);
    },
    patienceMs,
  );

  it(
    "ask nobody in a preview",
    async () => {
      const { cell, allSettled, batches } = cellsKit();
      await allSettled([cell("person-1")]);
      const cells = Array.from({ length: 10_000 }, (_, index) => cell(`person-${index}`, { isInValuePreview: "true" }));

      const shown = await allSettled(cells);

      expect(shown.slice(0, 3)).toEqual(["(not asked in a preview)", "url:person-1", "(not asked in a preview)"]);
      expect(batches).toHaveLength(1);
    },
    patienceMs,
  );
});

describe("a cell of a person who is known", () => {
  it("is answered in the turn that calls it, each of 10,000: without a request, a timer or a signal to cancel it by", async () => {
    const { cell, allSettled, batches, clock, enricher } = cellsKit();
    await allSettled([cell("ada"), cell("nobody-known")]);
    const [requests, sleepers] = [batches.length, clock.sleepers];
    const ask = jest.spyOn(enricher, "ask");
    const calls = Array.from({ length: 10_000 }, (_, index) => cell(index % 2 === 0 ? "ada" : "nobody-known"));
    const settled: unknown[] = [];
    for (const { shown } of calls) void shown.then((value) => settled.push(value));

    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();

    expect(settled).toHaveLength(10_000);
    expect(ask).not.toHaveBeenCalled();
    expect([batches.length, clock.sleepers]).toEqual([requests, sleepers]);
    expect(calls.every(({ invocation }) => invocation.onCanceled === undefined)).toBe(true);
  });

  it("is its cells, and no promise of them, where formulas and enricher meet", async () => {
    const { enricher, clock } = enricherKit();
    const { person: personOf, people, asOf } = createFormulas({ enricher });
    const known = personOf([[person("ada")], [person("bob")]], "crustdata_person_id", null);
    await clock.runAll();
    const values = await known;

    expect(personOf([[person("ada")], [person("bob")]], "crustdata_person_id", null)).toEqual(values);
    expect(personOf([[person("ada")]], "crustdata_person_id", null, { isPreview: true })).toEqual([values[0]]);
    expect(people([[person("bob")]], [["crustdata_person_id", "match.status"]], null)).toEqual([
      [values[1]?.[0], "matched"],
    ]);
    expect(asOf([[person("ada"), ""]])).toEqual([[expect.objectContaining({ kind: "date" }), ""]]);
    expect(personOf([[person("ada")], [person("carl")]], "crustdata_person_id", null)).toBeInstanceOf(Promise);
  });
});
