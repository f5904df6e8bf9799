import type { Section } from "../answer";

/** Somebody formulas wait for. */
export interface ParkedPerson {
  /** People of one kind may share a request. */
  readonly kind: string;
  /** Priced sections that are wanted. */
  readonly priced: readonly Section[];
}

/** Whose asking waits for a person's yes; by identifier key, those of the latest burst first, in the order asked. */
export interface SpendPeople {
  readonly parked: Readonly<Record<string, ParkedPerson>>;
  /** May be asked for at up to so many credits, for a while. */
  readonly approved: Readonly<Record<string, { readonly credits: number; readonly untilMs: number }>>;
  /** Known once and deleted since, or discarded: a yes is needed whatever the number. */
  readonly guarded: Readonly<Record<string, true>>;
}

/** What is remembered of spending over one connection in one workbook. */
export interface SpendRecord extends SpendPeople {
  /** The day that `dayCredits` belongs to, in days since the epoch. */
  readonly day: number;
  readonly dayCredits: number;
  readonly workbookCredits: number;
  /** People let through without a yes: when, and how many. */
  readonly recent: readonly { readonly atMs: number; readonly people: number }[];
  /** Credits let through and not billed yet, by page: other workbooks spend over the same connection. */
  readonly underWay: Readonly<Record<string, { readonly atMs: number; readonly credits: number }>>;
}

export const blankRecord: SpendRecord = {
  ...{ parked: {}, approved: {}, guarded: {} },
  ...{ day: 0, dayCredits: 0, workbookCredits: 0, recent: [], underWay: {} },
};

/** Keeps the record beyond the page, for the connection in use and the open workbook. Never throws. */
export interface SpendStore {
  read(): SpendRecord;
  keep(record: SpendRecord): void;
}
