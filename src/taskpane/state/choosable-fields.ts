import { isList } from "../../core/field-path";
import { describedCatalogue, type DescribedField } from "../../core/field-descriptions";

/** The fields that make one column each, in the catalogue's order. */
export const choosableFields: readonly DescribedField[] = describedCatalogue.filter(
  ({ isContainer, aliasOf }) => !isContainer && aliasOf === undefined,
);

/** What most people want of a person, in the order they would read it. */
export const usualFields: readonly string[] = [
  "basic_profile.name",
  "basic_profile.headline",
  "basic_profile.current_title",
  "experience.employment_details.current.name",
  // Not full_location, which the service mostly leaves empty.
  "basic_profile.location.city",
  "basic_profile.location.country",
].filter((usual) => choosableFields.some(({ path }) => path === usual));

/** What LIST can show: lists of records, and of plain values. */
export const choosableLists: readonly DescribedField[] = describedCatalogue.filter(
  (field) => isList(field) && field.aliasOf === undefined,
);
/** A path without its indexes: what the catalogue calls it. */
export function plainPath(path: string): string {
  return path.replace(/\[[^\]]*\]/gu, "");
}

/** The path that joins all values of the innermost list on its way. */
export function joinedPath(path: string): string {
  const list = choosableFields.find((field) => field.path === path)?.lists.at(-1);
  return list === undefined ? path : `${list}[*]${path.slice(list.length)}`;
}

/** Whether a path without indexes gives one value of several: the first, or the main one. */
export function takesOneOfSeveral(path: string): boolean {
  return joinedPath(path) !== path;
}

const several = new Set(
  choosableFields.filter(({ lists, type }) => lists.length > 0 || type === "texts").map(({ path }) => path),
);

/** Whether one person may have several values of a field. */
export function holdsSeveral(path: string): boolean {
  return several.has(path);
}
