/** The three contracts that the service has had under one version header, oldest first. */
export type ContractName = "A" | "B" | "C";

/** What one contract takes and gives. */
export interface Contract {
  readonly identifierKeys: readonly IdentifierKey[];
  readonly optionKeys: readonly OptionKey[];
  readonly sections: readonly string[];
  /** What a request without `fields` gets; `undefined` is everything the plan allows. */
  readonly defaultFields: readonly string[] | undefined;
  /** Rows that were matched or not found say so in `match_status`; a redacted row always does. */
  readonly alwaysSaysMatchStatus: boolean;
}

export type IdentifierKey = "professional_network_profile_urls" | "business_emails";
export type OptionKey = "fields" | "min_similarity_score" | "force_fetch" | "enrich_realtime" | "preview";

const sections = [
  "crustdata_person_id",
  "basic_profile",
  "professional_network",
  "social_handles",
  "experience",
  "education",
  "skills",
  "certifications",
  "honors",
  "dev_platform_profiles",
  "updated_at",
];
const shortDefault = ["basic_profile", "social_handles"];

export const contracts: Readonly<Record<ContractName, Contract>> = {
  A: {
    identifierKeys: ["professional_network_profile_urls", "business_emails"],
    optionKeys: ["fields", "min_similarity_score", "force_fetch", "enrich_realtime", "preview"],
    sections: [...sections, "contact"],
    defaultFields: undefined,
    alwaysSaysMatchStatus: false,
  },
  B: {
    identifierKeys: ["professional_network_profile_urls", "business_emails"],
    optionKeys: ["fields", "min_similarity_score", "preview"],
    sections: [...sections, "contact"],
    defaultFields: shortDefault,
    alwaysSaysMatchStatus: false,
  },
  C: {
    identifierKeys: ["professional_network_profile_urls"],
    optionKeys: ["fields", "preview"],
    sections: [...sections, "assessment", "social_posts"],
    defaultFields: shortDefault,
    alwaysSaysMatchStatus: true,
  },
};

/** Sections that an ordinary plan does not include: asking for one fails the whole request. */
export const lockedSections: readonly string[] = [
  "certifications",
  "honors",
  "updated_at",
  "assessment",
  "social_posts",
];
