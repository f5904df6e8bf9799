import type { Company, Job, Place } from "./person";
import { companyIdOf, dateText, placeText, unknownText } from "./wire-values";

interface PositionContext {
  readonly seed: number;
  readonly index: number;
  readonly company: Company | undefined;
  readonly places: Readonly<Record<string, Place>>;
}

/** Careers are told as of this month, so that the same person is the same every year. */
const asOf = "2026-11";

/** A position in the service's shape; one at an unknown company lacks what only a company record tells. */
export function positionData(job: Job, { seed, index, company, places }: PositionContext) {
  const years = (monthsOf(job.to ?? asOf) - monthsOf(job.from)) / 12;
  const place = company === undefined ? undefined : places[company.place];
  return {
    name: company?.name ?? job.company,
    professional_network_id: company === undefined ? null : String(70_000_000 + (companyIdOf(company) % 1_000_000)),
    title: job.title,
    description: job.text ?? (index === 0 ? unknownText(seed) : ""),
    location: { raw: place === undefined ? "" : placeText(place) },
    employment_type: job.type ?? "",
    start_date: dateText(`${job.from}-01`, seed + index),
    end_date: job.to === undefined ? null : dateText(`${job.to}-01`, seed + index),
    // Some records mark no position as the main one.
    is_default: job.to === undefined && index === 0 && seed % 11 !== 0,
    seniority_level: job.level,
    function_category: job.function,
    years_at_company: band(years),
    years_at_company_raw: Math.round(years * 10) / 10,
    position_id: 910_000_000 + ((seed + index * 7919) % 80_000_000),
    business_email_verified: job.to === undefined ? seed % 3 !== 0 : null,
    ...(company === undefined
      ? { crustdata_company_id: null, company_website_domain: null, company_industries: [] }
      : companyData(company, place, seed)),
  };
}

function companyData(company: Company, place: Place | undefined, seed: number) {
  const slug = company.domain.replace(/\.[a-z.]+$/, "");
  return {
    crustdata_company_id: companyIdOf(company),
    company_website_domain: company.domain,
    company_website: `https://${company.domain}`,
    company_profile_picture_permalink: `https://media.invalid/companies/${companyIdOf(company)}.png`,
    company_professional_network_profile_url: `https://www.linkedin.com/company/${slug}-example`,
    company_headcount_latest: company.headcount,
    company_headcount_range: headcountRange(company.headcount),
    company_industries: company.industries,
    company_professional_network_industry: company.industry,
    company_type: company.type,
    company_status: "active",
    // Both the code and the name are seen on the wire.
    company_headquarters_country: place === undefined ? null : seed % 4 === 0 ? place.country : place.code,
    company_hq_location: place === undefined ? null : placeText(place),
    company_hq_location_address_components:
      place === undefined
        ? []
        : [place.city, place.state, place.country, place.continent].filter((part) => part !== ""),
  };
}

function monthsOf(month: string): number {
  const [year = "0", monthOfYear = "1"] = month.split("-");
  return Number(year) * 12 + Number(monthOfYear);
}

function band(years: number): string {
  if (years < 1) return "Less than 1 year";
  if (years < 3) return "1 to 2 years";
  if (years < 6) return "3 to 5 years";
  if (years <= 10) return "6 to 10 years";
  return "More than 10 years";
}

function headcountRange(headcount: number): string {
  const upper = [10, 50, 200, 500, 1000, 5000, 10_000];
  const index = upper.findIndex((limit) => headcount <= limit);
  if (index === -1) return "10001+";
  return `${index === 0 ? 2 : (upper[index - 1] ?? 0) + 1}-${upper[index] ?? ""}`;
}
