import type { BatchReply } from "../../../src/core/service";
import type { RunRequest } from "../../../src/core/run/run-request";
import { createBulkRunner } from "../../../src/core/run/create-bulk-runner";
import { enricherKit } from "../../support/enricher-kit";
import { createMemorySheet } from "../../support/memory-sheet";

const url = (slug: string): string => `https://www.linkedin.com/in/${slug}`;
const spellings = [url, (slug: string) => `linkedin.com/in/${slug}/`, (slug: string) => `${url(slug)}?trk=x`];

async function preparedRun(column: readonly string[], latencyMs = 400) {
  const kit = enricherKit({ latencyMs });
  const memory = createMemorySheet(column.map((text) => [text]));
  const runner = createBulkRunner({ enricher: kit.enricher, sheet: memory.sheet, clock: kit.clock });
  memory.select(0, 0, column.length - 1);
  await runner.refreshSelection();
  const selection = runner.selection.get()!;
  const request: RunRequest = {
    ...{ selection, fields: [{ path: "basic_profile.headline", columns: 1 }], statusColumn: true, mode: "blanks" },
    ...{ placement: "free", output: "values", refresh: false, capCredits: undefined },
  };
  const quoting = runner.quote(request);
  await kit.clock.runAll();
  const quote = await quoting;
  return { ...kit, memory, runner, request, quote };
}

describe("a bulk run over a real enricher", () => {
  it("sends exactly the requests it quoted, bills each person once and fills every row", async () => {
    const people = Array.from({ length: 700 }, (_, index) => `person-${index}`);
    const again = people.slice(0, 300).map((slug, index) => spellings[index % 3]!(slug));
    const mails = Array.from({ length: 60 }, (_, index) => `person${index}@acme.example`);
    const column = ["Profile", ...people.map(url), ...again].flatMap((cell, row) =>
      row > 0 && row % 16 === 0 && mails.length > 0 ? [cell, mails.pop()!] : [cell],
    );
    const { clock, runner, request, quote, batches, billed, memory } = await preparedRun(column);

    const run = runner.start(request, quote);
    await clock.runAll();
    await run;

    expect(quote).toMatchObject({ rows: 1_060, people: 760, toAsk: 760, requests: 31, mostCredits: 760 });
    expect(batches).toHaveLength(quote.requests);
    expect(billed.size).toBe(760);
    expect(runner.state.get()).toMatchObject({
      status: "done",
      progress: { rows: 1_060, done: 1_060, matched: 1_060, creditsUsed: 760, requestsSent: 31 },
    });
    expect(
      memory
        .cells()
        .slice(1)
        .every((row) => row[2] === "Matched"),
    ).toBe(true);
    expect(memory.writes.length).toBeLessThanOrEqual(20);
  });

  it("cancelled, writes exactly what was billed", async () => {
    const column = Array.from({ length: 600 }, (_, index) => url(`person-${index}`));
    const { clock, runner, request, quote, billed, memory } = await preparedRun(column, 5_000);

    const run = runner.start(request, quote);
    await clock.advance(7_000);
    runner.cancel();
    await clock.runAll();
    await run;

    const filled = memory.cells().filter((row) => row[2] === "Matched");
    expect(runner.state.get()).toMatchObject({ status: "cancelled" });
    expect(filled).toHaveLength(billed.size);
    expect(filled.length).toBeGreaterThan(0);
    expect(filled.length).toBeLessThan(600);
  });

  it("asks again a minute later for those who failed, and for nobody else", async () => {
    const column = Array.from({ length: 30 }, (_, index) => url(`person-${index}`));
    const { clock, runner, request, quote, script, timesBilled } = await preparedRun(column);
    const down = (): BatchReply => ({ outcome: "unavailable", status: 503 });
    script((_, answer) => answer(), down, down, down);
    const again = async () => {
      const run = runner.start(request, quote);
      await clock.runAll();
      await run;
      return runner.state.get();
    };

    const first = await again();
    expect(first).toMatchObject({ status: "done", progress: { matched: 25, failed: 5 } });
    await clock.advance(60_000);
    const second = await again();

    expect(second).toMatchObject({ status: "done", progress: { rows: 5, matched: 5, failed: 0, creditsUsed: 5 } });
    expect(new Set(timesBilled.values())).toEqual(new Set([1]));
    expect(timesBilled.size).toBe(30);
  });

  it("costs nothing the second time, whichever field is added", async () => {
    const { clock, runner, request, quote, batches } = await preparedRun([url("ada"), url("bob")]);
    const first = runner.start(request, quote);
    await clock.runAll();
    await first;
    const sent = batches.length;

    const paths = ["basic_profile.headline", "skills.professional_network_skills"];
    const wider = { ...request, fields: paths.map((path) => ({ path, columns: 1 })) };
    const quoting = runner.quote(wider);
    await clock.runAll();
    const second = runner.start(wider, await quoting);
    await clock.runAll();
    await second;

    expect((await quoting).mostCredits).toBe(0);
    expect(batches).toHaveLength(sent);
    expect(runner.state.get()).toMatchObject({ status: "done", progress: { people: { known: 2 }, creditsUsed: 0 } });
  });
});
