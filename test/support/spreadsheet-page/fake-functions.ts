import type {
  FunctionCall,
  FunctionCatalogue,
  FunctionDescription,
  FunctionParameter,
  FunctionResult,
  FunctionRuntime,
} from "../../../src/workbench/functions";

function describe(
  name: string,
  parameters: FunctionParameter[],
  rest: Partial<FunctionDescription> = {},
): FunctionDescription {
  return {
    id: name,
    name,
    fullName: `ENRICH.${name}`,
    description: `What ${name.toLowerCase()} does.`,
    parameters,
    isMatrix: false,
    isStreaming: false,
    isCancelable: true,
    isVolatile: false,
    requiresAddress: true,
    requiresParameterAddresses: false,
    ...rest,
  };
}

export const pageCatalogue: FunctionCatalogue = {
  functions: [
    describe("PERSON", [
      { name: "identifier", type: "any", description: "Profile URL or business e-mail." },
      { name: "field", type: "string", optional: true, customEnumId: "FIELD", description: "Field path." },
    ]),
    describe(
      "LIST",
      [
        { name: "rows", type: "number" },
        { name: "columns", type: "number" },
      ],
      { isMatrix: true },
    ),
    describe("COUNTIN", [{ name: "block", type: "any", dimensionality: "matrix" }]),
    describe("SHAPE", [
      { name: "first", type: "any" },
      { name: "more", type: "any", optional: true },
      { name: "others", type: "any", repeating: true },
    ]),
    describe("WHERE", [{ name: "block", type: "any", dimensionality: "matrix" }], { requiresParameterAddresses: true }),
    describe("CLOCK", [{ name: "step", type: "number" }], { isStreaming: true }),
    describe("DAY", [{ name: "serial", type: "number" }]),
    describe("MIXED", []),
    describe("NEVER", [{ name: "key", type: "any" }]),
  ],
  enums: new Map([
    [
      "FIELD",
      [
        { name: "basic_profile.name", value: "basic_profile.name", tooltip: "Full name" },
        { name: "basic_profile.headline", value: "basic_profile.headline", tooltip: "Headline" },
        { name: "contact.email", value: "contact.email", tooltip: "Business e-mail, 2 credits" },
      ],
    ],
  ]),
};

interface Recorded {
  readonly name: string;
  readonly args: readonly unknown[];
  readonly address: string;
  readonly parameterAddresses: readonly string[];
  readonly isPreview: boolean;
}

/** A runtime that answers after `latencyMs` and records what it was asked. */
export function createPageRuntime(): FunctionRuntime & {
  readonly batches: Recorded[][];
  readonly cancelled: string[];
  latencyMs: number;
  calls(): number;
} {
  const batches: Recorded[][] = [];
  const cancelled: string[] = [];
  return {
    batches,
    cancelled,
    latencyMs: 50,
    calls: () => batches.reduce((sum, batch) => sum + batch.length, 0),
    invoke(calls) {
      batches.push(
        calls.map(({ description, args, address, parameterAddresses, isPreview = false }) => ({
          name: description.name,
          args,
          address,
          parameterAddresses,
          isPreview,
        })),
      );
      const timers = calls.map((call) =>
        call.description.name === "CLOCK" ? tick(call) : setTimeout(() => answer(call), this.latencyMs),
      );
      return calls.map((call, index) => () => {
        cancelled.push(call.address);
        clearTimeout(timers[index]);
        clearInterval(timers[index]);
      });
    },
  };
}

function tick(call: FunctionCall): ReturnType<typeof setInterval> {
  let count = 0;
  return setInterval(() => call.onResult((count += Number(call.args[0]))), 40);
}

function answer(call: FunctionCall): void {
  if (call.description.name !== "NEVER") call.onResult(resultOf(call));
}

function resultOf({ description, args }: FunctionCall): FunctionResult {
  const [first, second] = args;
  switch (description.name) {
    case "PERSON":
      if (first === "missing") return { type: "error", code: "#N/A", message: "No match. 0 credits." };
      return first === null ? "" : `${textOf(second, "name")}:${textOf(first, "")}`;
    case "LIST":
      return Array.from({ length: Number(first) }, (_, r) =>
        Array.from({ length: Number(second) }, (_, c) => `r${r + 1}c${c + 1}`),
      );
    case "COUNTIN":
      return (Array.isArray(first) ? first.flat() : []).filter((cell) => cell !== null).length;
    case "DAY":
      return { type: "formattedNumber", value: Number(first), numberFormat: "yyyy-mm-dd" };
    case "MIXED":
      return [
        ["fine", 7],
        [true, { type: "error", code: "#N/A", message: "This person asked not to be shown." }],
      ];
    default:
      return JSON.stringify(args);
  }
}

function textOf(value: unknown, otherwise: string): string {
  if (value === null || value === undefined) return otherwise;
  return typeof value === "string" ? value : JSON.stringify(value);
}
