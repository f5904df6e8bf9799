/** What stands under `current` and under `past`. */
const position = `
      name text Employer
      title text Job title
      description text What was written about the role
      location object Place of work
        raw text Place of work, as written
      employment_type text Such as Full-time or Contract
      start_date date First month
      end_date date Last month; empty while it lasts
      is_default boolean Is the main position
      position_id integer Number of the position on the network
      professional_network_id text Number of the employer on the network
      crustdata_company_id integer Number of the employer at Crustdata
      company_website_domain text Domain of the employer
      company_website url Website of the employer
      company_profile_picture_permalink url Logo of the employer
      company_professional_network_profile_url url Page of the employer on the network
      seniority_level text Such as Senior, Director or CXO
      function_category text Such as Engineering or Sales
      years_at_company text Time with the employer as a band
      years_at_company_raw number Years with the employer
      company_headcount_latest integer Employees
      company_headcount_range text Employees as a band, such as 51-200
      company_industries texts Industries
      company_professional_network_industry text Industry on the network
      company_type text Such as Privately Held
      company_status text Such as active
      company_headquarters_country text Country of the headquarters
      company_hq_location text Place of the headquarters
      company_hq_location_address_components texts Address of the headquarters in parts
      business_email_verified boolean A verified work e-mail is known
      company_name text Another word for name
      company_professional_network_url url Another word for company_professional_network_profile_url`;

/**
 * Everything the service can say of a person, as an outline: the name below its parent, its type, a description.
 * `list` holds objects, `texts` plain values, `raw` whatever comes. After the type, `!` marks what some plans lack and
 * `+2` the credits it adds for each person for whom it is returned.
 */
export const outline = `
crustdata_person_id integer Number that names the person for good
basic_profile object Who the person is and what they do now
  name text Full name
  first_name text! Given name
  last_name text! Family name
  headline text The line under the name
  current_title text Job title of the main position now
  summary text! What the person wrote about themselves; may be long
  last_updated date When the profile was last refreshed
  profile_picture_permalink url Lasting copy of the photo
  professional_network_name text Name as written on the network
  languages texts Languages, some with a level in brackets
  location object Where the person lives
    raw text Place of residence, as written
    city text City
    state text State or region
    country text Country
    continent text Continent
    full_location text Place of residence in one line; often empty
  normalized_title object The current title in standard words
    matched_title text Standard title it was mapped to
    department text Department the title belongs to
    sub_department text Finer department
    similarity number How close title and standard title are, 0 to 1
    confident boolean Whether the mapping is reliable
professional_network object Audience, pictures and badges on the network
  name text Name on the network
  pronoun text Pronouns shown
  headline text Headline on the network
  current_title text Current title on the network
  summary text About text on the network
  profile_picture_url url Original picture; the address expires
  profile_picture_permalink url Lasting copy of the picture
  connections integer Number of connections; the network caps it
  followers integer Number of followers
  joined_date date When the person joined the network
  verifications texts Verification badges
  open_to_cards texts Open to what, such as CAREER_INTEREST or HIRING_MANAGER
  location object Place shown on the network
    raw text Place shown on the network, as written
    city text City
    state text State or region
    country text Country
    continent text Continent
  metadata.last_scraped_source text Where the last refresh came from
social_handles object Addresses on other platforms
  professional_network_identifier object Profile on the professional network
    profile_url url Canonical profile address; may differ from the one asked
  dev_platform_identifier object Profile on the developer platform
    profile_url url Address of the GitHub profile
  twitter_identifier object Profile on X (Twitter)
    slug text Handle without @
experience object All employment
  employment_details object Positions now and before
    current list Positions held now
${position.slice(1)}
    past list Earlier positions
${position.slice(1)}
  years_of_experience text! Total experience as a band, such as More than 10 years
  years_of_experience_raw number! Total experience in years
education object Schools and degrees
  schools list Schools attended
    school text Name of the school
    degree text Degree
    field_of_study text Subject
    start_year integer First year
    end_year integer Last year, or the one expected
    activities_and_societies text Activities and societies
    institute_logo_url url Logo; the address may expire
    institute_logo_permalink url Lasting copy of the logo
    professional_network_id text Number of the school on the network
    description text What was written about the studies
    location object Where the school is
      raw text Place of the school, as written
      city text City
      state text State or region
      country text Country
      continent text Continent
skills object Skills
  professional_network_skills texts Skills listed on the network
contact object E-mails, phones and websites
  business_emails list!+1 Work e-mails
    email text Work e-mail address
    status text Deliverability, such as verified
    last_updated date When the address was last checked
    crustdata_company_id integer Number of the employer the address belongs to
  personal_emails list!+2 Private e-mails
    email text Private e-mail address
    status text Deliverability, such as verified
    last_updated date When the address was last checked
  phone_numbers texts!+2 Phone numbers
  websites texts Personal and company websites
  last_updated date When the contact block was last refreshed
  business_emails_message text Why no work e-mail came back
dev_platform_profiles list+1 GitHub accounts of the person
  account_type text User or Organization
  profile_url url Account page
  name text Name shown
  email text Public e-mail
  location.raw text Place, as written
  company_text text Company, as written
  bio text Short biography
  website_url url Website given
  profile_picture_url url Picture
  is_hireable boolean Marked as open to hire
  is_site_admin boolean Works for the platform
  confidence_score number How surely the account is the person's, 0 to 1
  public_repo_count integer Public repositories
  followers integer Followers
  following integer Accounts followed
  total_repos integer Repositories known
  total_stars integer Stars of all repositories
  max_stars integer Stars of the best repository
  median_stars number Median stars of a repository
  all_languages texts Programming languages used
  all_topics texts Topics of the repositories
  declared_handles list Accounts elsewhere that the profile names
    provider text Platform
    url url Address
    created_at date When it was added
    last_updated date When it was last refreshed
  org_memberships list Organisations the account belongs to
    organization_id integer Number of the organisation
    organization_github_id integer Number of the organisation on GitHub
    organization_login text Login of the organisation
    created_at date When the membership was added
    last_updated date When it was last refreshed
  metadata.created_at date When the account record was made
  metadata.last_scraped_source text Where the last refresh came from
  metadata.last_updated date When the account record was last refreshed
  repos list Repositories
    full_name text Name with owner
    owner text Owner
    is_fork boolean Is a fork
    description text Description
    primary_language text Main programming language
    topics texts Topics
    license_key text Licence
    archived boolean Is archived
    disabled boolean Is disabled
    is_template boolean Is a template
    has_issues boolean Has issues
    has_projects boolean Has projects
    has_wiki boolean Has a wiki
    stars integer Stars
    forks_count integer Forks
    open_issues_count integer Open issues
    size integer Size in KB
    github_created_at date When it was created
    github_updated_at date When it was last updated
    github_pushed_at date When it was last pushed to
certifications list! Certificates
  name text! Name of the certificate
  issuing_organization text! Who issued it
  issue_date date! Issued on
  expiration_date date! Valid until
  credential_id text! Number of the credential
  credential_url url! Link to the credential
  source text! Where the record came from
honors list! Honours and awards
  title text! Name of the award
  issuer text! Who gave it
  issued_date date! When it was given
  description text! What was written about it
  associated_organization text! Organisation it belongs to
  media_urls texts! Media attached
assessment object! Whether the profile looks genuine
  authenticity.tier number! Tier of authenticity; 0 is genuine
  authenticity.verdict text! Verdict, such as clearly_genuine
social_posts raw!+5 Posts by the person
updated_at date! When the whole record was last refreshed`;
