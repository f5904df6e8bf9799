import { openAddinFrames, type AddinFrames } from "./addin/frames";
import type { AddinManifest } from "./addin/manifest";
import type { FunctionCatalogue } from "./functions";
import { createWorkbookModel, type WorkbookModel } from "./office/workbook-model";
import type { WorkbookSnapshot } from "./office/workbook-snapshot";
import type { Page } from "./shell/page";
import type { Spreadsheet } from "./spreadsheet/spreadsheet";

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
  let settings: Readonly<Record<string, string>> = {};
  let isPaneVisible = true;
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
    settings = opened.frames.settings();
    opened.frames.dispose();
    opened.model.dispose();
    opened = undefined;
  };

  const start = async (bytes: Uint8Array | undefined, snapshot?: WorkbookSnapshot): Promise<void> => {
    close();
    const saved = await spreadsheet.open(bytes);
    const model = createWorkbookModel(spreadsheet);
    model.restore(snapshot ?? saved);
    onPaneVisible(isPaneVisible);
    const frames = openAddinFrames({
      manifest,
      functions,
      model,
      addinOrigin,
      documentUrl: `${location.origin}/documents/${encodeURIComponent(name)}`,
      settings,
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

  return {
    spreadsheet,
    model: () => current().model,
    frames: () => current().frames,
    async open(bytes, openedName) {
      name = openedName;
      settings = {};
      page.setDocumentName(name);
      await start(bytes);
    },
    save: () => spreadsheet.save(current().model.snapshot()),
    async reopen({ clearStorage }) {
      const bytes = await spreadsheet.save(current().model.snapshot());
      close();
      if (clearStorage) await clearAddinStorage(addinOrigin, page.background);
      await start(bytes);
    },
    showPane(isVisible) {
      onPaneVisible(isVisible);
      current().frames.setPaneVisible(isVisible);
    },
  };
}

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
