import type { BatchReply, EnrichService } from "../../../src/core/service";
import { createRateLimiter } from "../../../src/core/rate-limit";
import { parseIdentifier } from "../../../src/core/identifier";
import { begun, headlineOf, openPage, ran, runWorld, settled, url, type RunWorld } from "../../support/run-kit";

const columnOf = (count: number) => [
  ["Profile"],
  ...Array.from({ length: count }, (_, index) => [url(`person-${String(index)}`)]),
];
const filled = (world: RunWorld): number =>
  world.memory.cells().filter((row) => typeof row[1] === "string" && row[1].startsWith("headline of")).length;

describe("a pause", () => {
  it("takes back what is unsent, finishes and writes what is on its way, and goes on without paying twice", async () => {
    const world = runWorld(columnOf(400));
    const page = openPage(world, { isDirect: true });
    const { ended } = await begun(page, world);
    await world.clock.advance(200);

    page.runner.pause();
    expect(page.runner.state.get()).toMatchObject({ status: "pausing", exposure: { requests: 4, people: 100 } });
    await world.clock.advance(5_000);
    expect(page.runner.state.get()).toMatchObject({ status: "paused", exposure: { requests: 0, people: 0 } });
    expect(filled(world)).toBe(100);
    expect(world.batches).toHaveLength(4);
    await world.clock.advance(3_600_000);
    expect(world.batches).toHaveLength(4);

    page.runner.resume();
    await settled(world.clock, ended);
    expect(page.runner.state.get()).toMatchObject({ status: "done", progress: { done: 400, creditsUsed: 400 } });
    expect(world.batches).toHaveLength(16);
    expect(world.billedCredits()).toBe(400);
  });

  it("can end in a cancel: what was paid for is written, the receipt says so", async () => {
    const world = runWorld(columnOf(400));
    const page = openPage(world, { isDirect: true });
    const { ended } = await begun(page, world);
    await world.clock.advance(200);
    page.runner.pause();
    await world.clock.advance(5_000);

    page.runner.cancel();
    await settled(world.clock, ended);

    expect(page.runner.state.get()).toMatchObject({
      status: "cancelled",
      receipt: { ending: "cancelled", credits: 100, people: { asked: 100, matched: 100 }, rowsWritten: 100 },
    });
    expect(page.runner.unfinished.get()).toEqual([]);
  });

  it("counts no resting time into the rate", async () => {
    const world = runWorld(columnOf(400));
    const place = () => ({
      workbookId: "book",
      connectionId: "sandbox",
      isSandbox: true,
      requestsPerMinute: undefined,
    });
    const page = openPage(world, { place });
    const { ended } = await begun(page, world);
    await world.clock.advance(200);
    page.runner.pause();
    await world.clock.advance(3_600_000);
    page.runner.resume();
    await world.clock.advance(1_000);

    const state = page.runner.state.get();
    expect("progress" in state && state.progress.ratePerMinute).toBeGreaterThan(1_000);
    await settled(world.clock, ended);
  });
});

function offlineAtTimes(world: RunWorld) {
  const network = { isAway: false };
  const unreachable: BatchReply = { outcome: "unreachable" };
  const service: EnrichService = {
    enrich: (batch, signal) => (network.isAway ? Promise.resolve(unreachable) : world.service.enrich(batch, signal)),
  };
  return { network, page: openPage(world, { enricherParts: { service } }) };
}

describe("without a network", () => {
  it("a run holds, says so, and goes on by itself when it is back, within the hour", async () => {
    const world = runWorld(columnOf(400));
    const { network, page } = offlineAtTimes(world);
    const { ended } = await begun(page, world);
    await world.clock.advance(500);
    network.isAway = true;
    await world.clock.advance(20 * 60_000);
    expect(page.runner.state.get()).toMatchObject({ status: "running", hold: "offline" });

    network.isAway = false;
    await world.clock.advance(3 * 60_000);
    await settled(world.clock, ended);

    expect(page.runner.state.get()).toMatchObject({ status: "done", progress: { done: 400, failed: 0, matched: 400 } });
    expect(world.billedCredits()).toBe(400);
  });

  it("a button makes it try at once", async () => {
    const world = runWorld(columnOf(100));
    const { network, page } = offlineAtTimes(world);
    network.isAway = true;
    const { ended } = await begun(page, world);
    await world.clock.advance(70_000);
    network.isAway = false;

    page.runner.resume();
    await world.clock.advance(5_000);
    await ended;

    expect(page.runner.state.get()).toMatchObject({ status: "done", progress: { matched: 100 } });
  });

  it("that comes back while the run is paused, it goes on at once", async () => {
    const world = runWorld(columnOf(100));
    const { network, page } = offlineAtTimes(world);
    network.isAway = true;
    const { ended } = await begun(page, world);
    page.runner.pause();
    await world.clock.advance(70_000);
    network.isAway = false;

    page.runner.resume();
    await world.clock.advance(5_000);
    await ended;

    expect(page.runner.state.get()).toMatchObject({ status: "done", progress: { matched: 100 } });
  });

  it("for an hour it stops, and can be resumed", async () => {
    const world = runWorld(columnOf(100));
    const { network, page } = offlineAtTimes(world);
    network.isAway = true;
    const { ended } = await begun(page, world);
    await settled(world.clock, ended);
    expect(page.runner.state.get()).toMatchObject({ status: "failed", reason: "offline" });

    network.isAway = false;
    await world.clock.advance(120_000);
    await settled(world.clock, page.runner.resumeUnfinished(page.runner.unfinished.get()[0]!.runId));

    expect(page.runner.state.get()).toMatchObject({ status: "done", receipt: { credits: 100 } });
  });
});

describe("how a run ended", () => {
  it("is forgotten where it says nothing any more", async () => {
    const world = runWorld(columnOf(30));
    const page = openPage(world);
    await ran(page, world);

    page.runner.forgetEnd();

    expect(page.runner.state.get()).toEqual({ status: "idle" });
  });

  it("stays told where something is left to do", async () => {
    const world = runWorld(columnOf(30));
    const { network, page } = offlineAtTimes(world);
    network.isAway = true;
    const { ended } = await begun(page, world);
    await settled(world.clock, ended);

    page.runner.forgetEnd();

    expect(page.runner.state.get()).toMatchObject({ status: "failed", reason: "offline" });
  });
});

describe("a lease", () => {
  it("tells the second person who fills the column and since when, and asks nobody", async () => {
    const world = runWorld(columnOf(400));
    const ada = openPage(world, { who: () => "Ada" });
    const bob = openPage(world, { who: () => "Bob" });
    const { ended } = await begun(ada, world);
    await world.clock.advance(200);

    const { state } = await ran(bob, world, { mode: "overwrite" }, { takeOverLease: true });

    expect(state).toMatchObject({
      ...{ status: "failed", reason: "lease_held", detail: "Ada is filling this column (People!A1:A401)." },
      receipt: { credits: 0 },
    });
    await settled(world.clock, ended);
    expect(ada.runner.state.get().status).toBe("done");
    expect(world.leases.held.size).toBe(0);
  });

  it("that has expired is taken over with a yes only; the run that comes back stops", async () => {
    const world = runWorld(columnOf(60));
    const ada = openPage(world, { who: () => "Ada" });
    void (await begun(ada, world)).ended;
    await world.clock.advance(50);
    ada.kill();
    await world.clock.advance(61_000);
    const bob = openPage(world, { who: () => "Bob" });

    const first = await ran(bob, world);
    const second = await ran(bob, world, {}, { takeOverLease: true });

    expect(first.state).toMatchObject({ status: "failed", reason: "lease_abandoned" });
    expect(first.state).toMatchObject({
      detail: expect.stringContaining("has not been heard of for a minute") as string,
    });
    expect(second.state.status).toBe("done");
  });

  it("is renewed for as long as the run lasts, paused or not; lost, it stops the run", async () => {
    const world = runWorld(columnOf(400));
    const page = openPage(world);
    const { ended } = await begun(page, world);
    await world.clock.advance(200);
    page.runner.pause();
    await world.clock.advance(600_000);
    expect(page.runner.state.get().status).toBe("paused");

    world.leases.held.clear();
    await world.clock.advance(21_000);
    await settled(world.clock, ended);

    expect(page.runner.state.get()).toMatchObject({ status: "failed", reason: "lease_held" });
    expect(page.runner.unfinished.get()).toHaveLength(1);
  });
});

describe("showing what a run wrote", () => {
  it("selects its first header, which may stand far right of the keys", async () => {
    const world = runWorld([
      ["Profile", "Notes", "Owner"],
      [url("ada"), "n", "o"],
    ]);
    const page = openPage(world);
    const { state } = await ran(page, world);

    await page.runner.showResults(state.receipt.runId);

    expect(world.memory.shown()).toEqual({ row: 0, column: 3 });
  });
});

describe("undoing a run", () => {
  it("says first how many cells of how many rows, and how many headers, it would put back", async () => {
    const world = runWorld([["Profile", "basic_profile.headline"], [url("ada"), "mine"], [url("bob")], ["just words"]]);
    const page = openPage(world);

    const { state } = await ran(page, world);

    // Ada's headline was there before; hers and the words' row got a status only.
    expect(await page.runner.undoSize(state.receipt.runId)).toEqual({ rows: 2, cells: 3, headers: 2 });
    const { restored, left } = await page.runner.undo(state.receipt.runId);
    expect(restored + left).toBe(5);
  });

  it("and running it are each one step for Excel's own undo", async () => {
    const world = runWorld(columnOf(400));
    const page = openPage(world);

    const { state } = await ran(page, world);
    expect(world.memory.writes.length).toBeGreaterThan(1);
    expect(world.memory.undoSteps).toBe(1);
    await page.runner.undo(state.receipt.runId);

    expect(world.memory.undoSteps).toBe(2);
  });

  it("puts back what stood there, headers too, and leaves what was changed since", async () => {
    const world = runWorld([
      ["Profile", "basic_profile.headline"],
      [url("ada"), "mine"],
      [url("bob"), "=1+1"],
      [url("eve")],
    ]);
    const page = openPage(world);
    const { state } = await ran(page, world, { mode: "overwrite" });
    world.memory.type(1, 1, "typed since");
    world.memory.sort(1, 0, true);

    const report = await page.runner.undo(state.receipt.runId);

    expect(report).toMatchObject({ left: 1, cellsGone: 0 });
    expect(world.memory.cells().map((row) => row.slice(0, 3))).toEqual([
      ["Profile", "basic_profile.headline", undefined],
      [url("eve"), undefined, undefined],
      [url("bob"), "=1+1", undefined],
      [url("ada"), "typed since", undefined],
    ]);
    expect(page.runner.receipts.get()).toMatchObject([{ isUndone: true, canUndo: false }]);
    expect(page.runner.state.get()).toEqual({ status: "idle" });
  });

  it("works from another page, and after the page that wrote went away in the middle", async () => {
    const world = runWorld(columnOf(400));
    const before = JSON.stringify(world.memory.cells());
    const first = openPage(world);
    void (await begun(first, world)).ended;
    await world.clock.advance(1_000);
    first.kill();
    const second = openPage(world);
    await second.runner.refreshRuns();
    const { runId } = second.runner.unfinished.get()[0]!;
    await settled(world.clock, second.runner.resumeUnfinished(runId));

    await second.runner.undo(runId);

    const cells = world.memory.cells().map((row) => row.filter((cell) => cell !== undefined));
    expect(JSON.stringify(cells)).toBe(before);
  });
});

describe("the measures", () => {
  it("uses the rate limit fully: k > 2r requests take no longer than it commands", async () => {
    const [r, latencyMs] = [15, 800];
    const world = runWorld(columnOf(2_000), { latencyMs });
    const slots = createRateLimiter({ clock: world.clock, random: () => 0 }, { requestsPerMinute: r });
    const page = openPage(world, { isDirect: true, enricherParts: { slots } });
    const { ended } = await begun(page, world);
    const startedMs = world.clock.now();
    let endedMs = 0;
    void ended.then(() => (endedMs = world.clock.now()));
    await settled(world.clock, ended);

    const k = Math.ceil(2_000 / 25);
    expect(world.batches).toHaveLength(k);
    expect(endedMs - startedMs).toBeLessThanOrEqual(1.05 * Math.floor((k - 1) / r) * 60_000 + latencyMs);
  });

  it.each([1, 2, 3])("a co-author who moves rows 200 times misplaces and loses nothing (seed %i)", async (seed) => {
    const world = runWorld(columnOf(2_000), { latencyMs: 600 });
    const page = openPage(world);
    const { ended } = await begun(page, world);
    const dice = mulberry(seed);
    const deleted = new Set<unknown>();
    let isOver = false;
    void ended.then(() => (isOver = true));
    for (let move = 0; move < 200; move += 1) {
      await world.clock.advance(40);
      const row = 1 + Math.floor(dice() * (world.memory.cells().length - 1));
      const kind = dice();
      if (kind < 0.45) world.memory.insertRow(row);
      else if (kind < 0.9) {
        deleted.add(world.memory.cells()[row]?.[0]);
        world.memory.deleteRow(row);
      } else world.memory.sort(1, 0, dice() < 0.5);
    }
    expect(isOver).toBe(false);
    await settled(world.clock, ended);

    const rows = world.memory.cells().slice(1);
    for (const [key, written] of rows) {
      const reading = parseIdentifier(typeof key === "string" ? key : "");
      expect(written).toBe(reading.status === "identifier" ? headlineOf(reading.identifier.key) : undefined);
    }
    expect(
      rows.filter(([key]) => key !== undefined).length + [...deleted].filter((key) => key !== undefined).length,
    ).toBe(2_000);
  });

  it("1,000 rows with 300 duplicates in four spellings bill 700 at most and are all written", async () => {
    const spellings = [
      (slug: string) => `linkedin.com/in/${slug}/`,
      (slug: string) => `${url(slug)}?trk=x`,
      (slug: string) => `http://de.linkedin.com/in/${slug.toUpperCase()}`,
      (slug: string) => ` ${url(slug)} `,
    ];
    const slugs = Array.from({ length: 700 }, (_, index) => `person-${String(index)}`);
    const again = slugs.slice(0, 300).map((slug, index) => [spellings[index % 4]!(slug)]);
    const world = runWorld([["Profile"], ...slugs.map((slug) => [url(slug)]), ...again]);

    const { state } = await ran(openPage(world), world);

    expect(world.billedCredits()).toBe(700);
    expect(filled(world)).toBe(1_000);
    expect(state.receipt).toMatchObject({ credits: 700, rowsWritten: 1_000, people: { asked: 700, matched: 700 } });
  });

  it("10,000 rows of 10 fields are 400 requests", async () => {
    const world = runWorld(columnOf(10_000));
    const fields = Array.from({ length: 10 }, () => ({ path: "basic_profile.headline", columns: 1 }));

    const { state } = await ran(openPage(world), world, { fields });

    expect(world.batches).toHaveLength(400);
    expect(state.progress).toMatchObject({ done: 10_000, matched: 10_000 });
  }, 60_000);

  it("receipts add up to what the service has billed, whatever became of its people", async () => {
    const slugs = Array.from({ length: 300 }, (_, index) =>
      index % 7 === 0 ? `nobody-${String(index)}` : `p-${String(index)}`,
    );
    const world = runWorld([["Profile"], ...slugs.map((slug) => [url(slug)])]);
    const page = openPage(world);
    await ran(page, world, {}, { onlyFirst: 5 });
    await ran(page, world, { capCredits: 50 });
    await ran(page, world);
    await ran(page, world, { mode: "overwrite", refresh: true });

    const receipts = page.runner.receipts.get();
    expect(receipts).toHaveLength(4);
    expect(receipts.reduce((sum, { credits }) => sum + credits, 0)).toBe(world.billedCredits());
    for (const { people } of receipts) {
      const { asked, known, matched, notFound, redacted, failed } = people;
      expect(asked).toBe(known + matched + notFound + redacted + failed);
    }
    await page.runner.exportReceipts();
    expect(world.memory.exported).toHaveLength(5);
  });
});

/** Random numbers that are the same for the same seed. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
