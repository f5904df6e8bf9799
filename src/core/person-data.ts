import type { PersonData } from "./answer";
import type { ListIndex } from "./field-path";

/** Keys under which positions carry the same thing, in the order of trust. */
const sameInPositions: readonly (readonly string[])[] = [
  ["name", "company_name"],
  ["company_professional_network_profile_url", "company_professional_network_url"],
];

/** Which items of lists are wanted, by the path of the list. */
type Indexes = ReadonlyMap<string, ListIndex>;

/**
 * What stands at a path of the catalogue, as the service sent it: one item, or every item of the lists on the way that
 * are wanted whole. Reads lists where the catalogue has none and single items where it has lists.
 */
export function itemsAt(data: PersonData, path: string, indexes: Indexes): readonly unknown[] {
  return itemsBelow("", data, path, indexes);
}

/** The same from within: `item` stands at the path `above`. */
export function itemsBelow(above: string, item: unknown, path: string, indexes: Indexes): readonly unknown[] {
  let items: readonly unknown[] = [item];
  const names = path.split(".");
  for (let depth = above === "" ? 0 : above.split(".").length; depth < names.length; depth += 1) {
    const name = names[depth] ?? "";
    const children = items.map((each) => childOf(each, name));
    if (indexes.size === 0 && !children.some((child) => Array.isArray(child))) {
      items = children;
      continue;
    }
    const reached = names.slice(0, depth + 1).join(".");
    items = children.flatMap((child) => pick(child, reached, indexes.get(reached), depth === names.length - 1));
  }
  return items;
}

function childOf(item: unknown, name: string): unknown {
  // A place is an object by the documents, and sometimes its text.
  if (typeof item === "string") return name === "raw" ? item : undefined;
  if (typeof item !== "object" || item === null) return undefined;
  const keys =
    "title" in item || "start_date" in item ? sameInPositions.find((same) => same.includes(name)) : undefined;
  return (
    (keys ?? [name]).map((key): unknown => Reflect.get(item, key)).find((value) => !isNothing(value)) ??
    Reflect.get(item, name)
  );
}

/** The items wanted of a child: itself, unless it is a list that is cut down to one item or spread. */
function pick(child: unknown, path: string, index: ListIndex | undefined, isLeaf: boolean): readonly unknown[] {
  if (!Array.isArray(child)) return index === undefined || index === "*" || index === 1 ? [child] : [];
  const list: readonly unknown[] = child;
  if (index === "*") return list;
  if (index !== undefined) return list.slice(index - 1, index);
  if (isLeaf) return [list];
  const first = path.startsWith("experience.employment_details.") ? primaryPosition(list) : list[0];
  return [first];
}

/** The position marked as the main one, else the one that began last, else the first. */
function primaryPosition(positions: readonly unknown[]): unknown {
  const marked = positions.find((position) => childOf(position, "is_default") === true);
  if (marked !== undefined) return marked;
  return positions.reduce((best, position) => (startOf(position) > startOf(best) ? position : best), positions[0]);
}

/** ISO dates sort as text. */
function startOf(position: unknown): string {
  const start = childOf(position, "start_date");
  return typeof start === "string" ? start.slice(0, 10) : "";
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === "";
}
