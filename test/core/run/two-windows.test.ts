import { begun, openPage, requestOf, runWorld, settled, url, type RunWorld } from "../../support/run-kit";
import { memoryPresence } from "../../support/memory-presence";

const rows = 400;
const column = [["Profile"], ...Array.from({ length: rows }, (_, index) => [url(`person-${index}`)])];

/** Two windows of one device on one workbook: a run goes on in the first. */
async function twoWindows() {
  const world = runWorld(column);
  const windows = memoryPresence();
  const [first, second] = [windows.window(), windows.window()];
  const busy = openPage(world, { presence: first.presence });
  const { ended } = await begun(busy, world);
  await world.clock.advance(500);
  const idle = openPage(world, { presence: second.presence });
  await idle.runner.refreshRuns();
  return { world, busy, idle, ended, first };
}

/** Lets promises that wait for no clock come to rest. */
const rested = (world: RunWorld): Promise<void> => world.clock.advance(0);

describe("a run that goes on in one window", () => {
  it("is not offered in another, neither to be resumed nor to be undone", async () => {
    const { idle } = await twoWindows();

    expect(idle.runner.unfinished.get()).toEqual([]);
    expect(idle.runner.receipts.get()).toEqual([]);
  });

  it("is told of in the other by itself when it has ended", async () => {
    const { world, idle, ended } = await twoWindows();

    await settled(world.clock, ended);
    await rested(world);

    expect(idle.runner.unfinished.get()).toEqual([]);
    expect(idle.runner.receipts.get()).toMatchObject([{ ending: "done", rowsWritten: rows }]);
  });

  it("is offered in the other by itself when its window crashes, and goes on there", async () => {
    const { world, busy, idle, first } = await twoWindows();

    busy.kill();
    first.close();
    await rested(world);
    const [offered] = idle.runner.unfinished.get();
    await settled(world.clock, idle.runner.resumeUnfinished(offered!.runId));

    expect(idle.runner.state.get()).toMatchObject({ status: "done", progress: { done: rows } });
    expect([...world.timesBilled.values()].filter((times) => times > 1)).toEqual([]);
  });

  it("is refused to whoever resumes, discards or undoes it in the other in that very moment", async () => {
    const world = runWorld(column);
    const windows = memoryPresence();
    const gone = openPage(world);
    void (await begun(gone, world)).ended;
    await world.clock.advance(500);
    gone.kill();
    const [busy, idle] = [1, 2].map(() => openPage(world, { presence: windows.window().presence }));
    await Promise.all([busy!.runner.refreshRuns(), idle!.runner.refreshRuns()]);
    const { runId } = idle!.runner.unfinished.get()[0]!;

    const resumed = busy!.runner.resumeUnfinished(runId);
    const elsewhere = "This run goes on in another window of this workbook. Wait until it has ended there.";
    await expect(idle!.runner.resumeUnfinished(runId)).rejects.toThrow(elsewhere);
    await expect(idle!.runner.discardUnfinished(runId)).rejects.toThrow(elsewhere);
    await expect(idle!.runner.undo(runId)).rejects.toThrow(elsewhere);

    expect(idle!.runner.state.get()).toEqual({ status: "idle" });
    expect(idle!.runner.unfinished.get()).toEqual([]);
    await settled(world.clock, resumed);
    expect(busy!.runner.state.get()).toMatchObject({ status: "done", progress: { done: rows } });
  });

  it("keeps nobody from starting a run of their own", async () => {
    const { world, idle } = await twoWindows();

    const request = await requestOf(idle.runner, world, { mode: "overwrite" });
    const quote = await settled(world.clock, idle.runner.quote(request));
    await settled(world.clock, idle.runner.start(request, quote));

    expect(idle.runner.state.get()).toMatchObject({ status: "failed", reason: "lease_held" });
  });
});

describe("two starts in one window in the same moment", () => {
  it("are one run", async () => {
    const world = runWorld(column);
    const page = openPage(world, { presence: memoryPresence().window().presence });
    const request = await requestOf(page.runner, world);
    const quote = await settled(world.clock, page.runner.quote(request));

    const both = [page.runner.start(request, quote), page.runner.start(request, quote)];
    await settled(world.clock, Promise.allSettled(both));

    expect(await Promise.allSettled(both)).toMatchObject([{ status: "fulfilled" }, { status: "rejected" }]);
    expect(page.runner.receipts.get()).toHaveLength(1);
  });
});
