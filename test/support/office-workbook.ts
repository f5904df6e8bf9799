import type { ChangeSource } from "../../src/workbench/grid";
import type { Book } from "../../src/workbench/office/book";
import { createBook } from "../../src/workbench/office/create-book";
import type { HostObject } from "../../src/workbench/office/host-object";
import { createInterpreter } from "../../src/workbench/office/interpreter";
import { keepRange, releaseRange } from "../../src/workbench/office/objects/range-keeping";
import { createSettingsStore } from "../../src/workbench/office/settings-store";
import { createWorkbookModel, type WorkbookModel } from "../../src/workbench/office/workbook-model";
import { createFakeGrid, type FakeGrid } from "./fake-grid";
import { richApiRequest, type RichApiRequestBuilder } from "./rich-api-request";

/** What a request came to: values by the number of their action, or the error. */
export interface Reply {
  value(actionId: number): unknown;
  readonly error:
    | { readonly Code: string; readonly Message: string; readonly ActionIndex: number; readonly Location: string }
    | undefined;
  readonly traceIds: readonly number[];
}

/** A workbook over a fake grid that answers requests as one add-in frame would. */
export interface OfficeWorkbook {
  readonly grid: FakeGrid;
  readonly model: WorkbookModel;
  readonly book: Book;
  readonly missing: readonly string[];
  /** Sends what `write` puts down, as wire JSON. */
  run(write: (request: RichApiRequestBuilder) => void): Reply;
  /** Answers the body of a request as the wire has it, in one turn. */
  execute(body: unknown): unknown;
  /** The members of the range at `address` of the active sheet. */
  load(address: string, ...members: readonly string[]): Record<string, unknown>;
}

export function officeWorkbook(
  options: {
    readonly services?: ReadonlyMap<string, HostObject>;
    readonly source?: ChangeSource;
    /** Default: a fake one. */
    readonly grid?: FakeGrid;
  } = {},
): OfficeWorkbook {
  const grid = options.grid ?? createFakeGrid();
  const model = createWorkbookModel(grid);
  const { book, root } = createBook({
    model,
    settings: createSettingsStore({ saved: '"before"' }),
    source: options.source ?? "addin",
    documentUrl: "https://workbench.invalid/My%20book.xlsx",
  });
  const missing: string[] = [];
  const interpreter = createInterpreter({
    root,
    services: options.services ?? new Map(),
    onMissing: (member) => missing.push(member),
    onKeep: keepRange,
    onRelease: releaseRange,
  });

  function execute(body: unknown): unknown {
    const response = interpreter.execute(body);
    model.places.endTurn();
    return response;
  }

  function run(write: (request: RichApiRequestBuilder) => void): Reply {
    const request = richApiRequest();
    write(request);
    const body: unknown = JSON.parse(JSON.stringify(request.body()));
    const response = JSON.parse(JSON.stringify(execute(body))) as {
      Results: { ActionId: number; Value: unknown }[];
      TraceIds: number[];
      Error?: NonNullable<Reply["error"]>;
    };
    return {
      value: (actionId) => response.Results.find(({ ActionId }) => ActionId === actionId)?.Value,
      error: response.Error,
      traceIds: response.TraceIds,
    };
  }

  return {
    grid,
    model,
    book,
    missing,
    run,
    execute,
    load(address, ...members) {
      let loaded = 0;
      const reply = run((request) => {
        const sheets = request.property(request.workbook, "Worksheets");
        const sheet = request.method(sheets, "GetActiveWorksheet");
        loaded = request.load(request.method(sheet, "GetRange", address), ...members);
      });
      if (reply.error) throw new Error(`${reply.error.Code}: ${reply.error.Message}`);
      return reply.value(loaded) as Record<string, unknown>;
    },
  };
}

/** A path to the range at `address` of the active sheet. */
export function rangePath(request: RichApiRequestBuilder, address: string): number {
  return request.method(sheetPath(request), "GetRange", address);
}

/** A path to the active sheet. */
export function sheetPath(request: RichApiRequestBuilder): number {
  return request.method(request.property(request.workbook, "Worksheets"), "GetActiveWorksheet");
}
