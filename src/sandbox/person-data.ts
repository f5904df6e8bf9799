import { developerProfiles } from "./developer-profiles";
import type { PersonData } from "./field-selection";
import type { Company, Person, Place, World } from "./person";
import { positionData } from "./position-data";
import { hashOf } from "./random";
import { companyIdOf, dateText, placeText, profileAddress, unknownText } from "./wire-values";

/** What positions and addresses refer to. */
export type Surroundings = Pick<World, "places" | "companies">;

/** A person in the service's shape; whatever is unknown is null, empty or absent, as seen on the wire. */
export function personData(person: Person, surroundings: Surroundings): PersonData {
  const data = completeData(person, surroundings);
  const seed = hashOf(person.slug);
  if (seed % 5 > 1) return data;
  const without = (record: PersonData, key: string) =>
    Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
  return seed % 5 === 0
    ? { ...data, professional_network: without(data.professional_network, "profile_picture_url") }
    : { ...data, basic_profile: without(data.basic_profile, "normalized_title") };
}

/** A person with every key present. */
export function completeData(person: Person, { places, companies }: Surroundings) {
  const seed = hashOf(person.slug);
  const id = 990_000_000 + (seed % 9_000_000);
  const home = locationData(places[person.place]);
  const title = person.jobs.find((job) => job.to === undefined)?.title ?? "";
  const picture = `https://media.invalid/people/${id}.jpg`;
  const updated = `2026-${String(8 + (seed % 3)).padStart(2, "0")}-${String(1 + (seed % 28)).padStart(2, "0")}`;
  const positions = (isCurrent: boolean) =>
    person.jobs
      .filter((job) => (job.to === undefined) === isCurrent)
      .map((job, index) => positionData(job, { seed, index, places, company: companies[job.company] }));
  return {
    crustdata_person_id: id,
    basic_profile: {
      name: person.name,
      first_name: person.first,
      last_name: person.last,
      headline: person.headline,
      current_title: title,
      summary: person.summary === "" ? unknownText(seed) : person.summary,
      languages: person.languages,
      last_updated: `${updated}T07:41:12.304112+00:00`,
      profile_picture_permalink: picture,
      professional_network_name: person.name,
      location: { ...home, full_location: null },
      normalized_title: {
        matched_title: title,
        department: person.department,
        sub_department: unknownText(seed),
        similarity: (80 + (seed % 20)) / 100,
        confident: seed % 7 !== 0,
      },
    },
    professional_network: {
      name: person.name,
      pronoun: person.pronoun ?? unknownText(seed),
      headline: person.headline,
      current_title: title,
      summary: person.summary,
      profile_picture_url: null,
      profile_picture_permalink: picture,
      location: home,
      connections: 80 + (seed % 3000),
      followers: 90 + (seed % 9000),
      joined_date: `${2006 + (seed % 15)}-03-01`,
      verifications: seed % 3 === 0 ? ["Workplace"] : [],
      open_to_cards: person.openTo ?? [],
      metadata: { last_scraped_source: null },
    },
    social_handles: {
      professional_network_identifier: { profile_url: profileAddress(person.slug) },
      dev_platform_identifier: {
        profile_url: person.developer ? `https://github.com/${person.developer.login}` : unknownText(seed),
      },
      twitter_identifier: { slug: person.twitter ?? "" },
    },
    experience: { employment_details: { current: positions(true), past: positions(false) } },
    education: { schools: schoolData(person, seed) },
    skills: { professional_network_skills: person.skills },
    contact: contactData(person, companies[person.jobs[0]?.company ?? ""], seed),
    certifications: (person.certifications ?? []).map(({ name, by, date }) => ({
      name,
      issuing_organization: by,
      issue_date: date,
      expiration_date: null,
      credential_id: "",
      credential_url: "",
      source: "professional_network",
    })),
    honors: (person.honors ?? []).map(({ title: honor, by, date }) => ({
      title: honor,
      issuer: by,
      issued_date: date,
    })),
    dev_platform_profiles: developerProfiles(person, places[person.place], seed),
    updated_at: dateText(updated, seed),
    assessment: { authenticity: { tier: seed % 3, verdict: seed % 3 === 0 ? "clearly_genuine" : "likely_genuine" } },
    social_posts: seed % 4 === 0 ? [{ share_url: `${profileAddress(person.slug)}/posts`, text: person.headline }] : [],
  };
}

function locationData(place: Place | undefined) {
  if (place === undefined) return { raw: "", city: null, state: null, country: null, continent: null };
  const { city, state, country, continent } = place;
  return { raw: placeText(place), city, state, country, continent };
}

function schoolData(person: Person, seed: number) {
  return person.schools.map((entry, index) => ({
    school: entry.school,
    degree: entry.degree,
    field_of_study: entry.field,
    start_year: entry.from ?? null,
    end_year: entry.to ?? null,
    activities_and_societies: entry.activities ?? "",
    institute_logo_url: null,
    institute_logo_permalink: null,
    professional_network_id: String(16_000 + ((seed + index) % 900)),
    description: "",
    location: { raw: "" },
  }));
}

function contactData(person: Person, employer: Company | undefined, seed: number) {
  const companyId = employer === undefined ? null : companyIdOf(employer);
  const checked = `2026-0${1 + (seed % 9)}-01`;
  return {
    business_emails:
      person.email === undefined
        ? []
        : [
            {
              email: person.email,
              status: statusOf(seed),
              last_updated: dateText(checked, seed),
              crustdata_company_id: companyId,
            },
          ],
    personal_emails:
      person.personalEmail === undefined
        ? []
        : [{ email: person.personalEmail, status: "unverified", last_updated: dateText(checked, seed + 1) }],
    phone_numbers: person.phone === undefined ? [] : [person.phone],
    websites: person.website === undefined ? [] : [person.website],
  };
}

function statusOf(seed: number): string {
  return ["verified", "verified", "verified", "catch_all", "unverified"][seed % 5] ?? "verified";
}
