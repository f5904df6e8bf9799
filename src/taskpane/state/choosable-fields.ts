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
