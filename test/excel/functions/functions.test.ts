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

    expect([...associated.keys()]).toEqual(["PERSON", "PEOPLE", "LIST", "FIELDS", "COST", "ASOF"]);
  });

  it("take null where an argument is left out, as Excel passes it", async () => {
    const person = await excelFunction("PERSON");
    const people = await excelFunction("PEOPLE");
    const list = await excelFunction("LIST");
    const fields = await excelFunction("FIELDS");
    const cost = await excelFunction("COST");
    const asOf = await excelFunction("ASOF");
    const known = [["mira@fjordlight.example"]];

    expect(await person(known, null, null, {})).toEqual([["Mira Solvang"]]);
    expect(await people(known, [["name"]], null, {})).toEqual([["Mira Solvang"]]);
    expect(await list(known, "skills", null, {})).toEqual([[""]]);
    expect(await fields(null, {})).toHaveLength(234);
    expect(await cost(known, null, {})).toEqual([[1]]);
    expect(await asOf(known, {})).toEqual([[46_349]]);
  });

  it.each([
    ["PERSON", [[["someone@new.example"]], "name", null], "(not asked in a preview)"],
    ["PEOPLE", [[["someone@new.example"]], [["name"]], null], "(not asked in a preview)"],
    ["LIST", [[["someone@new.example"]], "skills", null], "(not asked in a preview)"],
    ["COST", [[["someone@new.example"]], null], 1],
    ["ASOF", [[["someone@new.example"]]], ""],
  ])("never ask in a preview: %s", async (id, args, shown) => {
    const previewed = await excelFunction(id);
    const before = mockEnricher.asked.length;

    const preview = await previewed(...args, { isInValuePreview: true });

    expect(preview).toEqual([[shown]]);
    expect(mockEnricher.asked).toHaveLength(before);
  });

  it("show what is kept in a preview", async () => {
    const person = await excelFunction("PERSON");
    const list = await excelFunction("LIST");
    await person([["mira@fjordlight.example"]], "name", null, {});

    const preview = { isInValuePreview: true };

    expect(await person([["mira@fjordlight.example"]], "name", null, preview)).toEqual([["Mira Solvang"]]);
    expect(await list([["mira@fjordlight.example"]], "skills", "if_empty=none", preview)).toEqual([["none"]]);
  });
});
