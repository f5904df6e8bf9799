import type { Answer, FailureCode } from "../../../src/core/answer";
import type { BulkRunner, RunProgress } from "../../../src/core/run/bulk-run";
import type { RunRequest } from "../../../src/core/run/run-request";
import { createBulkRunner } from "../../../src/core/run/create-bulk-runner";
import { createMemorySheet } from "../../support/memory-sheet";
import { createScriptedEnricher, failedWith, personNamed, type Script } from "../../support/scripted-enricher";
import { createFakeClock, type FakeClock } from "../../support/fake-clock";

const name = "basic_profile.name";
const headline = "basic_profile.headline";
const fieldsOf = (...paths: string[]) => paths.map((path) => ({ path, columns: 1 }));
const url = (slug: string): string => `https://www.linkedin.com/in/${slug}`;
const slugs = (count: number): string[] => Array.from({ length: count }, (_, index) => url(`person-${index}`));

const slugAsName: Script = (identifier) => {
  const data = { basic_profile: { name: identifier.value.split("/in/")[1] } };
  return { ...personNamed(identifier), candidates: [{ score: 1, data }] };
};

async function runnerOver(column: readonly string[], script: Script = personNamed) {
  const clock = createFakeClock();
  const memory = createMemorySheet(column.map((text) => [text === "" ? undefined : text]));
  const enricher = createScriptedEnricher(clock, script);
  const runner = createBulkRunner({ enricher, sheet: memory.sheet, clock });
  memory.select(0, 0, column.length - 1);
  await runner.refreshSelection();
  return { clock, memory, enricher, runner };
}

function requestOf(runner: BulkRunner, changes: Partial<RunRequest> = {}): RunRequest {
  return {
    ...{ selection: runner.selection.get()!, fields: [{ path: name, columns: 1 }], statusColumn: true, mode: "blanks" },
    ...{ placement: "free", output: "values", refresh: false, capCredits: undefined, ...changes },
  };
}

function progressOf(runner: BulkRunner): RunProgress {
  const state = runner.state.get();
  if (state.status === "idle") throw new Error("No run has started.");
  return state.progress;
}

function verdicts({ done, matched, notFound, redacted, invalid, failed, vanished }: RunProgress): number {
  const sum = matched + notFound + redacted + invalid + failed + vanished;
  expect(done).toBe(sum);
  return sum;
}

/** Lets the run go on to its end. */
async function ended(clock: FakeClock, run: Promise<void>): Promise<void> {
  await clock.runAll();
  await run;
}

async function ran(over: Awaited<ReturnType<typeof runnerOver>>, changes: Partial<RunRequest> = {}) {
  const request = requestOf(over.runner, changes);
  const quote = await over.runner.quote(request);
  await ended(over.clock, over.runner.start(request, quote));
  return over.runner.state.get();
}

describe("the selection", () => {
  it("recognises a header by its not being an identifier while later cells are", async () => {
    const { runner } = await runnerOver(["Profile", url("ada"), "ada@analytical.example", "", "call me"]);

    const view = runner.selection.get();

    expect(view?.hasHeaderRow).toBe(true);
    expect(view?.count).toEqual({ urls: 1, emails: 1, blank: 1, invalid: 1, people: 2 });
    expect(view?.invalid.map(({ row, text }) => ({ row, text }))).toEqual([{ row: 4, text: "call me" }]);
  });

  it("takes the first row as a row when its header is switched off", async () => {
    const { runner } = await runnerOver(["Profile", url("ada")]);

    runner.setHasHeaderRow(false);

    expect(runner.selection.get()?.hasHeaderRow).toBe(false);
    expect(runner.selection.get()?.count.invalid).toBe(1);
  });

  it("sees no header over a column that names nobody, or that starts with somebody", async () => {
    const nobody = await runnerOver(["Notes", "call me"]);
    const somebody = await runnerOver([url("ada"), "call me"]);

    expect(nobody.runner.selection.get()?.hasHeaderRow).toBe(false);
    expect(somebody.runner.selection.get()?.hasHeaderRow).toBe(false);
  });

  it("counts a person in several spellings once", async () => {
    const { runner } = await runnerOver([url("ada"), "linkedin.com/in/Ada/", `${url("ada")}?utm=1`]);

    expect(runner.selection.get()?.count).toMatchObject({ urls: 3, people: 1 });
  });

  it("follows the sheet's selection once it rests", async () => {
    const { clock, memory, runner } = await runnerOver([url("ada"), url("bob"), url("eve")]);

    memory.select(0, 0, 0);
    memory.select(0, 0, 1);
    await clock.advance(50);
    expect(runner.selection.get()?.count.urls).toBe(3);
    await clock.advance(200);

    expect(runner.selection.get()?.count.urls).toBe(2);
  });

  it("is nothing where nothing usable is selected", async () => {
    const { clock, memory, runner } = await runnerOver([url("ada")]);

    memory.selectNothing();
    await clock.advance(200);

    expect(runner.selection.get()).toBeUndefined();
  });
});

describe("the quote", () => {
  it("counts rows, people, known ones and cells in the way, and sends nothing", async () => {
    const { enricher, memory, runner } = await runnerOver(["Profile", url("ada"), url("ada"), "x", ""]);
    memory.type(0, 1, name);
    memory.type(2, 1, "mine");

    const quote = await runner.quote(requestOf(runner));

    expect(quote).toMatchObject({ rows: 2, people: 1, known: 0, toAsk: 1, mostCredits: 1 });
    expect(quote.modes).toEqual({
      blanks: { rows: 2, overwrites: 0, first: undefined },
      stale: { rows: 0, overwrites: 0, first: undefined },
      overwrite: { rows: 3, overwrites: 1, first: "B3" },
    });
    expect(quote.target.headers).toEqual([name, "Enrich status"]);
    expect(enricher.sent).toEqual([]);
  });

  it("asks for everybody again where it is a refresh", async () => {
    const over = await runnerOver([url("ada")]);
    await ran(over);

    const plain = await over.runner.quote(requestOf(over.runner));
    const refresh = await over.runner.quote(requestOf(over.runner, { refresh: true }));

    expect([plain.toAsk, refresh.toAsk]).toEqual([0, 1]);
  });

  it("sends the refresh flags with a refresh, and never else", async () => {
    const clock = createFakeClock();
    const memory = createMemorySheet([[url("ada")]]);
    const enricher = createScriptedEnricher(clock, personNamed);
    const ask = jest.spyOn(enricher, "ask");
    const runner = createBulkRunner({
      enricher,
      sheet: memory.sheet,
      clock,
      refreshFlags: () => ({ forceFetch: true }),
    });
    memory.select(0, 0, 0);
    await runner.refreshSelection();
    for (const refresh of [false, true]) {
      const request = requestOf(runner, { refresh, mode: "overwrite" });
      await ended(clock, runner.start(request, await runner.quote(request)));
    }

    expect(ask.mock.calls.map(([lookup]) => lookup.options?.forceFetch)).toEqual([undefined, true]);
  });

  it("refuses a field that is not in the catalogue", async () => {
    const { runner } = await runnerOver([url("ada")]);

    await expect(runner.quote(requestOf(runner, { fields: fieldsOf("basic_profile.shoe_size") }))).rejects.toThrow(
      "shoe_size",
    );
  });
});

describe("a run", () => {
  const answers: Record<string, Answer> = {
    nobody: { status: "not_found", asOf: 0 },
    hidden: { status: "redacted", asOf: 0 },
    late: failedWith("no_answer_in_time", true),
  };
  const mixed: Script = (identifier) => {
    const slug = Object.keys(answers).find((word) => identifier.key.includes(word));
    return slug === undefined ? personNamed(identifier) : answers[slug]!;
  };

  it("writes every kind of row as what it is, and its counts add up", async () => {
    const over = await runnerOver(
      ["Profile", url("ada"), url("nobody"), url("hidden"), url("late"), "call me", "", "ada@x.example"],
      mixed,
    );

    const state = await ran(over, { fields: fieldsOf(name, headline) });

    const cells = over.memory.cells();
    expect(cells[0]).toEqual(["Profile", name, headline, "Enrich status"]);
    expect(cells[1]?.slice(1)).toEqual([
      expect.stringContaining("Name of"),
      expect.stringContaining("Headline of"),
      "Matched",
    ]);
    expect(cells[2]?.slice(1)).toEqual([undefined, undefined, "Not found"]);
    expect(cells[3]?.slice(1)).toEqual([undefined, undefined, "Redacted"]);
    expect(cells[4]?.slice(1)).toEqual([undefined, undefined, "Failed"]);
    expect(cells[5]?.slice(1)).toEqual([undefined, undefined, "Not an identifier"]);
    expect(cells[6]).toEqual([undefined]);
    expect(cells[7]?.[3]).toBe("Matched");
    expect(state.status).toBe("done");
    expect(progressOf(over.runner)).toMatchObject({
      ...{ rows: 6, done: 6, matched: 2, notFound: 1, redacted: 1, invalid: 1, failed: 1, vanished: 0 },
      ...{ creditsUsed: 2, possiblyBilled: 1, failures: [{ code: "no_answer_in_time", rows: 1 }] },
    });
    expect(verdicts(progressOf(over.runner))).toBe(6);
  });

  it("asks once for a person on many rows and fills them all", async () => {
    const over = await runnerOver([url("ada"), "linkedin.com/in/ada/", url("ada")]);

    await ran(over);

    expect(over.enricher.sent.flat()).toHaveLength(1);
    expect(over.memory.cells().map((row) => row[1])).toEqual(Array(3).fill(over.memory.cells()[0]?.[1]));
    expect(progressOf(over.runner)).toMatchObject({ done: 3, matched: 3, creditsUsed: 1 });
  });

  it("costs nothing for people who are known", async () => {
    const over = await runnerOver(slugs(30));
    await ran(over);

    await ran(over, { mode: "overwrite", fields: fieldsOf(headline) });

    expect(over.enricher.sent).toHaveLength(2);
    expect(progressOf(over.runner)).toMatchObject({ done: 30, people: { known: 30 }, creditsUsed: 0, requestsSent: 0 });
  });

  it("asks everybody again where it is a refresh", async () => {
    const over = await runnerOver(slugs(3));
    await ran(over);

    await ran(over, { mode: "overwrite", refresh: true });

    expect(progressOf(over.runner)).toMatchObject({ people: { known: 0 }, creditsUsed: 3 });
  });

  it("writes 1,000 rows in few blocks and keeps few people waiting at once", async () => {
    const over = await runnerOver(["Profile", ...slugs(1_000)], slugAsName);

    await ran(over, { fields: fieldsOf(name, headline) });

    expect(over.memory.writes.reduce((sum, rows) => sum + rows, 0)).toBe(1_000);
    expect(over.memory.writes.length).toBeLessThanOrEqual(15);
    expect(over.enricher.mostWaiting()).toBeLessThanOrEqual(500);
    for (const [key, written] of over.memory.cells().slice(1)) {
      expect(url(written as string)).toBe(key);
    }
  });

  it("fills its requests although an e-mail stands here and there among the addresses", async () => {
    const column = slugs(1_500).flatMap((slug, index) => (index % 50 === 0 ? [slug, `p${index}@x.example`] : [slug]));
    const over = await runnerOver(column);

    await ran(over);

    expect(over.enricher.sent).toHaveLength(1_500 / 25 + 2);
  });

  it("skips rows whose key has gone and follows those that moved", async () => {
    const over = await runnerOver(["Profile", url("ada"), url("bob"), url("eve")]);
    const request = requestOf(over.runner);
    const quote = await over.runner.quote(request);

    const run = over.runner.start(request, quote);
    await over.clock.advance(10);
    over.memory.deleteRow(1);
    await ended(over.clock, run);

    const cells = over.memory.cells();
    expect(cells[1]?.slice(0, 2)).toEqual([url("bob"), expect.stringContaining("bob")]);
    expect(cells[2]?.slice(0, 2)).toEqual([url("eve"), expect.stringContaining("eve")]);
    expect(progressOf(over.runner)).toMatchObject({ done: 3, matched: 2, vanished: 1 });
    verdicts(progressOf(over.runner));
  });

  it("cancelled, keeps and writes what was sent and asks for no more", async () => {
    const over = await runnerOver(slugs(100));
    const request = requestOf(over.runner);
    const quote = await over.runner.quote(request);

    const run = over.runner.start(request, quote);
    await over.clock.advance(50);
    over.runner.cancel();
    expect(over.runner.state.get().status).toBe("cancelling");
    await ended(over.clock, run);

    expect(over.runner.state.get().status).toBe("cancelled");
    expect(over.enricher.sent).toHaveLength(1);
    expect(over.memory.cells().filter((row) => row[1] !== undefined)).toHaveLength(25);
    expect(progressOf(over.runner)).toMatchObject({
      rows: 100,
      done: 25,
      matched: 25,
      creditsUsed: 25,
      requestsSent: 1,
    });
  });

  it("refuses to start twice at once, and may start again when it has ended", async () => {
    const over = await runnerOver([url("ada")]);
    const request = requestOf(over.runner);
    const quote = await over.runner.quote(request);

    const run = over.runner.start(request, quote);
    await expect(over.runner.start(request, quote)).rejects.toThrow("under way");
    await ended(over.clock, run);

    await expect(ran(over, { mode: "overwrite" })).resolves.toMatchObject({ status: "done" });
  });

  it("fills blanks only, and leaves what was typed meanwhile", async () => {
    const over = await runnerOver([url("ada"), url("bob"), url("eve")]);
    const request = requestOf(over.runner);
    const quote = await over.runner.quote(request);
    over.memory.type(1, 1, "mine");

    const run = over.runner.start(request, quote);
    await over.clock.advance(10);
    over.memory.type(2, 1, "mine too");
    await ended(over.clock, run);

    expect(over.runner.state.get().status).toBe("done");
    expect(over.memory.cells().map((row) => row[1])).toEqual([expect.stringContaining("ada"), "mine", "mine too"]);
    expect(over.enricher.sent.flat()).toHaveLength(2);
  });

  it("stops where more cells are in the way than somebody agreed to overwrite", async () => {
    const over = await runnerOver(["Profile", url("ada"), url("bob")]);
    over.memory.type(0, 1, name);
    over.memory.type(1, 1, "mine");
    const request = requestOf(over.runner, { mode: "overwrite" });
    const quote = await over.runner.quote(request);
    over.memory.type(2, 1, "typed meanwhile");

    await ended(over.clock, over.runner.start(request, quote));

    expect(over.runner.state.get()).toMatchObject({ status: "failed", reason: "cells_not_empty" });
  });

  it.each(["key_refused", "no_key", "credits_used_up", "daily_limit"] satisfies FailureCode[])(
    "ends at %s, asking for no more",
    async (code) => {
      const over = await runnerOver(slugs(200), (identifier) =>
        identifier.key.endsWith("person-30") ? failedWith(code) : personNamed(identifier),
      );

      const state = await ran(over);

      expect(state).toMatchObject({ status: "failed", reason: code });
      expect(over.enricher.sent.length).toBeLessThanOrEqual(3);
      expect(over.memory.cells()[0]?.[1]).toContain("Name of");
      expect(over.memory.cells()[199]?.[1]).toBeUndefined();
      verdicts(progressOf(over.runner));
    },
  );

  it("spends nothing on a sheet that refuses its headers", async () => {
    const over = await runnerOver(["Profile", url("ada")]);
    over.memory.refuse("protected_sheet");

    const state = await ran(over);

    expect(state).toMatchObject({ status: "failed", reason: "protected_sheet" });
    expect(over.enricher.sent).toEqual([]);
  });

  it("ends when the sheet refuses rows, keeping what was bought", async () => {
    const over = await runnerOver(slugs(100));
    const request = requestOf(over.runner);
    const quote = await over.runner.quote(request);
    const run = over.runner.start(request, quote);
    await over.clock.advance(10);
    over.memory.refuse("protected_sheet");
    await ended(over.clock, run);

    expect(over.runner.state.get()).toMatchObject({ status: "failed", reason: "protected_sheet" });
    const { known } = await over.runner.quote(request);
    expect(known).toBe(progressOf(over.runner).creditsUsed);
  });

  it("waits while a cell is being edited", async () => {
    const over = await runnerOver([url("ada")]);
    const request = requestOf(over.runner);
    const quote = await over.runner.quote(request);
    const run = over.runner.start(request, quote);
    await over.clock.advance(10);
    over.memory.refuse("cell_edit_mode", 5);
    await ended(over.clock, run);

    expect(over.runner.state.get().status).toBe("done");
    expect(over.memory.cells()[0]?.[1]).toContain("Name of");
  });

  it("halves a block that is too large for Excel", async () => {
    const over = await runnerOver(slugs(20));
    const request = requestOf(over.runner);
    const quote = await over.runner.quote(request);
    const run = over.runner.start(request, quote);
    await over.clock.advance(10);
    over.memory.refuse("payload_too_large");
    await ended(over.clock, run);

    expect(over.memory.writes).toEqual([10, 10]);
    expect(progressOf(over.runner).done).toBe(20);
  });
});
