import type { FieldSet } from "../pane-memory";
import { choosableFields, usualFields } from "./choosable-fields";

function set(name: string, paths: readonly string[]): FieldSet {
  const known = paths.filter((wanted) => choosableFields.some(({ path }) => path === wanted));
  return { name, fields: known.map((path) => ({ path, columns: 1 })) };
}

const position = "experience.employment_details.current";

/** Sets everybody starts with; they cannot be renamed or deleted. None has a field with a price of its own. */
export const builtInSets: readonly FieldSet[] = [
  set("Recruiter 6", usualFields),
  set("CRM hygiene", [
    "basic_profile.name",
    "basic_profile.current_title",
    `${position}.name`,
    `${position}.company_website_domain`,
    `${position}.company_headcount_range`,
    "basic_profile.location.country",
    "social_handles.professional_network_identifier.profile_url",
  ]),
  set("Career", [
    "basic_profile.name",
    `${position}.title`,
    `${position}.name`,
    `${position}.start_date`,
    "experience.years_of_experience_raw",
    "education.schools.school",
    "skills.professional_network_skills",
  ]),
];
