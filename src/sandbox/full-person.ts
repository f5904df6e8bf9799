import { pathsOf } from "./field-selection";
import type { Person } from "./person";
import { completeData, type Surroundings } from "./person-data";

/** Somebody of whom everything is known: her paths are the paths that exist. */
const fullPerson: Person = {
  slug: "everything-known-example",
  name: "Everything Known",
  first: "Everything",
  last: "Known",
  headline: "Known in full",
  summary: "All of it.",
  place: "here",
  languages: ["English"],
  jobs: [
    { company: "all", title: "Now", from: "2020-01", level: "Senior", function: "Research" },
    { company: "all", title: "Before", from: "2010-01", to: "2019-12", level: "Senior", function: "Research" },
  ],
  schools: [{ school: "School", degree: "Degree", field: "Field" }],
  skills: ["Everything"],
  department: "Research",
  email: "everything@known.example",
  personalEmail: "known@home.example",
  phone: "+00",
  website: "https://known.example",
  twitter: "known",
  developer: { login: "known-example", bio: "Code", languages: ["TypeScript"] },
  certifications: [{ name: "Known", by: "All", date: "2020-01-01" }],
  honors: [{ title: "Known", by: "All", date: "2020-01-01" }],
};

const surroundings: Surroundings = {
  places: { here: { city: "Here", state: "Here", country: "Here", code: "HER", continent: "Europe", phone: "0" } },
  companies: {
    all: {
      name: "All",
      domain: "known.example",
      industry: "Research",
      industries: ["Research"],
      headcount: 1,
      type: "Privately Held",
      place: "here",
    },
  },
};

/** Paths that the service documents and this person happens not to fill. */
const further = [
  ...["current", "past"].map((list) => `experience.employment_details.${list}.company_professional_network_url`),
  ...["city", "state", "country", "continent"].map((key) => `education.schools.location.${key}`),
  ...["experience.years_of_experience", "experience.years_of_experience_raw"],
  ...["description", "associated_organization", "media_urls"].map((key) => `honors.${key}`),
  ...["organization_id", "organization_github_id", "organization_login", "created_at", "last_updated"].map(
    (key) => `dev_platform_profiles.org_memberships.${key}`,
  ),
  ...["disabled", "is_template", "has_issues", "has_projects", "has_wiki", "size"].map(
    (key) => `dev_platform_profiles.repos.${key}`,
  ),
  ...["created", "updated", "pushed"].map((event) => `dev_platform_profiles.repos.github_${event}_at`),
  ...["contact.last_updated", "contact.business_emails_message"],
];

/** Every path that may be asked for, in some contract. */
export const allPaths: readonly string[] = [
  ...new Set([...pathsOf(completeData(fullPerson, surroundings)), ...further]),
];
