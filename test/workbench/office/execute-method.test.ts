import { createCommands } from "../../../src/workbench/office/commands";
import { createMethodHandler } from "../../../src/workbench/office/execute-method";
import { createFaults } from "../../../src/workbench/office/faults";
import { createInterpreter } from "../../../src/workbench/office/interpreter";
import { createBook } from "../../../src/workbench/office/create-book";
import { parseRect } from "../../../src/workbench/office/address";
import { officeWorkbook, rangePath } from "../../support/office-workbook";
import { richApiRequest, type RichApiRequestBuilder } from "../../support/rich-api-request";

function methodHandler() {
  const { book, grid } = officeWorkbook();
  const { root } = createBook(book);
  const emitted: unknown[] = [];
  let isListening = true;
  const commands = createCommands((name, data) => {
    if (isListening) emitted.push([name, data]);
    return isListening;
  });
  const faults = createFaults();
  const traffic = { syncs: 0, maxPayloadBytes: 0 };
  const missing: string[] = [];
  const execute = createMethodHandler({
    book,
    commands,
    faults,
    traffic,
    interpreter: createInterpreter({ root, services: new Map() }),
    onMissing: (member) => missing.push(member),
  });
  const dispatch = (DispatchId: number, data: Readonly<Record<string, unknown>> = {}) =>
    execute({ ...data, DdaMethod: { ControlId: "x", Version: 1, DispatchId } });

  return {
    book,
    commands,
    dispatch,
    emitted,
    faults,
    grid,
    missing,
    traffic,
    setListening: (on: boolean) => {
      isListening = on;
    },
    richApi(write: (request: RichApiRequestBuilder) => void) {
      const request = richApiRequest();
      write(request);
      return dispatch(93, { ArrayData: ["", "POST", "ProcessQuery", [], JSON.stringify(request.body()), 0, 0] });
    },
  };
}

const write = (request: RichApiRequestBuilder) => request.set(rangePath(request, "A1"), "Values", [[1]]);
const letGo = (request: RichApiRequestBuilder) => request.call(request.workbook, "_RemoveReference", "ref1");

describe("executeMethod", () => {
  it("answers requests in the envelope that office.js reads", () => {
    const { richApi, traffic } = methodHandler();
    const reply = richApi(write);

    expect(reply).toMatchObject({
      Version: 1,
      Error: 0,
      Data: [200, ["Content-Type", "application/json"], expect.any(String)],
    });
    expect(traffic).toMatchObject({ syncs: 1 });
    expect(traffic.maxPayloadBytes).toBeGreaterThan(100);
  });

  it("refuses as often as it was told to, and then no more", () => {
    const { faults, grid, richApi } = methodHandler();
    faults.set("cellEditMode", 2);
    const refused = [richApi(write), richApi(write)].map(({ Error }) => Error);
    const before = grid.usedRect("sheet-1");
    const after = richApi(write);

    expect(refused).toEqual([5004, 5004]);
    expect(before).toBeUndefined();
    expect(after["Error"]).toBe(0);
  });

  it.each([
    ["cellEditMode", 5004],
    ["payloadTooLarge", 5103],
    ["sessionExpired", 5012],
  ] as const)("knows the refusal %s", (name, code) => {
    const { faults, richApi } = methodHandler();
    faults.set(name, 1);

    expect(richApi(write)).toEqual({ Version: 1, Error: code });
  });

  it("spends no refusal on clearing up after a request", () => {
    const { faults, richApi, traffic } = methodHandler();
    faults.set("cellEditMode", 1);

    expect(richApi(letGo)["Error"]).toBe(0);
    expect(richApi(write)["Error"]).toBe(5004);
    expect(traffic.syncs).toBe(1);
  });

  it("refuses a request of more than 5 MB before it does anything", () => {
    const { grid, richApi, traffic } = methodHandler();
    const values = Array.from({ length: 200 }, () => ["é".repeat(15_000)]);
    const reply = richApi((request) => request.set(rangePath(request, "A1:A200"), "Values", values));

    expect(reply).toEqual({ Version: 1, Error: 5103 });
    expect(grid.usedRect("sheet-1")).toBeUndefined();
    expect(traffic.maxPayloadBytes).toBeGreaterThan(5 * 1024 * 1024);
  });

  it("refuses to answer with more than 5 MB", () => {
    const { grid, richApi } = methodHandler();
    grid.enter(
      "sheet-1",
      parseRect("A1:A200"),
      Array.from({ length: 200 }, () => ["x".repeat(30_000)]),
      "user",
    );
    const reply = richApi((request) => request.load(rangePath(request, "A1:A200"), "values"));

    expect(reply).toEqual({ Version: 1, Error: 5104 });
  });

  it("loads and saves the document's settings", () => {
    const { book, dispatch } = methodHandler();
    expect(dispatch(75)).toMatchObject({ Properties: { Settings: [{ Name: "saved", Value: '"before"' }] } });

    dispatch(76, { DdaSettingsMethod: { OverwriteIfStale: true, Properties: [["x", "1"]] } });
    expect(book.settings.entries()).toEqual([["x", "1"]]);
  });

  it("gives and takes the selected cells", () => {
    const { dispatch, grid } = methodHandler();
    grid.select("sheet-1", [parseRect("B2:C2")]);
    dispatch(65, { DdaSetBindingData: { Data: [["a", 1]] } });

    expect(dispatch(64, { DdaGetBindingData: { CoerceType: "matrix" } })).toMatchObject({ Data: [["a", 1]] });
    expect(dispatch(64, { DdaGetBindingData: { CoerceType: "text" } })).toMatchObject({ Data: "a\t1" });
  });

  it("reports a method it does not know, and fails", () => {
    const { dispatch, missing } = methodHandler();

    expect(dispatch(66)).toEqual({ Version: 1, Error: 5001 });
    expect(missing).toEqual(["Office method 66"]);
  });

  it("runs a command until the add-in completes it", async () => {
    const { commands, dispatch, emitted } = methodHandler();
    const done = commands.run("refresh", "Enrich.Refresh");
    expect(emitted).toEqual([
      ["appCommandInvoked", ["command1", "refresh", JSON.stringify({ source: { id: "Enrich.Refresh" } })]],
    ]);

    dispatch(94, { 0: "command1", 1: 0, 2: "{}" });
    await expect(done).resolves.toBeUndefined();
  });

  it("rejects a command that the add-in has not associated", async () => {
    const { commands, dispatch } = methodHandler();
    const done = commands.run("nope", "Enrich.Nope");
    dispatch(94, { 0: "command1", 1: 11101 });

    await expect(done).rejects.toThrow("has not associated the command nope");
  });

  it("keeps a command until the page can take it", () => {
    const { commands, emitted, setListening } = methodHandler();
    setListening(false);
    void commands.run("refresh", "Enrich.Refresh");
    expect(emitted).toHaveLength(0);

    setListening(true);
    commands.onRegistered();
    expect(emitted).toHaveLength(1);
  });

  it("rejects a command whose page is gone", async () => {
    const { commands } = methodHandler();
    const done = commands.run("refresh", "Enrich.Refresh");
    commands.abandon();

    await expect(done).rejects.toThrow("reloaded");
  });
});
