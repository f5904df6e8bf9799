import path from "node:path";
import ExcelJS from "exceljs";
import { resolveFields } from "../../src/core/field-path";

test("every header of the sample workbook beside the people names one field", async () => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path.resolve(__dirname, "../../assets/sample.xlsx"));
  const headers: string[] = [];
  workbook
    .getWorksheet("People")
    ?.getRow(1)
    .eachCell(({ text }) => headers.push(text));
  const [people, ...fields] = headers;

  expect(people).toBe("Profile or e-mail");
  expect(
    fields.map((field) => resolveFields(field).map((column) => (column.ok ? column.path.path : column.problem))),
  ).toEqual([
    ["basic_profile.headline"],
    ["basic_profile.current_title"],
    ["basic_profile.languages"],
    ["professional_network.followers"],
  ]);
});
