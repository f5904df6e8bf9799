import { createWritable, type Readable } from "../../core/readable";
import type { RunField } from "../../core/run/run-request";
import type { SelectionView } from "../../core/run/selection-view";
import { nothingRemembered, type FieldSet, type PaneMemory, type Remembered } from "../pane-memory";
import { builtInSets } from "./built-in-sets";
import { joinedPath, plainPath, usualFields } from "./choosable-fields";

/** Which fields become columns, in which order, and what of that is remembered. */
export interface FieldChoice {
  readonly chosen: Readable<readonly RunField[]>;
  readonly remembered: Readable<Remembered>;
  /** The header whose fields of last time are chosen now; `undefined` once they are changed. */
  readonly recalledFor: Readable<string | undefined>;
  readonly choose: (path: string, isChosen: boolean) => void;
  /** Moves a field to a position among the chosen ones; beyond the ends it stays at the end. */
  move(path: string, position: number): void;
  /** How many columns a list takes; "joined" has all of it in one cell. */
  readonly setColumns: (path: string, columns: number | "joined") => void;
  use(fields: readonly RunField[]): void;
  /** Keeps the chosen fields under a name; one of that name is replaced. */
  readonly save: (name: string) => void;
  /** `newName` is nobody else's. */
  rename(name: string, newName: string): void;
  remove(name: string): void;
  /** These fields were enriched with. */
  noteUsed(): void;
}

const mostRecent = 3;
const mostHeaders = 50;

/** The choice of fields: the usual ones at first, those of last time for a column whose header is known. */
export function createFieldChoice(memory: PaneMemory, selection: Readable<SelectionView | undefined>): FieldChoice {
  const remembered = createWritable(memory.read());
  const chosen = createWritable<readonly RunField[]>(usualFields.map((path) => ({ path, columns: 1 })));
  const recalledFor = createWritable<string | undefined>(undefined);
  let lastHeader: string | undefined;
  /** The header whose fields of last time are chosen, as it is compared and as it is written. */
  let recalled: { readonly header: string; readonly shown: string | undefined } | undefined;
  /** Fields were chosen before any column was: that choice is for the next column, whatever was chosen for it before. */
  let isAhead = false;

  function keep(changed: Partial<Remembered>): void {
    const next = { ...remembered.get(), ...changed };
    remembered.set(next);
    memory.keep(next);
  }

  function change(fields: readonly RunField[]): void {
    recalled = undefined;
    recalledFor.set(undefined);
    chosen.set(fields);
    const header = headerOf(selection.get());
    isAhead = header === undefined;
    if (header !== undefined) keepFor(header, fields);
  }

  function keepFor(header: string, fields: readonly RunField[]): void {
    if (fields.length === 0) return;
    const others = remembered.get().byHeader.filter((known) => known.header !== header);
    keep({ byHeader: [{ header, fields }, ...others].slice(0, mostHeaders) });
  }

  function recall(): void {
    const header = headerOf(selection.get());
    recalledFor.set(recalled !== undefined && recalled.header === header ? recalled.shown : undefined);
    if (header === undefined || header === lastHeader) return;
    lastHeader = header;
    if (isAhead) {
      isAhead = false;
      keepFor(header, chosen.get());
      return;
    }
    const known = remembered.get().byHeader.find((one) => one.header === header);
    recalled = undefined;
    if (known === undefined || isSame(known.fields, chosen.get())) return;
    chosen.set(known.fields);
    recalled = { header, shown: selection.get()?.column.cells[0]?.text.trim() };
    recalledFor.set(recalled.shown);
  }
  selection.subscribe(recall);
  recall();

  const withoutSet = (name: string): readonly FieldSet[] =>
    remembered.get().sets.filter((set) => !isSameName(set.name, name));

  return {
    ...{ chosen, remembered, recalledFor },
    choose(path, isChosen) {
      const others = chosen.get().filter((field) => plainPath(field.path) !== path);
      change(isChosen ? [...others, { path, columns: 1 }] : others);
    },
    move(path, position) {
      const field = chosen.get().find((one) => plainPath(one.path) === path);
      if (field === undefined) return;
      const others = chosen.get().filter((one) => one !== field);
      change(others.toSpliced(Math.max(0, position), 0, field));
    },
    setColumns: (path, columns) =>
      change(
        chosen
          .get()
          .map((field) =>
            plainPath(field.path) !== path
              ? field
              : columns === "joined"
                ? { path: joinedPath(path), columns: 1 }
                : { path, columns },
          ),
      ),
    use: change,
    save: (name) => keep({ sets: [...withoutSet(name), { name, fields: chosen.get() }] }),
    rename: (name, newName) =>
      keep({ sets: remembered.get().sets.map((set) => (set.name === name ? { ...set, name: newName } : set)) }),
    remove: (name) => keep({ sets: withoutSet(name) }),
    noteUsed() {
      const fields = chosen.get();
      if (builtInSets.some((set) => isSame(set.fields, fields))) return;
      const others = remembered.get().recent.filter((one) => !isSame(one, fields));
      keep({ recent: [fields, ...others].slice(0, mostRecent) });
    },
  };
}

/** Names that people would take for the same. */
export function isSameName(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** Two choices that make the same columns. */
export function isSame(one: readonly RunField[], other: readonly RunField[]): boolean {
  const text = (fields: readonly RunField[]): string => fields.map((f) => `${f.path}*${f.columns}`).join();
  return text(one) === text(other);
}

function headerOf(selection: SelectionView | undefined): string | undefined {
  if (selection?.hasHeaderRow !== true) return undefined;
  const text = selection.column.cells[0]?.text.trim().toLowerCase();
  return text === "" ? undefined : text;
}

/** Memory that lasts as long as the page. */
export function createPageMemory(initial: Remembered = nothingRemembered): PaneMemory {
  let kept = initial;
  return { read: () => kept, keep: (remembered) => void (kept = remembered) };
}
