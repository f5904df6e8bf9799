import type { FieldType } from "../../core/catalogue";
import type { CellValue } from "../../core/cell-value";
import { describedCatalogue, type DescribedField } from "../../core/field-descriptions";
import { searchFields } from "../../core/search-fields";

const typeWords: Readonly<Record<FieldType, string>> = {
  text: "text",
  url: "text",
  integer: "number",
  number: "number",
  boolean: "boolean",
  date: "date",
  texts: "list",
  object: "section",
  list: "list of records",
  raw: "text",
};

/** Rows of path, description, type and credits under a header, for the fields that `search` finds. */
export function fieldRows(search: string): readonly (readonly CellValue[])[] {
  const offered = describedCatalogue.map((field) => ({ ...field, description: describe(field) }));
  return [
    ["path", "description", "type", "credits"],
    ...searchFields(offered, search).map(({ path, description, type, credits }) => [
      path,
      description,
      typeWords[type],
      credits,
    ]),
  ];
}

/** What a field is, and that some plans lack it. */
export function describe(field: DescribedField): string {
  return field.planGated ? `${field.description} (not in every plan)` : field.description;
}
