import type { Person, Place } from "./person";

/** The person's profile on a developer platform, for those who write code in the open. */
export function developerProfiles(
  { name, developer, website, twitter }: Person,
  place: Place | undefined,
  seed: number,
) {
  if (developer === undefined) return [];
  const repos = 3 + (seed % 40);
  return [
    {
      account_type: "User",
      profile_url: `https://github.com/${developer.login}`,
      name,
      email: null,
      location: { raw: place?.city ?? "" },
      company_text: seed % 2 === 0 ? null : `@${developer.login.split("-")[0] ?? ""}-labs-example`,
      bio: developer.bio,
      website_url: website ?? "",
      profile_picture_url: `https://media.invalid/developers/${developer.login}.png`,
      is_hireable: seed % 2 === 0 ? null : true,
      is_site_admin: false,
      confidence_score: (85 + (seed % 15)) / 100,
      public_repo_count: repos,
      followers: seed % 900,
      following: seed % 90,
      total_repos: repos + 2,
      total_stars: seed % 700,
      max_stars: seed % 300,
      median_stars: (seed % 9) / 2,
      all_languages: developer.languages,
      all_topics: ["example"],
      declared_handles:
        twitter === undefined
          ? []
          : [
              {
                provider: "twitter",
                url: `https://x.com/${twitter}`,
                created_at: null,
                last_updated: "2026-08-01T00:00:00",
              },
            ],
      org_memberships: [],
      metadata: { created_at: "2015-02-01T00:00:00", last_scraped_source: null, last_updated: "2026-08-01T00:00:00" },
      repos: [
        {
          full_name: `${developer.login}/notes`,
          owner: developer.login,
          is_fork: false,
          description: developer.bio,
          primary_language: developer.languages[0] ?? null,
          topics: [],
          license_key: "mit",
          archived: false,
          stars: seed % 300,
          forks_count: seed % 30,
          open_issues_count: seed % 7,
        },
      ],
    },
  ];
}
