import type { ChangeSource } from "../grid";
import type { Book } from "./book";
import type { HostObject } from "./host-object";
import { nameType } from "./objects/names";
import { rangeType } from "./objects/range";
import { rangeAreasType } from "./objects/range-areas";
import { tableType } from "./objects/tables";
import { workbookType } from "./objects/workbook";
import { worksheetType } from "./objects/worksheet";
import type { SettingsStore } from "./settings-store";
import type { WorkbookModel } from "./workbook-model";

/** One add-in frame's view of a workbook, with the API object that its requests start from. */
export function createBook(options: {
  readonly model: WorkbookModel;
  readonly settings: SettingsStore;
  readonly source: ChangeSource;
  readonly documentUrl: string;
}): { readonly book: Book; readonly root: HostObject } {
  const book: Book = {
    ...options,
    grid: options.model.grid,
    eventsEnabled: true,
    range: (place) => rangeType.of({ book, place }),
    rangeAreas: (places) => rangeAreasType.of({ book, places }),
    worksheet: (sheetId) => worksheetType.of({ book, sheetId }),
    table: (table) => tableType.of({ book, table }),
    name: (state) => nameType.of({ book, state }),
  };
  return { book, root: workbookType.of({ book }) };
}
