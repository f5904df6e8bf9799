import { parseIdentifier } from "../../../src/core/identifier";
import { begun, headlineOf, openPage, ran, runWorld, settled, url, type RunWorld } from "../../support/run-kit";

// 2,000 rows on a busy machine.
jest.setTimeout(30_000);

const people = (count: number): string[] => Array.from({ length: count }, (_, index) => url(`person-${index}`));
const columnOf = (cells: readonly string[]) => [["Profile"], ...cells.map((text) => [text])];

/** Rows whose headline is not that of the person in their first column. */
function wrongRows(world: RunWorld): readonly unknown[] {
  return world.memory.cells().filter(([key, written], row) => {
    const reading = parseIdentifier(typeof key === "string" ? key : "");
    return row > 0 && (reading.status !== "identifier" || written !== headlineOf(reading.identifier.key));
  });
}

describe("a page that goes away", () => {
  it("at row 512 of 2,000 leaves a run that goes on there, bills nobody twice and gets every row right", async () => {
    const world = runWorld(columnOf(people(2_000)));
    const first = openPage(world);
    const { ended } = await begun(first, world);
    void ended;
    while (first.runner.state.get().status === "running") {
      await world.clock.advance(10);
      const state = first.runner.state.get();
      if ("progress" in state && state.progress.done >= 512) break;
    }
    first.kill();
    await world.clock.advance(60_000);

    const second = openPage(world);
    await second.runner.refreshRuns();
    const [unfinished] = second.runner.unfinished.get();
    await settled(world.clock, second.runner.resumeUnfinished(unfinished!.runId));

    const state = second.runner.state.get();
    expect(unfinished).toMatchObject({ rows: 2_000 });
    expect(unfinished!.done).toBeGreaterThanOrEqual(512);
    expect(unfinished!.done).toBeLessThan(2_000);
    expect(wrongRows(world)).toEqual([]);
    expect([...world.timesBilled.values()].filter((times) => times > 1)).toEqual([]);
    expect(state).toMatchObject({ status: "done", progress: { rows: 2_000, done: 2_000, matched: 2_000 } });
    expect("receipt" in state && state.receipt).toMatchObject({ people: { asked: 2_000 }, rowsWritten: 2_000 });
    expect(second.runner.unfinished.get()).toEqual([]);
  });

  it.each([1, 7, 130, 450, 700, 1_234, 2_000])("after %i ms leaves nothing lost and nothing paid twice", async (ms) => {
    const world = runWorld(columnOf(people(120)), { latencyMs: 300 });
    const first = openPage(world);
    void (await begun(first, world)).ended;
    await world.clock.advance(ms);
    first.kill();
    await world.clock.advance(5_000);

    const second = openPage(world);
    await second.runner.refreshRuns();
    for (const { runId } of second.runner.unfinished.get()) {
      await settled(world.clock, second.runner.resumeUnfinished(runId));
    }
    const { state } = await ran(second, world, { mode: "overwrite" });

    expect(state.status).toBe("done");
    expect(wrongRows(world)).toEqual([]);
    expect(world.billedCredits()).toBe(120);
    const credits = second.runner.receipts.get().reduce((sum, receipt) => sum + receipt.credits, 0);
    const marked = second.runner.receipts.get().reduce((sum, receipt) => sum + receipt.possiblyBilled, 0);
    expect(credits).toBeLessThanOrEqual(120);
    expect(credits + marked).toBeGreaterThanOrEqual(120);
  });

  it("resumed, asks again for those who failed before it went away", async () => {
    const world = runWorld(columnOf(people(400)), { latencyMs: 600 });
    const first = openPage(world, { isDirect: true });
    world.script(({ identifiers }) =>
      Promise.resolve({ outcome: "identifiers_refused", identifiers: [identifiers[0]!.value] }),
    );
    void (await begun(first, world)).ended;
    await world.clock.advance(1_500);
    expect(world.memory.cells().flat()).toContain("Failed");
    first.kill();
    await world.clock.advance(60_000);

    const second = openPage(world);
    await second.runner.refreshRuns();
    const [unfinished] = second.runner.unfinished.get();
    await settled(world.clock, second.runner.resumeUnfinished(unfinished!.runId));

    expect(world.memory.cells().flat()).not.toContain("Failed");
    expect(wrongRows(world)).toEqual([]);
    expect(second.runner.state.get()).toMatchObject({
      ...{ status: "done", progress: { done: 400, matched: 400, failed: 0, failures: [] } },
      receipt: { people: { asked: 400, failed: 0 } },
    });
  });

  it("resumed, writes again what the sheet has lost", async () => {
    const world = runWorld(columnOf(people(400)), { latencyMs: 300 });
    const first = openPage(world);
    void (await begun(first, world)).ended;
    await world.clock.advance(850);
    first.kill();
    for (let row = 1; row <= 10; row += 1) {
      world.memory.type(row, 1, undefined);
      world.memory.type(row, 2, undefined);
    }

    const second = openPage(world);
    await second.runner.refreshRuns();
    await settled(world.clock, second.runner.resumeUnfinished(second.runner.unfinished.get()[0]!.runId));

    expect(wrongRows(world)).toEqual([]);
    expect(world.billedCredits()).toBe(400);
  });

  it("resumed, finds rows that were moved meanwhile", async () => {
    const world = runWorld(columnOf(people(400)), { latencyMs: 300 });
    const first = openPage(world);
    void (await begun(first, world)).ended;
    await world.clock.advance(850);
    first.kill();
    world.memory.sort(1, 0, true);

    const second = openPage(world);
    await second.runner.refreshRuns();
    await settled(world.clock, second.runner.resumeUnfinished(second.runner.unfinished.get()[0]!.runId));

    expect(wrongRows(world)).toEqual([]);
    expect(world.billedCredits()).toBe(400);
  });

  it("is not resumed over another key, and stays to be resumed", async () => {
    const world = runWorld(columnOf(people(60)));
    const first = openPage(world);
    void (await begun(first, world)).ended;
    await world.clock.advance(50);
    first.kill();

    const second = openPage(world, { connectionId: "personal" });
    await second.runner.refreshRuns();
    const { runId } = second.runner.unfinished.get()[0]!;
    await settled(world.clock, second.runner.resumeUnfinished(runId));

    expect(second.runner.state.get()).toMatchObject({ status: "failed", reason: "connection_changed" });
    expect(second.runner.unfinished.get()).toHaveLength(1);
  });

  it("leaves a run that can be discarded: its receipt says it was interrupted", async () => {
    const world = runWorld(columnOf(people(400)), { latencyMs: 300 });
    const first = openPage(world);
    void (await begun(first, world)).ended;
    await world.clock.advance(700);
    first.kill();

    const second = openPage(world);
    await second.runner.refreshRuns();
    await second.runner.discardUnfinished(second.runner.unfinished.get()[0]!.runId);

    expect(second.runner.unfinished.get()).toEqual([]);
    expect(second.runner.receipts.get()).toMatchObject([{ ending: "interrupted", isSandbox: true, isUndone: false }]);
    expect(second.runner.receipts.get()[0]?.credits).toBe(world.billedCredits());
  });
});
