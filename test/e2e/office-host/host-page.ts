import type { FunctionCatalogue, FunctionDescription, FunctionResult } from "../../../src/workbench/functions";
import { createOfficeHost, type OfficeHost } from "../../../src/workbench/office/office-host";
import { createWorkbookModel } from "../../../src/workbench/office/workbook-model";
import { createFakeGrid } from "../../support/fake-grid";

const describe = (id: string, options: Partial<FunctionDescription> = {}): FunctionDescription => ({
  id,
  name: id,
  fullName: `GUEST.${id}`,
  parameters: [],
  isMatrix: false,
  isStreaming: false,
  isCancelable: false,
  isVolatile: false,
  requiresAddress: false,
  requiresParameterAddresses: false,
  ...options,
});

const catalogue: FunctionCatalogue = {
  functions: [
    describe("ADD", { parameters: [{ name: "a" }, { name: "b", optional: true }] }),
    describe("LATER", { parameters: [{ name: "name" }] }),
    describe("GRID"),
    describe("MIXED"),
    describe("FAIL"),
    describe("CRASH"),
    describe("NOWHERE"),
    describe("WHERE", { requiresAddress: true }),
    describe("SLOW", { isCancelable: true }),
    describe("CLOCK", { isStreaming: true }),
    describe("DATE"),
  ],
  enums: new Map(),
};

const parent = document.createElement("div");
document.body.append(parent);
const grid = createFakeGrid();
const model = createWorkbookModel(grid);

function open(addinUrl: string, author: "addin" | "coauthor"): OfficeHost {
  return createOfficeHost({
    model,
    parent,
    addinUrl,
    addinId: "11111111-2222-3333-4444-555555555555",
    addinName: "Guest",
    functions: catalogue,
    documentUrl: "https://workbench.invalid/Book1.xlsx",
    settings: { saved: JSON.stringify("before") },
    author,
    onVisibility: (isVisible) => page.visibility.push(isVisible),
    onCloseWarning: (isWanted) => page.closeWarnings.push(isWanted),
    onRibbon: (controlId, state) => page.ribbon.push([controlId, state]),
  });
}

interface Invocation {
  readonly id: string;
  readonly args?: readonly unknown[];
  readonly address?: string;
}

/** What the test drives from outside. */
const page = {
  grid,
  model,
  visibility: [] as boolean[],
  ribbon: [] as unknown[],
  closeWarnings: [] as boolean[],
  results: [] as FunctionResult[],
  cancelLast: (): void => undefined,
  host: undefined as OfficeHost | undefined,
  other: undefined as OfficeHost | undefined,
  start(addinUrl: string) {
    page.host = open(addinUrl, "addin");
  },
  startOther(addinUrl: string) {
    page.other = open(addinUrl, "coauthor");
  },
  /** Starts calls in one message; each result is kept in `results`. */
  begin(calls: readonly Invocation[], onResult: (index: number, result: FunctionResult) => void) {
    const cancels = page.host!.functionRuntime.invoke(
      calls.map(({ id, args = [], address = "Sheet1!A1" }, index) => ({
        description: catalogue.functions.find((known) => known.id === id) ?? describe(id),
        args,
        address,
        parameterAddresses: [],
        onResult: (result) => {
          page.results.push(result);
          onResult(index, result);
        },
      })),
    );
    page.cancelLast = () => cancels.forEach((cancel) => cancel());
  },
  /** The first result of each call. */
  async call(calls: readonly Invocation[]): Promise<readonly FunctionResult[]> {
    const found = calls.map((): FunctionResult | undefined => undefined);
    return new Promise((resolve) => {
      page.begin(calls, (index, result) => {
        found[index] = result;
        if (found.every((item) => item !== undefined)) resolve(found);
      });
    });
  },
};

export type HostPage = typeof page;

declare global {
  interface Window {
    page: HostPage;
  }
}
window.page = page;
