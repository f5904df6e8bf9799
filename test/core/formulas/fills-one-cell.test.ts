import { fillsOneCell } from "../../../src/core/formulas/fills-one-cell";

it.each(['=ENRICH.PERSON(A2,"headline")', '=ENRICH.PERSON("https://x/in/ada","name","if_missing=?")'])(
  "one field of one person fills one cell: %s",
  (formula) => expect(fillsOneCell(formula)).toBe(true),
);

it.each([
  '=ENRICH.PERSON(A2,"name, headline")',
  "=ENRICH.PERSON(A2,B1)",
  '=ENRICH.PERSON(A2:A9,"name")',
  '=ENRICH.PERSON(A2,"basic_profile")',
  '=ENRICH.PERSON(A2#,"name")',
  '=ENRICH.LIST(A2,"experience")',
  "=ENRICH.PEOPLE(A2:A9,B1:C1)",
  '=IF(A1:A9="",ENRICH.PERSON(A2,"name"))',
])("may fill more: %s", (formula) => expect(fillsOneCell(formula)).toBe(false));
