import type { Company, Place } from "./person";
import { hashOf } from "./random";

/** What the service sends for an unknown text: null or nothing, never the same for everybody. */
export function unknownText(seed: number): string | null {
  return seed % 2 === 0 ? null : "";
}

/** A day in one of the three shapes seen on the wire. */
export function dateText(day: string, seed: number): string {
  switch (seed % 3) {
    case 0:
      return `${day}T00:00:00+00:00`;
    case 1:
      return `${day}T00:00:00`;
    default:
      return day;
  }
}

export function placeText({ city, state, country }: Place): string {
  return [...new Set([city, state, country])].filter((part) => part !== "").join(", ");
}

/** The canonical address of a profile: no slash at the end, a slug in other scripts percent-encoded. */
export function profileAddress(slug: string): string {
  return `https://www.linkedin.com/in/${encodeURIComponent(slug)}`;
}

/** The number of a company: the same wherever it is named. */
export function companyIdOf({ domain }: Company): number {
  return 8_800_000 + (hashOf(domain) % 90_000);
}
