import type { FunctionCatalogue, FunctionRuntime } from "../functions";
import type { FaultName } from "../office/faults";
import { createOfficeHost, type HostReport, type OfficeHost } from "../office/office-host";
import type { WorkbookModel } from "../office/workbook-model";
import { addReports, emptyReport } from "./host-reports";
import type { AddinManifest, RibbonButton } from "./manifest";

export interface AddinFramesOptions {
  readonly manifest: AddinManifest;
  readonly functions: FunctionCatalogue;
  readonly model: WorkbookModel;
  readonly addinOrigin: string;
  readonly documentUrl: string;
  readonly settings: Readonly<Record<string, string>>;
  /** Where a page goes that is the pane, and where one goes that nobody sees. */
  readonly rooms: { readonly pane: HTMLElement; readonly background: HTMLElement };
  readonly isPaneVisible: boolean;
  readonly onPaneVisible: (isVisible: boolean) => void;
  readonly onRibbon: (controlId: string, state: { readonly enabled?: boolean }) => void;
  readonly onMissing: (member: string) => void;
}

/** The pages of an add-in over one open workbook: one frame for each different address, as Excel on the web does. */
export interface AddinFrames {
  /** Resolves when functions may be invoked; at once for an add-in without functions. */
  ready(): Promise<void>;
  readonly functionRuntime: FunctionRuntime | undefined;
  /** Resolves when the command is completed. */
  press(button: RibbonButton): Promise<void>;
  setPaneVisible(isVisible: boolean): void;
  /** Opens the pane's page once more on the same workbook, as another person's Excel. */
  openCoauthor(): Promise<void>;
  fault(name: FaultName, times: number): void;
  settings(): Readonly<Record<string, string>>;
  report(): HostReport;
  dispose(): void;
}

/** Opens the functions' page, and the pane's where it is the same page or the pane is shown. */
export function openAddinFrames(options: AddinFramesOptions): AddinFrames {
  const { manifest, model, rooms } = options;
  const hosts = new Map<string, OfficeHost>();
  const coauthors: OfficeHost[] = [];
  const served = (url: string): string => new URL(new URL(url).pathname, options.addinOrigin).href;
  const base = {
    model,
    addinId: manifest.id,
    addinName: manifest.name,
    functions: options.functions,
    documentUrl: options.documentUrl,
    settings: options.settings,
    onRibbon: options.onRibbon,
    onMissing: options.onMissing,
  };

  const hostOf = (url: string): OfficeHost => {
    const existing = hosts.get(url);
    if (existing) return existing;
    const isPane = url === manifest.paneUrl;
    const opened = createOfficeHost({
      ...base,
      addinUrl: served(url),
      parent: isPane ? rooms.pane : rooms.background,
      runsFunctions: url === manifest.functions?.pageUrl,
      isPaneVisible: isPane && options.isPaneVisible,
      onVisibility: options.onPaneVisible,
    });
    hosts.set(url, opened);
    return opened;
  };

  const functionHost = manifest.functions && hostOf(manifest.functions.pageUrl);
  if (manifest.paneUrl !== undefined && options.isPaneVisible) hostOf(manifest.paneUrl);
  const everyHost = (): OfficeHost[] => [...hosts.values(), ...coauthors];

  return {
    ready: () => functionHost?.ready() ?? Promise.resolve(),
    functionRuntime: functionHost?.functionRuntime,
    async press({ id, action }) {
      switch (action.type) {
        case "showPane": {
          hostOf(action.url).setPaneVisible(true);
          options.onPaneVisible(true);
          return;
        }
        case "runFunction": {
          if (manifest.functionFileUrl === undefined) throw new Error(`The manifest names no page for "${id}"`);
          await hostOf(manifest.functionFileUrl).runCommand(action.functionName, id);
        }
      }
    },
    setPaneVisible(isVisible) {
      if (manifest.paneUrl !== undefined) hostOf(manifest.paneUrl).setPaneVisible(isVisible);
    },
    async openCoauthor() {
      const url = manifest.functions?.pageUrl ?? manifest.paneUrl;
      if (url === undefined) throw new Error("This add-in has no page that another person could open");
      const host = createOfficeHost({
        ...base,
        addinUrl: served(url),
        parent: rooms.background,
        author: "coauthor",
        isPaneVisible: true,
      });
      coauthors.push(host);
      await host.ready();
    },
    fault(name, times) {
      for (const host of everyHost()) host.fault(name, times);
    },
    settings: () => Object.fromEntries([...hosts.values()].flatMap((host) => Object.entries(host.settings()))),
    report: () =>
      everyHost()
        .map((host) => host.report())
        .reduce(addReports, emptyReport),
    dispose() {
      for (const host of everyHost()) host.dispose();
    },
  };
}
