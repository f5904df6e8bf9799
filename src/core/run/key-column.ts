import { parseIdentifier, type Identifier, type ParsedIdentifier } from "../identifier";
import type { SelectionView } from "./selection-view";
import type { KeyCell, KeyColumn } from "./sheet";

/** A row to enrich: its key is not blank, but may name nobody. */
export interface KeyRow {
  readonly row: number;
  readonly text: string;
  readonly identifier: Identifier | undefined;
}

interface ReadCell {
  readonly row: number;
  readonly text: string;
  readonly reading: ParsedIdentifier;
}

/** What a person chose about the reading. */
export interface ViewChoices {
  /** Default: recognised. */
  readonly hasHeaderRow?: boolean | undefined;
  readonly visibleOnly: boolean;
}

/** Reads key columns; a column is parsed once, however often its header switch is turned. */
export interface KeyColumnReader {
  /** Counts a column. */
  view(column: KeyColumn, choices: ViewChoices): SelectionView;
  /** The rows below the header that are not blank. */
  rows(selection: SelectionView): readonly KeyRow[];
}

/** What a cell of the key column names. */
export function keyRow({ row, text }: KeyCell): KeyRow {
  const reading = parseIdentifier(text);
  return { row, text, identifier: reading.status === "identifier" ? reading.identifier : undefined };
}

/** A reader that remembers columns as long as they are in use. */
export function createKeyColumnReader(): KeyColumnReader {
  const parsed = new WeakMap<KeyColumn, readonly ReadCell[]>();

  function cellsOf(column: KeyColumn): readonly ReadCell[] {
    const known = parsed.get(column);
    if (known !== undefined) return known;
    const cells = column.cells.map(({ row, text }) => ({ row, text, reading: parseIdentifier(text) }));
    parsed.set(column, cells);
    return cells;
  }

  return {
    view(column, { hasHeaderRow, visibleOnly }) {
      const cells = cellsOf(column);
      const header = hasHeaderRow ?? looksLikeHeader(cells);
      return { column, hasHeaderRow: header, visibleOnly, ...countCells(header ? cells.slice(1) : cells) };
    },
    rows(selection) {
      const cells = cellsOf(selection.column);
      return (selection.hasHeaderRow ? cells.slice(1) : cells)
        .filter(({ reading }) => reading.status !== "blank")
        .map(({ row, text, reading }) => ({
          row,
          text,
          identifier: reading.status === "identifier" ? reading.identifier : undefined,
        }));
    },
  };
}

/** A first cell that names nobody, above at least one that names somebody. */
function looksLikeHeader(cells: readonly ReadCell[]): boolean {
  const [first, ...later] = cells;
  return first?.reading.status === "invalid" && later.some(({ reading }) => reading.status === "identifier");
}

function countCells(cells: readonly ReadCell[]): Pick<SelectionView, "count" | "invalid"> {
  const people = new Set<string>();
  const invalid: { row: number; text: string; reason: string }[] = [];
  const count = { urls: 0, emails: 0, blank: 0 };
  for (const { row, text, reading } of cells) {
    if (reading.status === "blank") count.blank += 1;
    else if (reading.status === "invalid") invalid.push({ row, text, reason: reading.reason });
    else {
      people.add(reading.identifier.key);
      if (reading.identifier.kind === "url") count.urls += 1;
      else count.emails += 1;
    }
  }
  return { count: { ...count, invalid: invalid.length, people: people.size }, invalid };
}
