import { isRecord, type PersonData } from "./field-selection";

/** List prices: 1 for the person, add-ons only where something was returned. */
const addOns: readonly (readonly [path: readonly string[], credits: number])[] = [
  [["dev_platform_profiles"], 1],
  [["contact", "business_emails"], 1],
  [["contact", "personal_emails"], 2],
  [["contact", "phone_numbers"], 2],
  [["social_posts"], 5],
];

/** What a row costs whose candidates carry `returned`: nothing without one, and each add-on once. */
export function priceOf(returned: readonly PersonData[]): number {
  if (returned.length === 0) return 0;
  return addOns
    .filter(([path]) => returned.some((data) => isFilled(path.reduce(step, data))))
    .reduce((sum, [, credits]) => sum + credits, 1);
}

function step(value: unknown, key: string): unknown {
  return isRecord(value) ? value[key] : undefined;
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}
