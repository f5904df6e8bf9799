import type { ChangeSource } from "../grid";
import type { FunctionCatalogue, FunctionRuntime } from "../functions";
import { type AddinFrame, createAddinFrame } from "./addin-frame";
import { appContext, hostInfo } from "./app-context";
import { entriesOf } from "./change-events";
import { COMMAND_EVENT, createCommands } from "./commands";
import { createBook } from "./create-book";
import { createMethodHandler, type Traffic } from "./execute-method";
import { createEventOutbox } from "./event-outbox";
import { createFaults, type FaultName } from "./faults";
import { createFunctionHost } from "./function-runtime";
import { createInterpreter } from "./interpreter";
import { eventEntry, type MessageEntry } from "./message-entry";
import { createServices } from "./services";
import { createSettingsStore } from "./settings-store";
import { keepRange, releaseRange } from "./objects/range-keeping";
import type { WorkbookModel } from "./workbook-model";

const PANE_VISIBILITY_EVENT = 65_539;

interface OfficeHostOptions {
  /** The workbook; several hosts may look at one. */
  readonly model: WorkbookModel;
  /** Where the frame of the add-in goes; moving it later would reload the add-in. */
  readonly parent: HTMLElement;
  readonly addinUrl: string;
  readonly addinId: string;
  readonly addinName: string;
  readonly functions: FunctionCatalogue;
  readonly documentUrl: string;
  /** `Office.context.document.settings` as they were saved: JSON text under each key. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Such as `en-US`, the default. */
  readonly locale?: string;
  /** Whose add-in it is: `coauthor` makes its edits Remote to the other frame. Default `addin`. */
  readonly author?: Exclude<ChangeSource, "user">;
  /** `false` for a page that has no custom functions in it. Default true. */
  readonly runsFunctions?: boolean;
  /** Default true. */
  readonly isPaneVisible?: boolean;
  /** The add-in shows or hides its pane. */
  readonly onVisibility?: (isVisible: boolean) => void;
  readonly onRibbon?: (controlId: string, state: { readonly enabled?: boolean; readonly visible?: boolean }) => void;
  /** The add-in wants people to be asked before they close the document, or no longer does. */
  readonly onCloseWarning?: (isWanted: boolean) => void;
  /** Told each missing API member once. */
  readonly onMissing?: (member: string) => void;
}

/** What a host has seen so far. */
export interface HostReport {
  readonly missingMembers: readonly string[];
  readonly invocations: number;
  readonly syncs: number;
  readonly maxPayloadBytes: number;
}

/** One add-in frame, served as Excel on the web serves it. */
export interface OfficeHost {
  /** The frame now shown; another one after `reload`. */
  element(): HTMLIFrameElement;
  /** Resolves when functions may be invoked; asked again after `reload`, when they may be again. */
  ready(): Promise<void>;
  readonly functionRuntime: FunctionRuntime;
  /** A ribbon button with a function: resolves when completed, rejects where the add-in knows none of that name. */
  runCommand(functionName: string, controlId: string): Promise<void>;
  /** The person has shown or hidden the pane. */
  setPaneVisible(isVisible: boolean): void;
  /** Refuses the next `times` requests to the workbook. */
  fault(name: FaultName, times: number): void;
  /** Opens the page anew, as closing and opening the document does. */
  reload(): void;
  settings(): Readonly<Record<string, string>>;
  report(): HostReport;
  dispose(): void;
}

/** Opens the add-in in a frame and answers its real, unmodified office.js. */
export function createOfficeHost(options: OfficeHostOptions): OfficeHost {
  const { addinId, addinUrl, model, locale = "en-US", runsFunctions = true } = options;
  const settings = createSettingsStore(options.settings);
  const { book, root } = createBook({
    model,
    settings,
    source: options.author ?? "addin",
    documentUrl: options.documentUrl,
  });
  const traffic: Traffic = { syncs: 0, maxPayloadBytes: 0 };
  const missing = new Set<string>();
  const faults = createFaults();
  let isPaneVisible = options.isPaneVisible ?? true;
  let activeSheet = model.grid.activeSheetId();
  let contextsGiven = 0;

  const emit = (eventName: string, data: unknown) => frame.emit(eventName, data);
  const send = (entries: readonly MessageEntry[]) => void emit("richApiMessage", { ArrayData: entries });
  const { post } = createEventOutbox(send);
  const commands = createCommands(emit);
  const functions = createFunctionHost({ send, catalogue: options.functions });

  function reportMissing(member: string): void {
    if (missing.has(member)) return;
    missing.add(member);
    options.onMissing?.(member);
  }

  function showPane(isVisible: boolean): void {
    if (isVisible === isPaneVisible) return;
    isPaneVisible = isVisible;
    post([eventEntry(PANE_VISIBILITY_EVENT, "", { visibility: isVisible ? "Visible" : "Hidden" })]);
  }

  const executeMethod = createMethodHandler({
    book,
    commands,
    faults,
    traffic,
    onMissing: reportMissing,
    interpreter: createInterpreter({
      root,
      onMissing: reportMissing,
      onKeep: (object) => keepRange(object),
      onRelease: (object) => releaseRange(object),
      services: createServices({
        functions: functions.service,
        pane: {
          isVisible: () => isPaneVisible,
          show: (on) => {
            showPane(on);
            options.onVisibility?.(on);
          },
        },
        onRibbon: (controlId, state) => options.onRibbon?.(controlId, state),
        onCloseWarning: (isWanted) => options.onCloseWarning?.(isWanted),
      }),
    }),
  });

  /** The page asks for it when it starts: a second time means that it was loaded anew. */
  function giveContext() {
    if (contextsGiven > 0) restart();
    contextsGiven += 1;
    return appContext({
      addinId,
      addinName: options.addinName,
      addinOrigin: new URL(addinUrl, location.href).origin,
      documentUrl: options.documentUrl,
      locale,
      settings: settings.entries(),
      isPaneVisible,
    });
  }

  function restart(): void {
    frame.forgetRegistrations();
    functions.restart();
    commands.abandon();
  }

  function invoke(methodName: string, data: unknown): { readonly data: unknown } | undefined {
    switch (methodName) {
      case "ContextActivationManager_getAppContextAsync":
        return { data: giveContext() };
      case "ContextActivationManager_notifyHost":
        return { data: null };
      case "executeMethod":
        return { data: executeMethod(data) };
      default:
        reportMissing(`Office message ${methodName}`);
        return undefined;
    }
  }

  function openFrame(): AddinFrame {
    return createAddinFrame({
      parent: options.parent,
      url: addinUrl,
      addinId,
      title: options.addinName,
      hostInfo: hostInfo({ locale, runsFunctions }),
      handlers: {
        invoke,
        onRegistered: (eventName) => {
          if (eventName === COMMAND_EVENT) commands.onRegistered();
        },
      },
    });
  }

  const stopListening = model.onChange((change) => {
    const activeBefore = activeSheet;
    activeSheet = model.grid.activeSheetId();
    if (!book.eventsEnabled) return;
    post(entriesOf(change, book, activeBefore));
    if (change.type === "selected") setTimeout(() => emit("documentSelectionChanged", {}), 0);
  });

  let frame = openFrame();

  return {
    element: () => frame.element,
    ready: functions.ready,
    functionRuntime: functions.runtime,
    runCommand: (functionName, controlId) => commands.run(functionName, controlId),
    setPaneVisible: showPane,
    fault: (name, times) => faults.set(name, times),
    reload() {
      restart();
      frame.dispose();
      contextsGiven = 0;
      frame = openFrame();
    },
    settings: () => Object.fromEntries(settings.entries()),
    report: () => ({
      missingMembers: [...missing],
      invocations: functions.invocations(),
      syncs: traffic.syncs,
      maxPayloadBytes: traffic.maxPayloadBytes,
    }),
    dispose() {
      stopListening();
      restart();
      frame.dispose();
    },
  };
}
