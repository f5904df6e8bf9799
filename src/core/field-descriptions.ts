import { catalogue, type CatalogueField } from "./catalogue";
import { readOutline } from "./outline";

/** A path of the catalogue, and what it is in a few words. */
export interface DescribedField extends CatalogueField {
  readonly description: string;
}

/** What stands under `current` and under `past`. */
const position = `
      name Employer
      title Job title
      description What was written about the role
      location Place of work
        raw Place of work, as written
      employment_type Such as Full-time or Contract
      start_date First month
      end_date Last month; empty while it lasts
      is_default Is the main position
      position_id Number of the position on the network
      professional_network_id Number of the employer on the network
      crustdata_company_id Number of the employer at Crustdata
      company_website_domain Domain of the employer
      company_website Website of the employer
      company_profile_picture_permalink Logo of the employer
      company_professional_network_profile_url Page of the employer on the network
      seniority_level Such as Senior, Director or CXO
      function_category Such as Engineering or Sales
      years_at_company Time with the employer as a band
      years_at_company_raw Years with the employer
      company_headcount_latest Employees
      company_headcount_range Employees as a band, such as 51-200
      company_industries Industries
      company_professional_network_industry Industry on the network
      company_type Such as Privately Held
      company_status Such as active
      company_headquarters_country Country of the headquarters
      company_hq_location Place of the headquarters
      company_hq_location_address_components Address of the headquarters in parts
      business_email_verified A verified work e-mail is known
      company_name Another word for name
      company_professional_network_url Another word for company_professional_network_profile_url`;

/** The catalogue's outline once more, with words in place of types: only those who read it need these bytes. */
const descriptions = `
crustdata_person_id Number that names the person for good
basic_profile Who the person is and what they do now
  name Full name
  first_name Given name
  last_name Family name
  headline The line under the name
  current_title Job title of the main position now
  summary What the person wrote about themselves; may be long
  last_updated When the profile was last refreshed
  profile_picture_permalink Lasting copy of the photo
  professional_network_name Name as written on the network
  languages Languages, some with a level in brackets
  location Where the person lives
    raw Place of residence, as written
    city City
    state State or region
    country Country
    continent Continent
    full_location Place of residence in one line; often empty
  normalized_title The current title in standard words
    matched_title Standard title it was mapped to
    department Department the title belongs to
    sub_department Finer department
    similarity How close title and standard title are, 0 to 1
    confident Whether the mapping is reliable
professional_network Audience, pictures and badges on the network
  name Name on the network
  pronoun Pronouns shown
  headline Headline on the network
  current_title Current title on the network
  summary About text on the network
  profile_picture_url Original picture; the address expires
  profile_picture_permalink Lasting copy of the picture
  connections Number of connections; the network caps it
  followers Number of followers
  joined_date When the person joined the network
  verifications Verification badges
  open_to_cards Open to what, such as CAREER_INTEREST or HIRING_MANAGER
  location Place shown on the network
    raw Place shown on the network, as written
    city City
    state State or region
    country Country
    continent Continent
  metadata.last_scraped_source Where the last refresh came from
social_handles Addresses on other platforms
  professional_network_identifier Profile on the professional network
    profile_url Canonical profile address; may differ from the one asked
  dev_platform_identifier Profile on the developer platform
    profile_url Address of the GitHub profile
  twitter_identifier Profile on X (Twitter)
    slug Handle without @
experience All employment
  employment_details Positions now and before
    current Positions held now
${position.slice(1)}
    past Earlier positions
${position.slice(1)}
  years_of_experience Total experience as a band, such as More than 10 years
  years_of_experience_raw Total experience in years
education Schools and degrees
  schools Schools attended
    school Name of the school
    degree Degree
    field_of_study Subject
    start_year First year
    end_year Last year, or the one expected
    activities_and_societies Activities and societies
    institute_logo_url Logo; the address may expire
    institute_logo_permalink Lasting copy of the logo
    professional_network_id Number of the school on the network
    description What was written about the studies
    location Where the school is
      raw Place of the school, as written
      city City
      state State or region
      country Country
      continent Continent
skills Skills
  professional_network_skills Skills listed on the network
contact E-mails, phones and websites
  business_emails Work e-mails
    email Work e-mail address
    status Deliverability, such as verified
    last_updated When the address was last checked
    crustdata_company_id Number of the employer the address belongs to
  personal_emails Private e-mails
    email Private e-mail address
    status Deliverability, such as verified
    last_updated When the address was last checked
  phone_numbers Phone numbers
  websites Personal and company websites
  last_updated When the contact block was last refreshed
  business_emails_message Why no work e-mail came back
dev_platform_profiles GitHub accounts of the person
  account_type User or Organization
  profile_url Account page
  name Name shown
  email Public e-mail
  location.raw Place, as written
  company_text Company, as written
  bio Short biography
  website_url Website given
  profile_picture_url Picture
  is_hireable Marked as open to hire
  is_site_admin Works for the platform
  confidence_score How surely the account is the person's, 0 to 1
  public_repo_count Public repositories
  followers Followers
  following Accounts followed
  total_repos Repositories known
  total_stars Stars of all repositories
  max_stars Stars of the best repository
  median_stars Median stars of a repository
  all_languages Programming languages used
  all_topics Topics of the repositories
  declared_handles Accounts elsewhere that the profile names
    provider Platform
    url Address
    created_at When it was added
    last_updated When it was last refreshed
  org_memberships Organisations the account belongs to
    organization_id Number of the organisation
    organization_github_id Number of the organisation on GitHub
    organization_login Login of the organisation
    created_at When the membership was added
    last_updated When it was last refreshed
  metadata.created_at When the account record was made
  metadata.last_scraped_source Where the last refresh came from
  metadata.last_updated When the account record was last refreshed
  repos Repositories
    full_name Name with owner
    owner Owner
    is_fork Is a fork
    description Description
    primary_language Main programming language
    topics Topics
    license_key Licence
    archived Is archived
    disabled Is disabled
    is_template Is a template
    has_issues Has issues
    has_projects Has projects
    has_wiki Has a wiki
    stars Stars
    forks_count Forks
    open_issues_count Open issues
    size Size in KB
    github_created_at When it was created
    github_updated_at When it was last updated
    github_pushed_at When it was last pushed to
certifications Certificates
  name Name of the certificate
  issuing_organization Who issued it
  issue_date Issued on
  expiration_date Valid until
  credential_id Number of the credential
  credential_url Link to the credential
  source Where the record came from
honors Honours and awards
  title Name of the award
  issuer Who gave it
  issued_date When it was given
  description What was written about it
  associated_organization Organisation it belongs to
  media_urls Media attached
assessment Whether the profile looks genuine
  authenticity.tier Tier of authenticity; 0 is genuine
  authenticity.verdict Verdict, such as clearly_genuine
social_posts Posts by the person
updated_at When the whole record was last refreshed`;

const byPath = new Map(readOutline(descriptions).map(({ path, text }) => [path, text]));

/** The catalogue in words, in its own order. */
export const describedCatalogue: readonly DescribedField[] = catalogue.map((field) => ({
  ...field,
  description: byPath.get(field.path) ?? "",
}));
