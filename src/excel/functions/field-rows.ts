import type { FieldType } from "../../core/catalogue";
import type { CellValue } from "../../core/cell-value";
import { describedCatalogue, type DescribedField } from "../../core/field-descriptions";

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

/** Rows of path, description, type and credits under a header, for the fields that contain every word of `search`. */
export function fieldRows(search: string): readonly (readonly CellValue[])[] {
  const words = search.toLowerCase().split(/\s+/u);
  const found = describedCatalogue.filter((field) => {
    const text = `${field.path} ${describe(field)}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return [
    ["path", "description", "type", "credits"],
    ...found.map((field) => [field.path, describe(field), typeWords[field.type], field.credits]),
  ];
}

/** What a field is, and that some plans lack it. */
export function describe(field: DescribedField): string {
  return field.planGated ? `${field.description} (not in every plan)` : field.description;
}
