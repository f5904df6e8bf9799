import type { FunctionDescription, FunctionParameter } from "../../../src/workbench/functions";
import { planCalls, type Argument, type ArgumentCell } from "../../../src/workbench/spreadsheet/arguments";

const described = (...parameters: FunctionParameter[]): FunctionDescription => ({
  ...{ id: "F", name: "F", fullName: "X.F", parameters, isMatrix: false, isStreaming: false, isCancelable: false },
  ...{ isVolatile: false, requiresAddress: false, requiresParameterAddresses: false },
});
const one = (value: ArgumentCell): Argument => ({ isBlock: false, rows: [[value]] });
const block = (...rows: ArgumentCell[][]): Argument => ({ isBlock: true, rows });
const any = { name: "a", type: "any" };

test("values are converted to the type that is described", () => {
  const { number, string, boolean } = { number: "number", string: "string", boolean: "boolean" };
  const plan = (type: string, value: ArgumentCell) => planCalls(described({ name: "a", type }), [one(value)])[0]?.[0];

  expect(plan(number, "12")).toEqual({ args: [12] });
  expect(plan(number, true)).toEqual({ args: [1] });
  expect(plan(number, "x")).toEqual({ error: "#VALUE!" });
  expect(plan(string, 5)).toEqual({ args: ["5"] });
  expect(plan(string, true)).toEqual({ args: ["TRUE"] });
  expect(plan(boolean, "false")).toEqual({ args: [false] });
  expect(plan(boolean, "x")).toEqual({ error: "#VALUE!" });
});

test("a blank is null, or the nothing of its type", () => {
  const plan = (parameter: FunctionParameter) => planCalls(described(parameter), [one(null)])[0]?.[0];

  expect(plan(any)).toEqual({ args: [null] });
  expect(plan({ name: "a", type: "number" })).toEqual({ args: [0] });
  expect(plan({ name: "a", type: "string" })).toEqual({ args: [""] });
  expect(plan({ name: "a", type: "number", optional: true })).toEqual({ args: [null] });
});

test("what is left out is null where it may be, and an error where not", () => {
  const optional = { name: "b", type: "string", optional: true };

  expect(planCalls(described(any, optional), [one("x")])).toEqual([[{ args: ["x", null] }]]);
  expect(planCalls(described(any, any), [one("x")])).toEqual([[{ error: "#VALUE!" }]]);
  expect(planCalls(described(any), [one("x"), one("y")])).toEqual([[{ error: "#VALUE!" }]]);
});

test("repeating values come as one list", () => {
  const many = { name: "more", type: "number", repeating: true };

  expect(planCalls(described(any, many), [one("x"), one(1), one("2")])).toEqual([[{ args: ["x", [1, 2]] }]]);
  expect(planCalls(described(any, many), [one("x")])).toEqual([[{ args: ["x", []] }]]);
});

test("a matrix comes as rows, even of one cell, with blanks as null", () => {
  const matrix = { name: "a", type: "any", dimensionality: "matrix" } as const;

  expect(planCalls(described(matrix), [one("x")])).toEqual([[{ args: [[["x"]]] }]]);
  expect(planCalls(described(matrix), [block(["x", null], [1, true])])).toEqual([
    [
      {
        args: [
          [
            ["x", null],
            [1, true],
          ],
        ],
      },
    ],
  ]);
});

test("errors among arguments are passed on without a call", () => {
  const matrix = { name: "a", type: "any", dimensionality: "matrix" } as const;

  expect(planCalls(described(any), [one({ error: "#REF!" })])).toEqual([[{ error: "#REF!" }]]);
  expect(planCalls(described(matrix), [block(["x", { error: "#BUSY!" }])])).toEqual([[{ error: "#BUSY!" }]]);
});

test("a block for one value asks for a call per element; blocks of one row or column are repeated", () => {
  const plan = planCalls(described(any, any), [block(["r1"], ["r2"]), block(["c1", "c2"])]);

  expect(plan.map((row) => row.map((call) => ("args" in call ? call.args.join("-") : call.error)))).toEqual([
    ["r1-c1", "r1-c2"],
    ["r2-c1", "r2-c2"],
  ]);
  expect(planCalls(described(any, any), [block(["a"], ["b"], ["c"]), block(["x"], ["y"])])[2]?.[0]).toEqual({
    error: "#N/A",
  });
});
