import type { Book } from "./book";
import type { Commands } from "./commands";
import type { Faults } from "./faults";
import type { Interpreter } from "./interpreter";
import { isList, listOf, numberOf, parseJson, recordOf, textOf } from "./json";
import { shapeBlock, cellInput } from "./cell-inputs";
import { readCells, valueOf } from "./cells";
import { PathKind, readRequest } from "./request";

const Dispatch = {
  getSelectedData: 64,
  setSelectedData: 65,
  loadSettings: 75,
  saveSettings: 76,
  richApi: 93,
  commandCompleted: 94,
} as const;

const OfficeError = {
  internal: 5001,
  requestTooLarge: 5103,
  responseTooLarge: 5104,
} as const;

/** What Excel on the web takes in one request, and gives in one response. */
const MAX_PAYLOAD_BYTES = 5 * 1024 * 1024;

/** What has gone over the wire. */
export interface Traffic {
  syncs: number;
  maxPayloadBytes: number;
}

interface MethodOptions {
  readonly interpreter: Interpreter;
  readonly book: Book;
  readonly faults: Faults;
  readonly commands: Commands;
  readonly traffic: Traffic;
  readonly onMissing: (member: string) => void;
}

type Reply = Readonly<Record<string, unknown>>;

/** Answers `executeMethod`: the requests of the object model, settings, selected data and ended commands. */
export function createMethodHandler(options: MethodOptions): (data: unknown) => Reply {
  const { book, commands, faults, interpreter, traffic } = options;
  const encoder = new TextEncoder();

  function measure(payload: string): number {
    const bytes = encoder.encode(payload).length;
    traffic.maxPayloadBytes = Math.max(traffic.maxPayloadBytes, bytes);
    return bytes;
  }

  function richApi(data: Reply): Reply {
    const payload = textOf(listOf(data["ArrayData"])[4]);
    const body = parseJson(payload);
    const isForWorkbook = reachesWorkbook(body);
    if (isForWorkbook) traffic.syncs += 1;
    const fault = isForWorkbook ? faults.next() : undefined;
    if (fault !== undefined) return failed(fault);
    if (measure(payload) > MAX_PAYLOAD_BYTES) return failed(OfficeError.requestTooLarge);
    const response = JSON.stringify(interpreter.execute(body));
    book.model.places.endTurn();
    if (measure(response) > MAX_PAYLOAD_BYTES) return failed(OfficeError.responseTooLarge);
    return succeeded({ Data: [200, ["Content-Type", "application/json"], response] });
  }

  function selectedData(data: Reply): Reply {
    const { sheetId, rects } = book.grid.selection();
    const rows = rects[0] ? readCells({ grid: book.grid, sheetId, rect: rects[0] }, valueOf) : [];
    const wanted = recordOf(data["DdaGetBindingData"])["CoerceType"];
    return succeeded({ Data: wanted === "text" ? rows.map((row) => row.join("\t")).join("\n") : rows });
  }

  function setSelectedData(data: Reply): Reply {
    const { sheetId, rects } = book.grid.selection();
    const value = recordOf(data["DdaSetBindingData"])["Data"];
    const rows = isList(value) ? value : [[value]];
    const { row, column } = rects[0] ?? { row: 0, column: 0 };
    const rect = { row, column, rowCount: rows.length, columnCount: listOf(rows[0]).length };
    book.model.enter(sheetId, rect, shapeBlock(rows, rect, cellInput), book.source);
    return succeeded({});
  }

  function saveSettings(data: Reply): Reply {
    const properties = listOf(recordOf(data["DdaSettingsMethod"])["Properties"]).map(listOf);
    book.settings.replaceAll(properties.map(([key, json]) => [textOf(key), textOf(json)]));
    return succeeded({});
  }

  return (wire) => {
    const data = recordOf(wire);
    const dispatchId = numberOf(recordOf(data["DdaMethod"])["DispatchId"]);
    switch (dispatchId) {
      case Dispatch.richApi:
        return richApi(data);
      case Dispatch.commandCompleted:
        commands.complete(data);
        return succeeded({});
      case Dispatch.getSelectedData:
        return selectedData(data);
      case Dispatch.setSelectedData:
        return setSelectedData(data);
      case Dispatch.loadSettings: {
        const settings = book.settings.entries().map(([Name, Value]) => ({ Name, Value }));
        return succeeded({ Properties: { Settings: settings } });
      }
      case Dispatch.saveSettings:
        return saveSettings(data);
      default:
        options.onMissing(`Office method ${dispatchId}`);
        return failed(OfficeError.internal);
    }
  };
}

const succeeded = (result: Reply): Reply => ({ Version: 1, Error: 0, ...result });
const failed = (code: number): Reply => ({ Version: 1, Error: code });

/** Whether it is the add-in's own request, and not a service's or the clearing up after one. */
function reachesWorkbook(body: unknown): boolean {
  const { actions, paths } = readRequest(body);
  const isRooted = [...paths.values()].some(({ kind }) => kind === PathKind.root || kind === PathKind.reference);
  return isRooted && actions.some(({ name, kind }) => name !== "_RemoveReference" && kind > 1);
}
