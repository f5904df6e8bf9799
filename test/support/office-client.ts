import { readFileSync } from "node:fs";
import vm from "node:vm";
import { entriesOf } from "../../src/workbench/office/change-events";
import type { OfficeWorkbook } from "./office-workbook";

/** The real, unmodified office.js of npm, run in Node over a workbook in memory. */
export interface OfficeClient {
  /** Requests that reached the workbook. */
  readonly requests: number;
  /** Called before each request is answered: a co-author's edits arrive here, between requests, and nowhere else. */
  beforeRequest: ((body: string) => void) | undefined;
  /** The next requests are refused with this Office error, such as 5004 for a cell being edited. */
  refuse(code: number, times?: number): void;
  /** How many handlers of events the host has been asked for and not yet rid of. */
  readonly listening: number;
  /** Takes `Excel` and `Office` away again. */
  dispose(): void;
}

let script: vm.Script | undefined;

/** Starts office.js as a page's global `Excel` and `Office`; one at a time. */
export function startOfficeClient(workbook: OfficeWorkbook): OfficeClient {
  const file = require.resolve("@microsoft/office-js/dist/excel-web-16.00.js");
  script ??= new vm.Script(readFileSync(file, "utf8"), { filename: file });
  const page = pageGlobals();
  vm.createContext(page);
  script.runInContext(page);

  let requests = 0;
  const refusals: number[] = [];
  let listening = 0;
  const onSelection = new Set<(args: unknown) => void>();

  const client: OfficeClient = {
    beforeRequest: undefined,
    get requests() {
      return requests;
    },
    get listening() {
      return listening + onSelection.size;
    },
    refuse: (code, times = 1) => void refusals.push(...new Array<number>(times).fill(code)),
    dispose() {
      stopListening();
      for (const name of ["Excel", "Office", "OfficeExtension"]) Reflect.deleteProperty(globalThis, name);
    },
  };

  page["OSF"] = {
    DDA: {
      RichApi: {
        executeRichApiRequestAsync(message: readonly unknown[], answer: (result: unknown) => void) {
          const body = String(message[4]);
          requests += 1;
          client.beforeRequest?.(body);
          listening += (body.match(/"Name":"_Register\w+Event"/gu) ?? []).length;
          listening -= (body.match(/"Name":"_Unregister\w+Event"/gu) ?? []).length;
          const code = refusals.shift();
          if (code !== undefined) {
            setImmediate(() => answer({ status: "failed", error: { code, message: "Refused." } }));
            return;
          }
          const reply = JSON.stringify(workbook.execute(JSON.parse(body)));
          setImmediate(() =>
            answer({ status: "succeeded", value: { data: [200, ["Content-Type", "application/json"], reply] } }),
          );
        },
      },
    },
  };
  page["Office"] = {
    EventType: { DocumentSelectionChanged: "documentSelectionChanged" },
    onReady: () => Promise.resolve({ host: "Excel", platform: "OfficeOnline" }),
    context: {
      requirements: {
        isSetSupported: (set: string, version = "1.1") =>
          Number(version.split(".")[1]) <= (set === "ExcelApi" ? 15 : set === "SharedRuntime" ? 2 : -1),
      },
      document: {
        url: "https://workbench.invalid/My%20book.xlsx",
        addHandlerAsync(_type: string, handler: (args: unknown) => void, answer: (result: unknown) => void) {
          onSelection.add(handler);
          answer({ status: "succeeded" });
        },
        removeHandlerAsync(
          _type: string,
          { handler }: { handler: (args: unknown) => void },
          answer: (result: unknown) => void,
        ) {
          onSelection.delete(handler);
          answer({ status: "succeeded" });
        },
      },
    },
  };

  const { OfficeExtension } = page as unknown as { OfficeExtension: TestDoors };
  OfficeExtension._testSetRichApiMessageReadyImpl(() => Promise.resolve());
  let active = workbook.grid.activeSheetId();
  const stopListening = workbook.model.onChange((change) => {
    const before = active;
    active = workbook.grid.activeSheetId();
    if (!workbook.book.eventsEnabled) return;
    const entries = entriesOf(change, workbook.book, before).map(
      ([messageCategory, messageType, targetId, message]) => ({
        ...{ messageCategory, messageType, targetId, message },
      }),
    );
    OfficeExtension._testTriggerRichApiMessageEvent({ entries });
    if (change.type === "selected") for (const handler of onSelection) handler({});
  });

  Object.assign(globalThis, { Excel: page["Excel"], Office: page["Office"], OfficeExtension: page["OfficeExtension"] });
  return client;
}

/** The library's own entrances for tests. */
interface TestDoors {
  _testSetRichApiMessageReadyImpl(ready: () => Promise<void>): void;
  _testTriggerRichApiMessageEvent(message: { readonly entries: readonly unknown[] }): void;
}

/** What office.js looks for in a page while it starts. */
function pageGlobals(): Record<string, unknown> {
  const element = (): unknown => ({ setAttribute: () => undefined, style: {} });
  const page: Record<string, unknown> = {
    ...{ console, setTimeout, clearTimeout, setInterval, clearInterval, Promise, URL },
    location: new URL("https://addin.invalid/"),
    navigator: { userAgent: "node", platform: "" },
    document: {
      createElement: element,
      getElementsByTagName: () => [],
      addEventListener: () => undefined,
      cookie: "",
      URL: "https://addin.invalid/",
      body: {},
    },
    addEventListener: () => undefined,
  };
  page["window"] = page;
  page["self"] = page;
  return page;
}
