import { openAddinFrames, type AddinFrames } from "./addin/frames";
import { addReports, emptyReport } from "./addin/host-reports";
import type { AddinManifest } from "./addin/manifest";
import type { FunctionCatalogue } from "./functions";
import type { HostReport } from "./office/office-host";
import { createWorkbookModel, type WorkbookModel } from "./office/workbook-model";
import type { Page } from "./shell/page";
import type { Spreadsheet } from "./spreadsheet/spreadsheet";
import type { WorkbookFile } from "./spreadsheet/workbook-file";
import { noExtras, readExtras, writeExtras, type WorkbookExtras } from "./workbook-extras";

export interface SessionOptions {
  readonly manifest: AddinManifest;
  readonly functions: FunctionCatalogue;
  readonly spreadsheet: Spreadsheet;
  readonly page: Page;
  readonly addinOrigin: string;
  readonly onRibbon: (controlId: string, state: { readonly enabled?: boolean }) => void;
}

/** An open workbook with the add-in's frames over it; opening another one starts everything anew, as Excel does. */
export interface Session {
  readonly spreadsheet: Spreadsheet;
  model(): WorkbookModel;
  frames(): AddinFrames;
  /** What all frames saw since the page was loaded, those of closed workbooks included. */
  report(): HostReport;
  /** Opens a file, or an empty workbook, with fresh frames; resolves when functions may be invoked. */
  open(bytes: Uint8Array | undefined, name: string): Promise<void>;
  save(): Promise<Uint8Array>;
  /** Saves, closes and opens; `clearStorage` empties what the add-in's origin keeps in this browser first. */
  reopen(options: { readonly clearStorage: boolean }): Promise<void>;
  showPane(isVisible: boolean): void;
}

/** Starts with nothing open: call `open` first. */
export function createSession(options: SessionOptions): Session {
  const { manifest, functions, spreadsheet, page, addinOrigin } = options;
  let name = "Book1.xlsx";
  let isPaneVisible = true;
  let closedReport = emptyReport;
  let opened: { readonly model: WorkbookModel; readonly frames: AddinFrames } | undefined;

  const current = (): NonNullable<typeof opened> => {
    if (!opened) throw new Error("No workbook is open yet");
    return opened;
  };
  const onPaneVisible = (isVisible: boolean): void => {
    isPaneVisible = isVisible;
    page.setPaneVisible(isVisible && manifest.paneUrl !== undefined);
  };

  const close = (): void => {
    if (!opened) return;
    spreadsheet.setRuntime(undefined);
    closedReport = addReports(closedReport, opened.frames.report());
    opened.frames.dispose();
    opened.model.dispose();
    opened = undefined;
  };

  const start = async (extras: WorkbookExtras): Promise<void> => {
    const model = createWorkbookModel(spreadsheet);
    model.restore(extras.workbook);
    onPaneVisible(isPaneVisible);
    const frames = openAddinFrames({
      manifest,
      functions,
      model,
      addinOrigin,
      documentUrl: `${location.origin}/documents/${encodeURIComponent(name)}`,
      settings: extras.settings,
      rooms: { pane: page.pane, background: page.background },
      isPaneVisible,
      onPaneVisible,
      onRibbon: options.onRibbon,
      onMissing: (member) => page.notify(`The workbench does not implement ${member}, which the add-in used.`),
    });
    opened = { model, frames };
    spreadsheet.setRuntime(frames.functionRuntime);
    await frames.ready();
  };

  const save = (): Promise<Uint8Array> => {
    const { model, frames } = current();
    return spreadsheet.saveXlsx(writeExtras({ workbook: model.snapshot(), settings: frames.settings() }));
  };

  return {
    spreadsheet,
    model: () => current().model,
    frames: () => current().frames,
    report: () => (opened ? addReports(closedReport, opened.frames.report()) : closedReport),
    async open(bytes, openedName) {
      close();
      name = openedName;
      page.setDocumentName(name);
      const extras = bytes && readExtras(await spreadsheet.openXlsx(bytes));
      if (!bytes) spreadsheet.load(emptyWorkbook);
      await start(extras ?? noExtras);
    },
    save,
    async reopen({ clearStorage }) {
      const bytes = await save();
      close();
      if (clearStorage) await clearAddinStorage(addinOrigin, page.background);
      await start(readExtras(await spreadsheet.openXlsx(bytes)));
    },
    showPane(isVisible) {
      onPaneVisible(isVisible);
      current().frames.setPaneVisible(isVisible);
    },
  };
}

const emptyWorkbook: WorkbookFile = {
  sheets: [{ name: "Sheet1", cells: [], columnWidths: [], hiddenRows: [] }],
};

/** What a browser keeps for an origin can only be emptied by a page of that origin. */
function clearAddinStorage(addinOrigin: string, room: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    const frame = document.createElement("iframe");
    const done = (event: MessageEvent): void => {
      if (event.source !== frame.contentWindow || event.data !== "workbench-storage-cleared") return;
      removeEventListener("message", done);
      frame.remove();
      resolve();
    };
    addEventListener("message", done);
    frame.src = `${addinOrigin}/__workbench/clear-storage.html`;
    room.append(frame);
  });
}
