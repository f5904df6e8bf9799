import { createFormulas, type Formulas } from "../../../src/excel/functions/formulas";
import { answeringEnricher, matched } from "../../support/answering-enricher";
import { installCustomFunctions } from "../../support/custom-functions";

const mockEnricher = answeringEnricher({
  "email:mira@fjordlight.example": matched({ basic_profile: { name: "Mira Solvang" } }),
});
const mockFormulas: Formulas = createFormulas({ enricher: mockEnricher.enricher });
jest.mock("../../../src/excel/session", () => ({ session: () => ({ formulas: mockFormulas }) }));

type ExcelFunction = (...args: unknown[]) => Promise<unknown[][]>;
const { associated } = installCustomFunctions();

async function excelFunction(id: string): Promise<ExcelFunction> {
  await import("../../../src/excel/functions/functions");
  return associated.get(id) as unknown as ExcelFunction;
}

describe("the functions Excel calls", () => {
  it("are registered under the ids of functions.json as soon as they are loaded", async () => {
    await import("../../../src/excel/functions/functions");

    expect([...associated.keys()]).toEqual(["PERSON", "PEOPLE", "FIELDS"]);
  });

  it("take null where an argument is left out, as Excel passes it", async () => {
    const person = await excelFunction("PERSON");
    const people = await excelFunction("PEOPLE");
    const fields = await excelFunction("FIELDS");

    expect(await person([["mira@fjordlight.example"]], null, null, {})).toEqual([["Mira Solvang"]]);
    expect(await people([["mira@fjordlight.example"]], [["name"]], null, {})).toEqual([["Mira Solvang"]]);
    expect(await fields(null, {})).toHaveLength(234);
  });

  it("never ask in a preview", async () => {
    const person = await excelFunction("PERSON");
    const before = mockEnricher.asked.length;

    const preview = await person([["someone@new.example"]], "name", null, { isInValuePreview: true });

    expect(preview).toEqual([["(not asked in a preview)"]]);
    expect(mockEnricher.asked).toHaveLength(before);
  });
});
