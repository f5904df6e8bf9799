import type { DescribedField } from "./field-descriptions";

/**
 * Fields with every word of the search in their path or description: those with it in the path come first, and of each
 * kind the flags last. Without a word, all of them.
 */
export function searchFields<Field extends DescribedField>(fields: readonly Field[], search: string): readonly Field[] {
  const words = search
    .toLowerCase()
    .split(/[\s.]+/u)
    .filter((word) => word !== "");
  if (words.length === 0) return fields;
  const has = (text: string): boolean => words.every((word) => text.toLowerCase().includes(word));
  const inPath = fields.filter(({ path }) => has(path) || has(path.replaceAll("_", " ")));
  const found = new Set(inPath);
  const inText = fields.filter((field) => !found.has(field) && has(`${field.path} ${field.description}`));
  return [...flagsLast(inPath), ...flagsLast(inText)];
}

function flagsLast<Field extends DescribedField>(fields: readonly Field[]): readonly Field[] {
  const isFlag = ({ type }: Field): boolean => type === "boolean";
  return [...fields.filter((field) => !isFlag(field)), ...fields.filter(isFlag)];
}
