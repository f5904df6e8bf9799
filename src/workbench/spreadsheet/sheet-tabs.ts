import {
  CopySheetCommand,
  InsertSheetCommand,
  RemoveSheetCommand,
  SetWorksheetActiveOperation,
  SetWorksheetNameCommand,
  SetWorksheetNameMutation,
} from "@univerjs/preset-sheets-core";
import { GridError } from "../grid";
import type { Grid } from "../grid";
import { target } from "./grid-context";
import type { GridContext } from "./grid-context";

type Tabs = Pick<
  Grid,
  "sheets" | "activeSheetId" | "activateSheet" | "addSheet" | "renameSheet" | "deleteSheet" | "copySheet"
>;

const forbiddenInNames = /[\\/?*:[\]]/;

/** The sheets of the workbook. */
export function createSheetTabs({ app, changes, invalidateSheet }: GridContext): Tabs {
  const sheets = (): { id: string; name: string }[] =>
    app
      .workbook()
      .getSheets()
      .map((sheet) => ({ id: sheet.getSheetId(), name: sheet.getName() }));
  const checkName = (name: string, except?: string): void => {
    if (name === "" || name.length > 31 || forbiddenInNames.test(name)) {
      throw new GridError("InvalidArgument", `A sheet cannot be called ${JSON.stringify(name)}.`);
    }
    const isTaken = sheets().some((sheet) => sheet.id !== except && sheet.name.toLowerCase() === name.toLowerCase());
    if (isTaken) throw new GridError("ItemAlreadyExists", `There is a sheet called ${JSON.stringify(name)} already.`);
  };
  /** `People (2)`, or the next number that is free, as Excel calls copies. */
  const nameOfCopy = (name: string): string => {
    const taken = new Set(sheets().map((sheet) => sheet.name.toLowerCase()));
    const stem = name.replace(/ \(\d+\)$/, "");
    for (let number = 2; ; number++) {
      const suffix = ` (${number})`;
      const copy = stem.slice(0, 31 - suffix.length) + suffix;
      if (!taken.has(copy.toLowerCase())) return copy;
    }
  };
  const newSheet = (work: () => void): string => {
    const before = new Set(sheets().map(({ id }) => id));
    const active = app.workbook().getActiveSheet().getSheetId();
    changes.edit(undefined, work);
    const added = sheets().find(({ id }) => !before.has(id));
    if (added === undefined) throw new GridError("InvalidArgument", "The sheet could not be added.");
    changes.edit({ type: "sheetAdded", sheetId: added.id }, () => activate(active));
    return added.id;
  };
  const activate = (sheetId: string): void => {
    const where = target(app.workbook(), app.sheet(sheetId));
    if (app.workbook().getActiveSheet().getSheetId() !== sheetId) app.run(SetWorksheetActiveOperation.id, where);
  };
  return {
    sheets,
    activeSheetId: () => app.workbook().getActiveSheet().getSheetId(),
    activateSheet: (sheetId) => changes.edit({ type: "sheetActivated", sheetId }, () => activate(sheetId)),
    addSheet(name) {
      if (name !== undefined) checkName(name);
      const sheet = { ...(name !== undefined && { name }), rowCount: 1000, columnCount: 26 };
      return newSheet(() => app.run(InsertSheetCommand.id, { unitId: app.workbook().getUnitId(), sheet }));
    },
    renameSheet(sheetId, name) {
      checkName(name, sheetId);
      const where = target(app.workbook(), app.sheet(sheetId));
      changes.edit(undefined, () => app.run(SetWorksheetNameCommand.id, { ...where, name }));
    },
    deleteSheet(sheetId) {
      const where = target(app.workbook(), app.sheet(sheetId));
      if (sheets().length === 1) throw new GridError("InvalidArgument", "A workbook keeps at least one sheet.");
      changes.edit({ type: "sheetDeleted", sheetId }, () => app.run(RemoveSheetCommand.id, where));
    },
    copySheet(sheetId) {
      const sheet = app.sheet(sheetId);
      const where = target(app.workbook(), sheet);
      const name = nameOfCopy(sheet.getName());
      const copy = newSheet(() => app.run(CopySheetCommand.id, where));
      // The mutation, not the command: a copy is no two steps to undo.
      changes.edit(undefined, () => app.run(SetWorksheetNameMutation.id, { ...where, subUnitId: copy, name }));
      invalidateSheet(copy);
      return copy;
    },
  };
}
