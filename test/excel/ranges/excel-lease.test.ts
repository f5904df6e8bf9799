import type { HeldLease, Lease, RunLease } from "../../../src/core/run/run-lease";
import type { KeyColumn } from "../../../src/core/run/sheet";
import { createExcelLease } from "../../../src/excel/ranges/excel-lease";
import { readLeaseNote, writeLeaseNote } from "../../../src/excel/ranges/lease-note";
import { openExcelPeople, type ExcelPeople } from "../../support/excel-people";
import { createFakeClock, type FakeClock } from "../../support/fake-clock";

let open: ExcelPeople | undefined;
afterEach(() => open?.close());

interface Two {
  readonly people: ExcelPeople;
  readonly clock: FakeClock;
  readonly key: KeyColumn;
  readonly ada: RunLease;
  readonly bob: RunLease;
}

/** Two add-ins on one workbook, each with a draw of its own. */
async function twoPeople(): Promise<Two> {
  const people = openExcelPeople([["Profile"], ["ada"], ["bob"]]);
  open = people;
  people.select([0, 0, 10, 1]);
  const key = await people.sheet.selection({ visibleOnly: false });
  if (key === undefined) throw new Error("Nothing was read.");
  const clock = createFakeClock();
  const client = (draws: readonly number[]): RunLease => {
    let draw = 0;
    return createExcelLease({ clock, random: () => draws[draw++ % draws.length] ?? 0 });
  };
  return { people, clock, key, ada: client([0.3, 0.9]), bob: client([0.7, 0.1]) };
}

const claim = (who: string, takesOver = false) => ({ who, runId: `run of ${who}`, takesOver });

/** What `take` comes to, the delay before the second look passed. */
async function taken({ clock }: Two, taking: ReturnType<RunLease["take"]>): Promise<Lease | HeldLease> {
  let result: Awaited<typeof taking> | undefined;
  void taking.then((value) => (result = value));
  while (result === undefined) await clock.advance(100);
  return "held" in result ? result.held : result.heldBy;
}

function isHeld(result: Lease | HeldLease): result is Lease {
  return "renew" in result;
}

describe("a column", () => {
  it("is held by who takes it; the next one is told by whom and since when", async () => {
    const two = await twoPeople();
    const sinceMs = two.clock.now();
    const mine = await taken(two, two.ada.take(two.key, claim("Ada")));
    const theirs = await taken(two, two.bob.take(two.key, claim("Bob", true)));

    expect(isHeld(mine)).toBe(true);
    expect(theirs).toEqual({ who: "Ada", address: "People!A1:A3", sinceMs, isExpired: false });
  });

  it("is held by exactly one of two who take it in the same moment", async () => {
    const two = await twoPeople();
    const both = await Promise.all([
      taken(two, two.ada.take(two.key, claim("Ada"))),
      taken(two, two.bob.take(two.key, claim("Bob"))),
    ]);

    expect(both.filter(isHeld)).toHaveLength(1);
    expect(two.people.workbook.model.names.inScope(undefined)).toHaveLength(1);
  });

  it("is free again once it was released", async () => {
    const two = await twoPeople();
    const mine = await taken(two, two.ada.take(two.key, claim("Ada")));
    if (isHeld(mine)) await mine.release();

    expect(two.people.workbook.model.names.inScope(undefined)).toEqual([]);
    expect(isHeld(await taken(two, two.bob.take(two.key, claim("Bob"))))).toBe(true);
  });

  it("stays held while it is renewed, also when somebody inserts a column before it", async () => {
    const two = await twoPeople();
    const mine = await taken(two, two.ada.take(two.key, claim("Ada")));
    two.people.coauthor.insertColumns(0, 1);
    await two.clock.advance(45_000);
    const renewed = isHeld(mine) && (await mine.renew());
    await two.clock.advance(45_000);
    const theirs = await taken(two, two.bob.take({ ...two.key, column: 1 }, claim("Bob")));

    expect(renewed).toBe(true);
    expect(theirs).toMatchObject({ who: "Ada", isExpired: false });
  });

  it("is still held after the computer has slept, where nobody has taken it over meanwhile", async () => {
    const two = await twoPeople();
    const mine = await taken(two, two.ada.take(two.key, claim("Ada")));
    await two.clock.advance(3_600_000);

    expect(isHeld(mine) && (await mine.renew())).toBe(true);
    expect(await taken(two, two.bob.take(two.key, claim("Bob", true)))).toMatchObject({ who: "Ada", isExpired: false });
  });

  it("can be taken over a minute after the last renewal, with a yes; the other is told at the next renewal", async () => {
    const two = await twoPeople();
    const mine = await taken(two, two.ada.take(two.key, claim("Ada")));
    await two.clock.advance(60_000);

    expect(await taken(two, two.bob.take(two.key, claim("Bob")))).toMatchObject({ who: "Ada", isExpired: true });
    const theirs = await taken(two, two.bob.take(two.key, claim("Bob", true)));

    expect(isHeld(theirs) && (await theirs.renew())).toBe(true);
    expect(isHeld(mine) && (await mine.renew())).toBe(false);
  });

  it("is given back at once to the run that held it, after its page was closed", async () => {
    const two = await twoPeople();
    await taken(two, two.ada.take(two.key, claim("Ada")));

    expect(isHeld(await taken(two, two.bob.take(two.key, claim("Ada"))))).toBe(true);
  });

  it("does not keep another column from being taken", async () => {
    const two = await twoPeople();
    await taken(two, two.ada.take(two.key, claim("Ada")));

    expect(isHeld(await taken(two, two.bob.take({ ...two.key, column: 4 }, claim("Bob"))))).toBe(true);
  });

  it("is held by a name that nobody sees in Excel's list", async () => {
    const two = await twoPeople();
    const mine = await taken(two, two.ada.take(two.key, claim("Ada")));

    const [name] = two.people.workbook.model.names.inScope(undefined);
    expect(name).toMatchObject({ visible: false });
    expect(name?.comment.length).toBeLessThanOrEqual(255);
    if (isHeld(mine)) await mine.renew();
    expect(two.people.workbook.model.names.inScope(undefined)).toMatchObject([{ name: name?.name, visible: false }]);
  });
});

describe("the note of a lease", () => {
  it("is one short line, whatever people are called", () => {
    const note = {
      ...{ sinceMs: 1_780_000_000_000, renewedMs: 1_780_000_000_000, runId: "r".repeat(300) },
      ...{ address: "'Long | name'!A1:A9".repeat(30), who: 'Ada | "Countess"\nof Lovelace'.repeat(20) },
    };

    const text = writeLeaseNote(note);

    expect(text.length).toBeLessThanOrEqual(255);
    expect(text).not.toMatch(/[\r\n]/u);
    expect(readLeaseNote(text)).toMatchObject({ sinceMs: note.sinceMs, who: expect.stringContaining("Ada") as string });
    expect(readLeaseNote("my own comment")).toBeUndefined();
  });
});
