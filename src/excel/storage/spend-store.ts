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

const people = z.object({
  parked: z.record(z.string(), z.object({ kind: z.string(), priced: z.array(z.string()) })),
  approved: z.record(z.string(), z.object({ credits: z.number(), untilMs: z.number() })),
  guarded: z.record(z.string(), z.literal(true)),
});
/** By workbook. */
const storedPeople = z.record(z.string(), people);
const storedCounts = z.object({
  day: z.number(),
  dayCredits: z.number(),
  recent: z.array(z.object({ atMs: z.number(), people: z.number() })),
  // Records of earlier versions have none.
  underWay: z._default(z.record(z.string(), z.object({ atMs: z.number(), credits: z.number() })), {}),
  // Earlier versions kept the people here.
  workbooks: z.record(z.string(), z.extend(z.partial(people), { workbookCredits: z.number() })),
});

type OfWorkbook = z.infer<typeof storedCounts>["workbooks"][string];
type Counts = Pick<SpendRecord, "day" | "dayCredits" | "recent" | "underWay"> & {
  readonly workbooks: Readonly<Record<string, OfWorkbook>>;
};
type People = Readonly<Record<string, SpendPeople>>;
const noCounts: Counts = { ...blankRecord, recent: [], workbooks: {} };

/**
 * The record of spending in this device's storage, two entries for each connection: what is counted is written with
 * every bill, and the people, who may be many, only when they change.
 */
export function createSpendStore(storage: DeviceStorage, place: () => SpendPlace): DeviceSpendStore {
  /** By connection: a yes to one is no yes to another. */
  const unsaved = new Map<string | undefined, SpendPeople & Pick<SpendRecord, "workbookCredits">>();
  const countsEntry = createEntry<Counts>(
    storage,
    "spending",
    (value) => storedCounts.safeParse(value).data ?? noCounts,
  );
  const peopleEntry = createEntry<People>(
    storage,
    "spending-people",
    (value) => storedPeople.safeParse(value).data ?? {},
  );

  function peopleOf(connectionId: string | undefined, workbookId: string, before: OfWorkbook): SpendPeople {
    const { parked = {}, approved = {}, guarded = {} } = before;
    return peopleEntry.read(connectionId)[workbookId] ?? { parked, approved, guarded };
  }

  return {
    read() {
      const { connectionId, workbookId } = place();
      const { workbooks, ...counts } = countsEntry.read(connectionId);
      const mine = workbookId === undefined ? undefined : workbooks[workbookId];
      // Saving gives a workbook its name: what it has spent, and who waits in it, goes with it.
      if (workbookId === undefined || mine === undefined) {
        return { ...blankRecord, ...counts, ...unsaved.get(connectionId) };
      }
      const { workbookCredits } = mine;
      return { ...counts, workbookCredits, ...peopleOf(connectionId, workbookId, mine) };
    },
    keep({ day, dayCredits, recent, underWay, workbookCredits, parked, approved, guarded }) {
      const { connectionId, workbookId } = place();
      if (workbookId === undefined) unsaved.set(connectionId, { workbookCredits, parked, approved, guarded });
      else unsaved.delete(connectionId);
      if (connectionId === undefined) return;
      const { workbooks } = countsEntry.read(connectionId);
      const counts = { day, dayCredits, recent, underWay };
      if (workbookId === undefined) {
        countsEntry.write(connectionId, { ...counts, workbooks });
        return;
      }
      const known = peopleEntry.read(connectionId);
      const now = known[workbookId];
      if (now?.parked !== parked || now.approved !== approved || now.guarded !== guarded) {
        peopleEntry.write(connectionId, { ...known, [workbookId]: { parked, approved, guarded } });
      }
      countsEntry.write(connectionId, { ...counts, workbooks: { ...workbooks, [workbookId]: { workbookCredits } } });
    },
    forget(connectionId) {
      countsEntry.remove(connectionId);
      peopleEntry.remove(connectionId);
      unsaved.delete(connectionId);
    },
  };
}

interface Entry<Content> {
  read(connectionId: string | undefined): Content;
  write(connectionId: string, content: Content): void;
  remove(connectionId: string): void;
}

/** What stands under a name for each connection; a long list is asked for with every request: a text is understood once. */
function createEntry<Content>(
  storage: DeviceStorage,
  name: string,
  understand: (value: unknown) => Content,
): Entry<Content> {
  let last: { readonly text: string; readonly content: Content } | undefined;
  const entryOf = (connectionId: string): string => `${name}:${connectionId}`;
  return {
    read(connectionId) {
      const text = (connectionId && storage.get(entryOf(connectionId))) ?? "";
      if (text !== last?.text) last = { text, content: understand(parseJson(text)) };
      return last.content;
    },
    write(connectionId, content) {
      const text = JSON.stringify(content);
      last = { text, content };
      storage.set(entryOf(connectionId), text);
    },
    remove: (connectionId) => storage.remove(entryOf(connectionId)),
  };
}

function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
