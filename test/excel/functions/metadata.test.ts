import path from "node:path";
import { generateCustomFunctionsMetadata } from "custom-functions-metadata";
import { catalogue } from "../../../src/core/catalogue";
import { completeMetadata } from "../../../src/excel/functions/metadata";

const origin = "https://enrich.example.com";
const source = path.resolve(__dirname, "../../../src/excel/functions/functions.ts");

async function shipped() {
  const generated = await generateCustomFunctionsMetadata(source);
  expect(generated.errors).toEqual([]);
  return completeMetadata(JSON.parse(generated.metadataJson), { origin });
}

interface EnumValue {
  readonly name: string;
  readonly stringValue: string;
  readonly tooltip: string;
}

describe("functions.json", () => {
  it("declares the functions we mean to ship, in the form that Excel has to see", async () => {
    const { functions } = await shipped();

    const signatures = functions.map(({ id, name, parameters, result, options, helpUrl }) => ({
      id,
      name,
      result,
      options,
      helpUrl,
      parameters: parameters.map(({ description, ...parameter }) => {
        expect(description).toMatch(/^[A-Z].+/u);
        return parameter;
      }),
    }));
    const matrix = { type: "any", dimensionality: "matrix" };
    expect(signatures).toEqual([
      {
        id: "PERSON",
        name: "PERSON",
        result: { dimensionality: "matrix" },
        options: { cancelable: true },
        helpUrl: `${origin}/help/functions.html#person`,
        parameters: [
          { name: "identifier", ...matrix },
          { name: "field", type: "string", optional: true, customEnumId: "FIELD" },
          { name: "options", ...matrix, optional: true },
        ],
      },
      {
        id: "PEOPLE",
        name: "PEOPLE",
        result: { dimensionality: "matrix" },
        options: { cancelable: true },
        helpUrl: `${origin}/help/functions.html#people`,
        parameters: [
          { name: "identifiers", ...matrix },
          { name: "fields", ...matrix },
          { name: "options", ...matrix, optional: true },
        ],
      },
      {
        id: "LIST",
        name: "LIST",
        result: { dimensionality: "matrix" },
        options: { cancelable: true },
        helpUrl: `${origin}/help/functions.html#list`,
        parameters: [
          { name: "identifier", ...matrix },
          { name: "path", type: "string", customEnumId: "LIST" },
          { name: "options", ...matrix, optional: true },
        ],
      },
      {
        id: "FIELDS",
        name: "FIELDS",
        result: { dimensionality: "matrix" },
        options: undefined,
        helpUrl: `${origin}/help/functions.html#fields`,
        parameters: [{ name: "search", type: "string", optional: true }],
      },
      {
        id: "COST",
        name: "COST",
        result: { dimensionality: "matrix" },
        options: undefined,
        helpUrl: `${origin}/help/functions.html#cost`,
        parameters: [
          { name: "identifiers", ...matrix },
          { name: "fields", ...matrix, optional: true },
        ],
      },
      {
        id: "ASOF",
        name: "ASOF",
        result: { dimensionality: "matrix" },
        options: undefined,
        helpUrl: `${origin}/help/functions.html#asof`,
        parameters: [{ name: "identifier", ...matrix }],
      },
    ]);
  });

  it("offers every path of the catalogue, dotted, with description and credits", async () => {
    const { enums } = await shipped();

    const [fieldEnum] = enums as readonly { id: string; type: string; values: readonly EnumValue[] }[];
    expect(fieldEnum).toMatchObject({ id: "FIELD", type: "string" });
    expect(fieldEnum?.values.map(({ stringValue }) => stringValue)).toEqual(catalogue.map(({ path: each }) => each));
    expect(fieldEnum?.values.every(({ name, stringValue }) => name === stringValue)).toBe(true);
    expect(fieldEnum?.values.find(({ name }) => name === "contact.phone_numbers")?.tooltip).toBe(
      "Phone numbers (not in every plan). +2 credits per person.",
    );
    expect(fieldEnum?.values.find(({ name }) => name === "basic_profile.headline")?.tooltip).toBe(
      "The line under the name. No extra credits.",
    );
  });

  it("offers the lists, of records and of plain values, where a list is to be named", async () => {
    const { enums } = await shipped();

    const [, listEnum, ...others] = enums as readonly { id: string; values: readonly EnumValue[] }[];
    const paths = listEnum?.values.map(({ stringValue }) => stringValue);
    expect(others).toEqual([]);
    expect(listEnum?.id).toBe("LIST");
    expect(paths).toEqual(
      expect.arrayContaining([
        ...["experience.employment_details.current", "experience.employment_details.past", "education.schools"],
        ...["certifications", "dev_platform_profiles.repos", "contact.phone_numbers", "basic_profile.languages"],
      ]),
    );
    expect(paths).not.toContain("education");
    expect(paths).not.toContain("education.schools.degree");
  });

  it("lets errors and rich values through to the functions, by the one switch that breaks no Excel", async () => {
    const metadata = await shipped();

    expect(metadata.allowCustomDataForDataTypeAny).toBe(true);
    expect(metadata).not.toHaveProperty("allowErrorForDataTypeAny");
  });

  it("is refused where nothing was generated", () => {
    expect(() => completeMetadata({ functions: [] }, { origin })).toThrow();
    expect(() => completeMetadata("", { origin })).toThrow();
  });
});
