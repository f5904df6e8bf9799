import type { FieldChoice } from "../parts";

/** What most people want of a person, in the order they would read it. */
const usual = [
  "basic_profile.name",
  "basic_profile.headline",
  "basic_profile.current_title",
  "experience.employment_details.current.name",
  "basic_profile.location.full_location",
];

/** The fields chosen before anyone has chosen: the usual ones this catalogue has. */
export function preselectedFields(fields: readonly FieldChoice[]): readonly string[] {
  const known = new Set(fields.map(({ path }) => path));
  return usual.filter((path) => known.has(path));
}
