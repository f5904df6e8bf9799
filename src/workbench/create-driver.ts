import { ribbonButtons, type AddinManifest } from "./addin/manifest";
import { fromBase64, toBase64 } from "./base64";
import { blockAt, type DriverInput, type WorkbenchDriver } from "./driver";
import type { ChangeSource, Rect } from "./grid";
import { formatRect, parseRect, splitSheet } from "./office/address";
import type { Session } from "./session";

export interface DriverOptions {
  readonly session: Session;
  readonly manifest: AddinManifest;
  readonly addinOrigin: string;
  readonly ready: Promise<void>;
}

/** `window.workbench` over an open session. */
export function createDriver({ session, manifest, addinOrigin, ready }: DriverOptions): WorkbenchDriver {
  const { spreadsheet } = session;
  const active = (): string => spreadsheet.activeSheetId();

  const findAreas = (address: string): { sheetId: string; rects: readonly Rect[] } => {
    const { sheetName, local } = splitSheet(address);
    const rects = local.split(",").map(parseRect);
    if (sheetName === undefined) return { sheetId: active(), rects };
    const sheet = spreadsheet.sheets().find(({ name }) => name.toLowerCase() === sheetName.toLowerCase());
    if (!sheet) throw new Error(`The workbook has no sheet named "${sheetName}"`);
    return { sheetId: sheet.id, rects };
  };
  const find = (address: string): { sheetId: string; rect: Rect } => {
    const { sheetId, rects } = findAreas(address);
    const [rect, ...others] = rects;
    if (rect === undefined || others.length > 0) throw new Error(`"${address}" is not one block of cells`);
    return { sheetId, rect };
  };
  const sortAs = (source: ChangeSource) => (address: string, column: number) => {
    const { sheetId, rect } = find(address);
    spreadsheet.sort(sheetId, rect, column - 1, source);
  };
  const setCellsAs =
    (source: ChangeSource) =>
    (address: string, rows: readonly (readonly DriverInput[])[]): void => {
      const { sheetId, rect } = find(address);
      session.model().enter(sheetId, blockAt(rect, rows), rows, source);
    };
  const changeRows =
    (type: "rowsInserted" | "rowsDeleted", source: ChangeSource) =>
    (row: number, count: number): void => {
      const rect = { row: row - 1, column: 0, rowCount: count, columnCount: spreadsheet.size(active()).columns };
      session.model().changeLines(type, active(), rect, source);
    };
  const changeColumns =
    (type: "columnsInserted" | "columnsDeleted") =>
    (column: number, count: number): void => {
      const rect = { row: 0, column: column - 1, rowCount: spreadsheet.size(active()).rows, columnCount: count };
      session.model().changeLines(type, active(), rect, "user");
    };

  return {
    ready,
    setCells: (...given) => attempt(() => setCellsAs("user")(...given)),
    getCells: (address) =>
      attempt(() => {
        const { sheetId, rect } = find(address);
        return spreadsheet.read(sheetId, rect).map((row) => row.map(({ kind, ...cell }) => ({ type: kind, ...cell })));
      }),
    select: (address) =>
      attempt(() => {
        const { sheetId, rects } = findAreas(address);
        if (sheetId !== active()) spreadsheet.activateSheet(sheetId);
        spreadsheet.select(sheetId, rects);
      }),
    fillDown: (address) =>
      attempt(() => {
        const { sheetId, rect } = find(address);
        spreadsheet.fillDown(sheetId, rect);
      }),
    settled: (timeoutMs = 60_000) => settled(session, timeoutMs),
    insertRows: (...given) => attempt(() => changeRows("rowsInserted", "user")(...given)),
    deleteRows: (...given) => attempt(() => changeRows("rowsDeleted", "user")(...given)),
    insertColumns: (...given) => attempt(() => changeColumns("columnsInserted")(...given)),
    deleteColumns: (...given) => attempt(() => changeColumns("columnsDeleted")(...given)),
    sort: (...given) => attempt(() => sortAs("user")(...given)),
    filter: (address, column, text) =>
      attempt(() => {
        const { sheetId, rect } = find(address);
        spreadsheet.filter(sheetId, rect, column - 1, text);
      }),
    expandGroup: () =>
      attempt(() => {
        // There are no outline groups here; what matters of expanding one is that Excel calls the sheet's functions again.
        const used = spreadsheet.usedRect(active());
        if (used) spreadsheet.recalculate(active(), used);
      }),
    copySheet: () =>
      attempt(() => {
        session.model().copySheet(active());
      }),
    undo: () => attempt(() => spreadsheet.undo()),
    recalculate: () =>
      attempt(() => {
        spreadsheet.recalculateAll();
      }),
    reopen: (options) => session.reopen({ clearStorage: options?.clearStorage === true }),
    preview: (formula) => spreadsheet.preview(formula),
    save: async () => toBase64(await session.save()),
    open: (base64) => session.open(fromBase64(base64), "Book1.xlsx"),
    async command(id) {
      const button = ribbonButtons(manifest.groups).find((candidate) => candidate.id === id);
      if (!button) throw new Error(`The manifest has no button with the id "${id}"`);
      await session.frames().press(button);
    },
    coauthor: {
      setCells: (...given) => attempt(() => setCellsAs("coauthor")(...given)),
      insertRows: (...given) => attempt(() => changeRows("rowsInserted", "coauthor")(...given)),
      deleteRows: (...given) => attempt(() => changeRows("rowsDeleted", "coauthor")(...given)),
      sort: (...given) => attempt(() => sortAs("coauthor")(...given)),
      runtime: () => session.frames().openCoauthor(),
    },
    fault: (name, times) => attempt(() => session.frames().fault(name, times)),
    protectSheet: (on) => attempt(() => spreadsheet.protectSheet(active(), on)),
    report: () => attempt(() => ({ addinOrigin, ...session.report() })),
  };
}

/** Promises throughout: what throws at once rejects as well. */
async function attempt<Result>(work: () => Result | Promise<Result>): Promise<Result> {
  return work();
}

async function settled({ spreadsheet }: Session, timeoutMs: number): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  await spreadsheet.calculated();
  while (spreadsheet.busyCells().length > 0) {
    if (performance.now() > deadline) {
      const busy = spreadsheet
        .busyCells()
        .slice(0, 10)
        .map(({ row, column }) => formatRect(cellRect(row, column)));
      throw new Error(`Still busy after ${timeoutMs} ms: ${busy.join(", ")}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
    await spreadsheet.calculated();
  }
}

const cellRect = (row: number, column: number): Rect => ({ row, column, rowCount: 1, columnCount: 1 });
