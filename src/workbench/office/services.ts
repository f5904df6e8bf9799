import { defineType, type HostObject } from "./host-object";

/** What the runtime around the object model can be asked for. */
interface RuntimeServices {
  readonly functions: HostObject;
  readonly pane: { isVisible(): boolean; show(on: boolean): void };
  /** Told when the add-in switches a ribbon control on or off, or shows or hides a tab. */
  readonly onRibbon: (controlId: string, state: { readonly enabled?: boolean; readonly visible?: boolean }) => void;
  /** Told when the add-in wants people to be asked before they close the document, and when it no longer does. */
  readonly onCloseWarning: (isWanted: boolean) => void;
}

/** The objects that stand beside the workbook, under the names office.js creates them with. */
export function createServices({
  functions,
  pane,
  onRibbon,
  onCloseWarning,
}: RuntimeServices): ReadonlyMap<string, HostObject> {
  let startState = "Inactive";
  const enabled = new Map<string, boolean>();

  const addinInternal = defineType<object>({
    type: "AddinInternalService",
    methods: { notifyActionHandlerReady: () => null },
  });
  const appRuntime = defineType<object>({
    type: "AppRuntimeService",
    methods: {
      getAppRuntimeState: () => (pane.isVisible() ? "Visible" : "Background"),
      setAppRuntimeState: (_, [state]) => pane.show(state === "Visible"),
    },
  });
  const persistence = defineType<object>({
    type: "AppRuntimePersistenceService",
    methods: {
      getAppRuntimeStartState: () => startState,
      setAppRuntimeStartState: (_, [state]) => {
        startState = String(state);
      },
    },
  });
  const ribbonTab = defineType<{ readonly id: string }>({
    type: "RibbonTab",
    methods: { setVisibility: ({ id }, [visible]) => onRibbon(id, { visible: visible === true }) },
  });
  const ribbonButton = defineType<{ readonly id: string }>({
    type: "RibbonButton",
    scalars: { enabled: ({ id }) => enabled.get(id) ?? true },
    setters: {
      enabled: ({ id }, value) => {
        enabled.set(id, value === true);
        onRibbon(id, { enabled: value === true });
      },
    },
  });
  const ribbon = defineType<object>({
    type: "DynamicRibbon",
    methods: {
      getTab: (_, [id]) => ribbonTab.of({ id: String(id) }),
      getButton: (_, [id]) => ribbonButton.of({ id: String(id) }),
    },
  });

  const closeNotification = defineType<object>({
    type: "BeforeDocumentCloseNotification",
    methods: { enable: () => onCloseWarning(true), disable: () => onCloseWarning(false) },
  });

  return new Map([
    ["Microsoft.BeforeDocumentCloseNotification.BeforeDocumentCloseNotification", closeNotification.of({})],
    ["Microsoft.ExcelServices.CustomFunctions", functions],
    ["Microsoft.InternalService.AddinInternalService", addinInternal.of({})],
    ["Microsoft.AppRuntime.AppRuntimeService", appRuntime.of({})],
    ["Microsoft.AppRuntime.AppRuntimePersistenceService", persistence.of({})],
    ["Microsoft.DynamicRibbon.DynamicRibbon", ribbon.of({})],
  ]);
}
