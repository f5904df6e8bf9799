/** The requirement sets that npm's office.js 1.1.110 can serve, and the internal ones its runtime asks for. */
const REQUIREMENT_SETS: Readonly<Record<string, string>> = {
  ExcelApi: "1.15",
  CustomFunctionsRuntime: "1.4",
  CustomFunctions: "1.9",
  SharedRuntime: "1.2",
  RibbonApi: "1.1",
  DialogApi: "1.2",
  AddinCommands: "1.1",
  RichApiRuntime: "1.1",
  Settings: "1.1",
  Selection: "1.1",
  DocumentEvents: "1.1",
};

const EXCEL_ON_THE_WEB = 16;
const READ_WRITE = 1;
const TASK_PANE = 1;
const InitialDisplay = { hidden: 1, taskPane: 2 } as const;

interface AppContextOptions {
  readonly addinId: string;
  readonly addinName: string;
  readonly addinOrigin: string;
  readonly documentUrl: string;
  readonly locale: string;
  readonly settings: readonly (readonly [string, string])[];
  readonly isPaneVisible: boolean;
}

/** The answer to `getAppContextAsync`: office.js refuses to start where one of these is missing. */
export function appContext(options: AppContextOptions): Readonly<Record<string, unknown>> {
  return {
    _id: options.addinId,
    _appName: EXCEL_ON_THE_WEB,
    _appVersion: "16.01",
    _appUILocale: options.locale,
    _dataLocale: options.locale,
    _docUrl: options.documentUrl,
    _clientMode: READ_WRITE,
    _settings: options.settings,
    _reason: "documentOpened",
    _osfControlType: TASK_PANE,
    _eToken: "",
    _correlationId: crypto.randomUUID(),
    _appInstanceId: options.addinId,
    _requirementMatrix: JSON.stringify(REQUIREMENT_SETS),
    _hostFullVersion: "16.0.18000.40000",
    _clientWindowHeight: 800,
    _clientWindowWidth: 350,
    _addinName: options.addinName,
    _appDomains: [options.addinOrigin],
    _initialDisplayMode: options.isPaneVisible ? InitialDisplay.taskPane : InitialDisplay.hidden,
    _featureGates: {},
    _hostCustomMessage: "",
    _wacHostEnvironment: "0",
  };
}

const LOG_NOTHING = "disableLogging";
const SHARED_RUNTIME = 1;
const CUSTOM_FUNCTIONS = 2;

/** The text office.js reads to learn where it runs. */
export function hostInfo(options: { readonly locale: string; readonly runsFunctions: boolean }): string {
  const flags = SHARED_RUNTIME | (options.runsFunctions ? CUSTOM_FUNCTIONS : 0);
  return ["Excel", "Web", "16.01", options.locale, crypto.randomUUID(), "", LOG_NOTHING, String(flags)].join("|");
}
