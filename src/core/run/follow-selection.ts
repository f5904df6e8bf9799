import type { Clock } from "../clock";
import { createWritable, type Readable } from "../readable";
import type { KeyColumnReader } from "./key-column";
import type { SelectionView } from "./selection-view";
import type { SheetPort } from "./sheet";

/** The selection of the sheet, read once it rests. */
export interface FollowedSelection {
  readonly view: Readable<SelectionView | undefined>;
  refresh(): Promise<void>;
  setHasHeaderRow(hasHeaderRow: boolean): void;
  setVisibleOnly(visibleOnly: boolean): void;
}

/** How long the selection must rest before it is read: dragging over cells reads once. */
const selectionRestMs = 120;

/** Follows the sheet from now on. */
export function followSelection(sheet: SheetPort, clock: Clock, reader: KeyColumnReader): FollowedSelection {
  const view = createWritable<SelectionView | undefined>(undefined);
  let visibleOnly = false;
  let overruled: { readonly at: string; readonly hasHeaderRow: boolean } | undefined;
  let readings = 0;

  async function refresh(): Promise<void> {
    const reading = ++readings;
    const column = await sheet.selection({ visibleOnly });
    if (reading !== readings) return;
    // What a person said of a header goes on for the same place: its cells are read again after every edit.
    const at = column === undefined ? undefined : placeOf(column);
    const hasHeaderRow = overruled?.at === at ? overruled?.hasHeaderRow : undefined;
    view.set(column && reader.view(column, { hasHeaderRow, visibleOnly }));
  }

  async function refreshRested(): Promise<void> {
    const reading = ++readings;
    await clock.sleep(selectionRestMs);
    // A refusal here would only be a selection not shown yet; the next change, or the pane's own reading, tells.
    if (reading === readings) await refresh().catch(() => undefined);
  }
  sheet.onSelectionChanged(() => void refreshRested());

  return {
    view,
    refresh,
    setHasHeaderRow(hasHeaderRow) {
      const now = view.get();
      if (now === undefined) return;
      overruled = { at: placeOf(now.column), hasHeaderRow };
      view.set(reader.view(now.column, { hasHeaderRow, visibleOnly }));
    },
    setVisibleOnly(isVisibleOnly) {
      visibleOnly = isVisibleOnly;
      void refreshRested();
    },
  };
}

function placeOf({ sheetId, column, cells }: SelectionView["column"]): string {
  return `${sheetId} ${column} ${cells[0]?.row ?? 0}`;
}
