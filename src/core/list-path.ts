import { catalogue, fieldAt } from "./catalogue";
import { plainText, quoted, readCell } from "./cell-text";
import { type FieldPath, fieldPathsUnder, isList, type ListIndex, oneOf, readPath } from "./field-path";

/** A list of a person, to be shown with one row for each item. */
export interface ListPath {
  /** The path of the list. */
  readonly list: string;
  /** Which items are wanted, by the path of the list they are in; says so of `list` too. */
  readonly indexes: ReadonlyMap<string, ListIndex>;
  /** What is shown of each item: its leaf fields, one of them, or, of a list of plain values, the value itself. */
  readonly columns: readonly FieldPath[];
}

/** What a list argument names: a list, or a sentence on why it names none. */
export type ListReading =
  { readonly ok: true; readonly path: ListPath } | { readonly ok: false; readonly problem: string };

/**
 * Reads the path of a list, or of a field within one. Of several lists on the way it is the innermost without an index;
 * a section that holds a single list stands for it.
 */
export function resolveList(value: unknown): ListReading {
  const cell = readCell(value);
  if (cell.kind === "other") return { ok: false, problem: `The list is ${cell.words}, not a path.` };
  const written = plainText(cell.text);
  if (written === "") return { ok: false, problem: `Name a list: ${oneOf(recordLists(), 9)}.` };
  const reading = readPath(written);
  if (!reading.ok) return reading;

  const within = listsOn(reading.path);
  const inside = within.length > 0 ? [] : listsUnder(reading.path);
  const path = inside.length === 1 ? (inside[0] ?? "") : reading.path;
  const lists = listsOn(path);
  const list = lists.findLast((each) => !reading.indexes.has(each)) ?? lists.at(-1);
  if (list === undefined) {
    const choices = inside.length > 0 ? inside : recordLists();
    return { ok: false, problem: `${quoted(written)} is not a list: choose ${oneOf(choices, 9)}.` };
  }
  const indexes = new Map<string, ListIndex>([[list, "*"], ...reading.indexes]);
  return { ok: true, path: { list, indexes, columns: fieldPathsUnder(path, reading.indexes) } };
}

/** Lists on the way to a path, itself included, outermost first. */
function listsOn(path: string): readonly string[] {
  const names = path.split(".");
  return names.map((_, depth) => names.slice(0, depth + 1).join(".")).filter((each) => isList(fieldAt(each)));
}

/** Lists inside what is none, without those inside other lists. */
function listsUnder(path: string): readonly string[] {
  return catalogue
    .filter((field) => isList(field) && field.path.startsWith(`${path}.`) && listsOn(field.path).length === 1)
    .map((field) => field.path);
}

/** Those that hold records, and skills, which people ask for as a list; for a sentence that lists what there is. */
function recordLists(): readonly string[] {
  const records = catalogue.filter(({ type, lists }) => type === "list" && lists.length === 1);
  return [...records.map(({ path }) => path), "skills"];
}
