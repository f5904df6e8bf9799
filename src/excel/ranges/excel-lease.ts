import type { Clock, Random } from "../../core/clock";
import type { HeldLease, Lease, LeaseClaim, RunLease } from "../../core/run/run-lease";
import type { KeyColumn } from "../../core/run/sheet";
import { runExcel } from "../office";
import { createUndoSteps, type UndoSteps } from "../undo-steps";
import { readLeaseNote, writeLeaseNote, type LeaseNote } from "./lease-note";

export interface ExcelLeaseParts {
  readonly clock: Clock;
  readonly random: Random;
  /** Shared with the run's own writing: taking and giving back a lease are no steps of their own for Ctrl+Z. */
  readonly undo?: UndoSteps;
}

const prefix = "_enrich_lease_";
/** A lease that was not renewed for so long belongs to somebody who closed the workbook. */
const expiresAfterMs = 60_000;
/** A co-author's edit takes a moment to arrive; who looks again sooner sees nobody. */
const lookAgainMs = { least: 800, spread: 1_200 };

/** A lease as the workbook has it. */
interface StandingLease extends LeaseNote {
  readonly name: string;
  readonly sheetId: string;
  /** Where its column stands now; Excel moves it with the cells. */
  readonly column: number;
}

/**
 * Leases as hidden names of the workbook, one each: a name refers to the whole key column, so that Excel moves it with
 * the cells, and its comment says who holds it and since when. Everybody adds a name of their own, so that two people
 * never change the same one; of two who did so in the same moment the earlier holds the column, for both alike.
 */
export function createExcelLease(parts: ExcelLeaseParts): RunLease {
  const { clock, random, undo = createUndoSteps() } = parts;

  return {
    async take(key, claim) {
      const now = clock.now();
      const others = await runExcel((context) => leasesOn(context, key));
      const own = others.filter(({ runId }) => runId === claim.runId);
      const living = others.find((lease) => lease.runId !== claim.runId && !isExpired(lease, now));
      if (living !== undefined) return { heldBy: heldLease(living, now) };
      const expired = others.find(({ runId }) => runId !== claim.runId);
      if (expired !== undefined && !claim.takesOver) return { heldBy: heldLease(expired, now) };

      const name = `${prefix}${Math.floor(random() * 2 ** 48)
        .toString(36)
        .padStart(10, "0")}`;
      await undo.write((context) =>
        replaceLeases(context, [...own, ...(expired ? others : [])], { key, claim, name, now }),
      );
      await clock.sleep(lookAgainMs.least + random() * lookAgainMs.spread);
      const winner = firstOf(await runExcel((context) => leasesOn(context, key)), clock.now());
      if (winner?.name === name) return { held: heldBy(name, { key, claim, sinceMs: now }) };
      await remove(name);
      if (winner !== undefined) return { heldBy: heldLease(winner, clock.now()) };
      // Somebody has deleted our name and left: nobody holds the column, and asking again will do.
      return { heldBy: { who: claim.who, address: key.address, sinceMs: now, isExpired: true } };
    },
  };

  function heldBy(
    name: string,
    { key, claim, sinceMs }: { key: KeyColumn; claim: LeaseClaim; sinceMs: number },
  ): Lease {
    return {
      renew: () =>
        undo.write(async (context) => {
          const leases = await leasesOn(context, key, name);
          const isOurs = leases.some((lease) => lease.name === name);
          // A computer that slept for longer than a minute goes on, unless somebody has taken over meanwhile.
          if (!isOurs || firstOf(leases, clock.now(), name)?.name !== name) return false;
          const note = writeLeaseNote({ ...claim, sinceMs, renewedMs: clock.now(), address: key.address });
          renote(context, name, note);
          await context.sync();
          return true;
        }),
      release: () => remove(name),
    };
  }

  function remove(name: string): Promise<void> {
    return undo.write(async (context) => {
      context.workbook.names.getItemOrNullObject(name).delete();
      await context.sync();
    });
  }
}

/**
 * Gives a name a new comment by making it anew: setting a comment cannot be undone in Excel on the web, and what cannot
 * be undone empties the list of what can.
 */
function renote({ workbook: { names } }: Excel.RequestContext, name: string, note: string): void {
  const column = names.getItem(name).getRange();
  names.getItem(name).delete();
  names.add(name, column, note).visible = false;
}

function isExpired({ renewedMs }: LeaseNote, nowMs: number): boolean {
  return nowMs - renewedMs >= expiresAfterMs;
}

function heldLease(lease: StandingLease, nowMs: number): HeldLease {
  const { who, address, sinceMs } = lease;
  return { who, address, sinceMs, isExpired: isExpired(lease, nowMs) };
}

/** The one who holds the column: whoever took it first; the name decides between the same moment. */
function firstOf(
  leases: readonly StandingLease[],
  nowMs: number,
  /** Its own holder looks: it is as good as renewed. */
  ownName?: string,
): StandingLease | undefined {
  const living = leases.filter((lease) => lease.name === ownName || !isExpired(lease, nowMs));
  return living.sort((one, other) => one.sinceMs - other.sinceMs || (one.name < other.name ? -1 : 1))[0];
}

/** The leases on the column of `key`, or, where `ownName` stands, on the column that this one follows. */
async function leasesOn(
  context: Excel.RequestContext,
  key: KeyColumn,
  ownName?: string,
): Promise<readonly StandingLease[]> {
  const { names } = context.workbook;
  names.load({ name: true, comment: true });
  await context.sync();
  const found = names.items.flatMap(({ name, comment }) => {
    const note = name.startsWith(prefix) ? readLeaseNote(comment) : undefined;
    if (note === undefined) return [];
    const range = names.getItemOrNullObject(name).getRangeOrNullObject().load({ columnIndex: true });
    return [{ note, name, range, sheet: range.worksheet.load({ id: true }) }];
  });
  await context.sync();
  const all = found.flatMap(({ note, name, range, sheet }) =>
    range.isNullObject ? [] : [{ ...note, name, sheetId: sheet.id, column: range.columnIndex }],
  );
  const column = all.find(({ name }) => name === ownName)?.column ?? key.column;
  return all.filter((lease) => lease.sheetId === key.sheetId && lease.column === column);
}

async function replaceLeases(
  context: Excel.RequestContext,
  gone: readonly StandingLease[],
  { key, claim, name, now }: { key: KeyColumn; claim: LeaseClaim; name: string; now: number },
): Promise<void> {
  const { names, worksheets } = context.workbook;
  for (const lease of gone) names.getItemOrNullObject(lease.name).delete();
  const column = worksheets.getItem(key.sheetId).getRangeByIndexes(0, key.column, 1, 1).getEntireColumn();
  const note = writeLeaseNote({ ...claim, sinceMs: now, renewedMs: now, address: key.address });
  names.add(name, column, note).visible = false;
  await context.sync();
}
