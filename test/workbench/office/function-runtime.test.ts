import type { FunctionCatalogue, FunctionDescription, FunctionResult } from "../../../src/workbench/functions";
import { createFunctionHost } from "../../../src/workbench/office/function-runtime";
import type { MessageEntry } from "../../../src/workbench/office/message-entry";

const describeFunction = (id: string, options: Partial<FunctionDescription> = {}): FunctionDescription => ({
  id,
  name: id,
  fullName: `ENRICH.${id}`,
  parameters: [],
  isMatrix: false,
  isStreaming: false,
  isCancelable: false,
  isVolatile: false,
  requiresAddress: false,
  requiresParameterAddresses: false,
  ...options,
});

const PERSON = describeFunction("PERSON", {
  parameters: [{ name: "identifier" }, { name: "field", optional: true }, { name: "options", repeating: true }],
  isCancelable: true,
});
const PLAIN = describeFunction("plain");
const CLOCK = describeFunction("CLOCK", { isStreaming: true });
const WHERE = describeFunction("WHERE", { requiresAddress: true, requiresParameterAddresses: true });
const CATALOGUE: FunctionCatalogue = { functions: [PERSON, PLAIN, CLOCK, WHERE], enums: new Map() };

function functionHost() {
  const messages: (readonly MessageEntry[])[] = [];
  const host = createFunctionHost({ send: (entries) => messages.push(entries), catalogue: CATALOGUE });
  const results: FunctionResult[] = [];

  function invoke(description: FunctionDescription, ...args: readonly unknown[]) {
    const call = {
      description,
      args,
      address: "Sheet1!B2",
      parameterAddresses: ["Sheet1!A2"],
      onResult: (result: FunctionResult) => results.push(result),
    };
    const [cancel] = host.runtime.invoke([call]);
    if (!cancel) throw new Error("Every call can be cancelled.");
    return cancel;
  }

  const service = (name: string, ...args: readonly unknown[]) => {
    const member = host.service.member(name);
    if (member?.kind !== "method") throw new Error(`No method ${name}.`);
    return member.call(args);
  };

  return {
    host,
    messages,
    results,
    invoke,
    becomeReady: () => service("_SetOsfControlContainerReadyForCustomFunctions"),
    report: (entries: readonly unknown[]) => service("setInvocationArrayResults", entries),
    service,
    /** The parsed text of entry `index` of the latest message. */
    sent: (index = 0): unknown => JSON.parse(messages.at(-1)?.[index]?.[3] ?? "null"),
  };
}

describe("the custom-function runtime", () => {
  it("holds calls back until the client is ready, then sends them in one message", async () => {
    const { host, messages, invoke, becomeReady } = functionHost();
    invoke(PERSON, "a");
    invoke(PERSON, "b");
    expect(messages).toHaveLength(0);

    becomeReady();
    await host.ready();
    expect(messages.map((entries) => entries.length)).toEqual([2]);
    expect(host.invocations()).toBe(2);
  });

  it("sends many calls in one message", () => {
    const { host, messages, becomeReady } = functionHost();
    becomeReady();
    const call = { description: PLAIN, args: [], address: "", parameterAddresses: [], onResult: () => undefined };
    host.runtime.invoke(Array.from({ length: 500 }, () => call));

    expect(messages.map((entries) => entries.length)).toEqual([500]);
  });

  it("pads what was left out up to the declared count, with upper-cased id and numeric flags", () => {
    const { becomeReady, invoke, sent, messages } = functionHost();
    becomeReady();
    invoke(PERSON, "who");

    expect(sent()).toEqual([1, "PERSON", ["who", null, []], null, 1, null]);
    expect(messages[0]?.[0]?.slice(0, 3)).toEqual([1, 1000, ""]);
    invoke(PLAIN);
    expect(sent()).toEqual([2, "PLAIN", [], null, 0, null]);
    invoke(CLOCK);
    expect(sent()).toEqual([3, "CLOCK", [], null, 2, null]);
  });

  it("tells addresses only to functions that ask for them", () => {
    const { becomeReady, invoke, sent } = functionHost();
    becomeReady();
    invoke(WHERE);

    expect(sent()).toEqual([1, "WHERE", [], "Sheet1!B2", 0, ["Sheet1!A2"]]);
  });

  it.each([
    ["a text", [1, true, "x"], "x"],
    ["nothing", [1, true, null], null],
    [
      "rows",
      [
        1,
        true,
        [
          [1, null],
          [true, "x"],
        ],
      ],
      [
        [1, null],
        [true, "x"],
      ],
    ],
    ["a list as a column", [1, true, [1, 2]], [[1], [2]]],
    [
      "a formatted number",
      [1, true, { type: "FormattedNumber", basicValue: 45000, numberFormat: "yyyy" }],
      { type: "formattedNumber", value: 45000, numberFormat: "yyyy" },
    ],
    ["an entity by its text", [1, true, { type: "Entity", text: "Ann", basicValue: "#VALUE!" }], "Ann"],
    ["a typed text", [1, true, { type: "String", basicValue: "=x" }], "=x"],
    ["an object of no type", [1, true, { a: 1 }], { type: "error", code: "#VALUE!" }],
    [
      "an error in an array",
      [1, true, [["ok", { type: "Error", basicValue: "#N/A", message: "nobody" }]]],
      [["ok", { type: "error", code: "#N/A", message: "nobody" }]],
    ],
    [
      "a rejected #N/A",
      [1, false, { message: "Say so", basicValue: "#N/A" }, 1],
      { type: "error", code: "#N/A", message: "Say so" },
    ],
    ["a thrown #N/A", [1, false, "Say so", 1], { type: "error", code: "#N/A", message: "Say so" }],
    ["#DIV/0!", [1, false, "", 5], { type: "error", code: "#DIV/0!" }],
    ["#NUM! for infinity", [1, false, "Infinity", 6], { type: "error", code: "#NUM!", message: "Infinity" }],
    ["#VALUE! for any other code", [1, false, "", 77], { type: "error", code: "#VALUE!" }],
    ["#NAME? for a function nobody registered", [1, false, "", 10], { type: "error", code: "#NAME?" }],
    [
      "the object form of older clients",
      { id: 1, failed: true, value: "no", errorCode: 7 },
      { type: "error", code: "#VALUE!", message: "no" },
    ],
  ])("reads %s", (_, wire, expected) => {
    const { becomeReady, invoke, report, results } = functionHost();
    becomeReady();
    invoke(PLAIN);
    report([wire]);

    expect(results).toEqual([expected]);
  });

  it("says of an exception without words that the function may not be associated", () => {
    const { becomeReady, invoke, report, results } = functionHost();
    becomeReady();
    invoke(PLAIN);
    report([[1, false, {}, 2]]);

    expect(results).toEqual([
      { type: "error", code: "#VALUE!", message: expect.stringContaining("ENRICH.plain failed") as string },
    ]);
  });

  it("settles a function that functions.json does not have as #NAME?", () => {
    const { host, becomeReady, invoke, results } = functionHost();
    becomeReady();
    invoke(describeFunction("OTHER"));

    expect(results).toEqual([
      { type: "error", code: "#NAME?", message: "The add-in offers no function ENRICH.OTHER." },
    ]);
    expect(host.invocations()).toBe(0);
  });

  it("takes one result of a promise, and every result of a stream", () => {
    const { becomeReady, invoke, report, results } = functionHost();
    becomeReady();
    invoke(PLAIN);
    invoke(CLOCK);
    report([
      [1, true, "first"],
      [2, true, 1],
    ]);
    report([
      [1, true, "late"],
      [2, true, 2],
    ]);

    expect(results).toEqual(["first", 1, 2]);
  });

  it("tells the client of a cancelled call where it can be told, and ignores what still comes", () => {
    const { becomeReady, invoke, messages, report, results, sent } = functionHost();
    becomeReady();
    const cancelPerson = invoke(PERSON, "a");
    const cancelPlain = invoke(PLAIN);
    cancelPlain();
    expect(messages).toHaveLength(2);

    cancelPerson();
    cancelPerson();
    expect(messages).toHaveLength(3);
    expect(messages[2]?.[0]?.[1]).toBe(1001);
    expect(sent()).toEqual({ invocationId: 1 });

    report([
      [1, true, "late"],
      [2, true, "late"],
    ]);
    expect(results).toEqual([]);
  });

  it("does not send what was cancelled before the client was ready", () => {
    const { becomeReady, invoke, messages } = functionHost();
    invoke(PERSON, "a")();
    becomeReady();

    expect(messages).toHaveLength(0);
  });

  it("makes calls under way again after a restart, and ignores results of the runtime that is gone", () => {
    const { host, becomeReady, invoke, report, results, sent } = functionHost();
    becomeReady();
    invoke(PLAIN);
    host.restart();
    report([[1, true, "from before"]]);
    expect(results).toEqual([]);

    becomeReady();
    expect(sent()).toEqual([2, "PLAIN", [], null, 0, null]);
    report([[2, true, "anew"]]);
    expect(results).toEqual(["anew"]);
  });
});
