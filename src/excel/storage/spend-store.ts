import * as z from "zod/mini";
import { blankRecord, type SpendPeople, type SpendRecord, type SpendStore } from "../../core/spend/spend-record";
import type { DeviceStorage } from "./device-storage";

// Compiled validators need `eval`, which the page's content security policy forbids.
z.config({ jitless: true });

/** Where spending is remembered now; undefined while that is not known. */
export interface SpendPlace {
  readonly connectionId: string | undefined;
  /** Undefined for a workbook that was never saved: what is known of it lasts as long as the page, unless it is saved. */
  readonly workbookId: string | undefined;
}

export interface DeviceSpendStore extends SpendStore {
  /** Everything remembered of the connection, people included. */
  forget(connectionId: string): void;
}

const ofWorkbook = z.object({
  workbookCredits: z.number(),
  parked: z.record(z.string(), z.object({ kind: z.string(), priced: z.array(z.string()) })),
  approved: z.record(z.string(), z.object({ credits: z.number(), untilMs: z.number() })),
  guarded: z.record(z.string(), z.literal(true)),
});
const stored = z.object({
  day: z.number(),
  dayCredits: z.number(),
  recent: z.array(z.object({ atMs: z.number(), people: z.number() })),
  // Records of earlier versions have none.
  underWay: z._default(z.record(z.string(), z.object({ atMs: z.number(), credits: z.number() })), {}),
  workbooks: z.record(z.string(), ofWorkbook),
});

type OfWorkbook = SpendPeople & { readonly workbookCredits: number };
type Stored = Pick<SpendRecord, "day" | "dayCredits" | "recent" | "underWay"> & {
  readonly workbooks: Readonly<Record<string, OfWorkbook>>;
};
const blank: Stored = { ...blankRecord, recent: [], workbooks: {} };

/** The record of spending in this device's storage: one entry for each connection. */
export function createSpendStore(storage: DeviceStorage, place: () => SpendPlace): DeviceSpendStore {
  /** By connection: a yes to one is no yes to another. */
  const unsaved = new Map<string | undefined, OfWorkbook>();

  /** A long list of people is read for every request that is billed: the same text is understood once. */
  let last: { readonly text: string; readonly record: Stored } | undefined;

  function read(): Stored {
    const { connectionId } = place();
    const text = connectionId && storage.get(entryOf(connectionId));
    if (text === undefined || text === "") return blank;
    if (text !== last?.text) {
      const { success, data } = stored.safeParse(parseJson(text));
      last = { text, record: success ? data : blank };
    }
    return last.record;
  }

  return {
    read() {
      const { workbooks, ...counts } = read();
      const { connectionId, workbookId } = place();
      // Saving gives a workbook its name: what it has spent, and who waits in it, goes with it.
      const mine = (workbookId === undefined ? undefined : workbooks[workbookId]) ?? unsaved.get(connectionId);
      return { ...blankRecord, ...counts, ...mine };
    },
    keep({ day, dayCredits, recent, underWay, workbookCredits, parked, approved, guarded }) {
      const { connectionId, workbookId } = place();
      const mine = { workbookCredits, parked, approved, guarded };
      if (workbookId === undefined) unsaved.set(connectionId, mine);
      else unsaved.delete(connectionId);
      if (connectionId === undefined) return;
      const workbooks = { ...read().workbooks, ...(workbookId === undefined ? {} : { [workbookId]: mine }) };
      const record = { day, dayCredits, recent, underWay, workbooks };
      const text = JSON.stringify(record);
      last = { text, record };
      storage.set(entryOf(connectionId), text);
    },
    forget(connectionId) {
      storage.remove(entryOf(connectionId));
      unsaved.delete(connectionId);
    },
  };
}

function entryOf(connectionId: string): string {
  return `spending:${connectionId}`;
}

function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
