import type { Group } from "./groups";
import type { Grouping } from "./usage";
import { amountText, countText, dayText, digitsFor, shareText } from "./words";

/** One column of the table: what it shows, what it sorts by, what a file gets. */
export interface Column {
  readonly id: "label" | "credits" | "share" | "possiblyBilled" | "people" | "workbooks" | "days" | "lastDay";
  readonly title: string;
  readonly isNumber: boolean;
  readonly text: (group: Group) => string;
  /** Numbers in full; days as `2026-11-23`. */
  readonly value: (group: Group) => string | number;
}

export type Direction = "ascending" | "descending";

export interface Order {
  readonly column: Column["id"];
  readonly direction: Direction;
}

const titles: Readonly<Record<Grouping, string>> = {
  person: "Person",
  day: "Day",
  workbook: "Workbook",
  section: "Section",
};

const share = numbers("share", "Share", shareText);
const possiblyBilled = numbers("possiblyBilled", "Possibly billed", (value) => amountText(value));
const people = numbers("people", "People", countText);
const workbooks = numbers("workbooks", "Workbooks", countText);
const days = numbers("days", "Days", countText);
const lastDay: Column = {
  ...{ id: "lastDay", title: "Last day", isNumber: false },
  text: (group) => dayText(group.lastDay),
  value: (group) => group.lastDay,
};

/** The columns of a table of these groups, its name first; what was possibly billed only where anything was. */
export function columnsOf(grouping: Grouping, groups: readonly Group[]): readonly Column[] {
  const digits = digitsFor(groups.map(({ credits }) => credits));
  const credits = numbers("credits", "Credits", (value) => amountText(value, digits));
  const lost = groups.some((group) => group.possiblyBilled > 0) ? [possiblyBilled] : [];
  const label: Column = {
    ...{ id: "label", title: titles[grouping], isNumber: false },
    text: (group) => (grouping === "day" ? dayText(group.label) : group.label),
    value: (group) => group.label,
  };
  switch (grouping) {
    case "person":
      return [label, credits, share, ...lost, workbooks, days, lastDay];
    case "day":
      return [label, credits, share, ...lost, people, workbooks];
    case "workbook":
      return [label, credits, share, ...lost, people, days, lastDay];
    case "section":
      return [label, credits, share, ...lost, people, workbooks, days];
  }
}

function numbers(
  id: "credits" | "share" | "possiblyBilled" | "people" | "workbooks" | "days",
  title: string,
  text: (value: number) => string,
): Column {
  return { id, title, isNumber: true, text: (group) => text(group[id]), value: (group) => group[id] };
}

/** Where nobody has chosen: the latest day first, else the most expensive. */
export function firstOrder(grouping: Grouping): Order {
  return { column: grouping === "day" ? "label" : "credits", direction: "descending" };
}

/** After a press on a column's head: the other way round, or for another column numbers and days from the top. */
export function nextOrder(order: Order, column: Column, grouping: Grouping): Order {
  if (order.column === column.id) {
    return { column: column.id, direction: order.direction === "ascending" ? "descending" : "ascending" };
  }
  const isName = column.id === "label" && grouping !== "day";
  return { column: column.id, direction: isName ? "ascending" : "descending" };
}

/** People read names without regard to case, and numbers in them as numbers. */
const byName = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** The groups in this order; where a column says the same, by name and then by key, so that nothing jumps. */
export function inOrder(groups: readonly Group[], { column, direction }: Order): readonly Group[] {
  const sign = direction === "ascending" ? 1 : -1;
  return [...groups].sort(
    (one, other) =>
      sign * compared(one[column], other[column]) ||
      byName.compare(one.label, other.label) ||
      compared(one.key, other.key),
  );
}

function compared(one: string | number, other: string | number): number {
  if (typeof one === "number" && typeof other === "number") return one - other;
  return byName.compare(String(one), String(other));
}
