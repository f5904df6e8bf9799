import { readFunctionsJson } from "../../../src/workbench/addin/functions-json";

test("joins namespace and name, and reads options, parameters and enums", () => {
  const json = {
    functions: [
      {
        id: "look",
        name: "look",
        description: "Looks.",
        helpUrl: "https://example.com/help",
        parameters: [
          { name: "where", type: "any", dimensionality: "matrix" },
          { name: "field", type: "string", optional: true, customEnumId: "FIELD" },
        ],
        result: { type: "any", dimensionality: "matrix" },
        options: { cancelable: true, requiresAddress: true },
      },
    ],
    enums: [{ id: "FIELD", values: [{ name: "a.b", stringValue: "a.b", tooltip: "The b of a" }, { name: "broken" }] }],
  };

  const { functions, enums } = readFunctionsJson(json, "Test");

  expect(functions).toEqual([
    {
      id: "LOOK",
      name: "LOOK",
      fullName: "TEST.LOOK",
      description: "Looks.",
      helpUrl: "https://example.com/help",
      parameters: [
        { name: "where", type: "any", dimensionality: "matrix", optional: false, repeating: false },
        {
          name: "field",
          type: "string",
          dimensionality: "scalar",
          optional: true,
          repeating: false,
          customEnumId: "FIELD",
        },
      ],
      isMatrix: true,
      isStreaming: false,
      isCancelable: true,
      isVolatile: false,
      requiresAddress: true,
      requiresParameterAddresses: false,
    },
  ]);
  expect(enums.get("FIELD")).toEqual([{ name: "a.b", value: "a.b", tooltip: "The b of a" }]);
});

test.each([
  [{}, "functions.json has no list named functions"],
  [{ functions: [{}] }, "functions.json lists a function without id and name"],
])("says what is wrong with %j", (json, message) => {
  expect(() => readFunctionsJson(json, "X")).toThrow(message);
});
