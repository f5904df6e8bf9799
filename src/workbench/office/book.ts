import type { ChangeSource, Grid } from "../grid";
import type { HostObject } from "./host-object";
import type { Place } from "./places";
import type { SettingsStore } from "./settings-store";
import type { TableState } from "./table-state";
import type { NameState } from "./name-state";
import type { WorkbookModel } from "./workbook-model";

/** The workbook as one add-in frame sees it, and the makers of its API objects. */
export interface Book {
  readonly grid: Grid;
  readonly model: WorkbookModel;
  readonly settings: SettingsStore;
  /** Who this frame's edits are put down to. */
  readonly source: ChangeSource;
  readonly documentUrl: string;
  /** `false` while the add-in has switched off its events. */
  eventsEnabled: boolean;
  range(place: Place): HostObject;
  rangeAreas(places: readonly Place[]): HostObject;
  worksheet(sheetId: string): HostObject;
  table(table: TableState): HostObject;
  name(name: NameState): HostObject;
}
