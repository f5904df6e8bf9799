import type { RunField } from "../core/run/run-request";

/** Fields in a few words: "headline, city and 3 more". */
export function fieldsText(fields: readonly RunField[]): string {
  const names = fields.map(({ path }) => (path.split(".").at(-1) ?? path).replaceAll("_", " "));
  if (names.length <= 3) return names.join(", ");
  return `${names.slice(0, 2).join(", ")} and ${names.length - 2} more`;
}
