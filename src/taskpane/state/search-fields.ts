import type { DescribedField } from "../../core/field-descriptions";
import { nearestPaths } from "../../core/nearest-paths";
import { searchFields } from "../../core/search-fields";
import { choosableFields } from "./choosable-fields";

/** As many as are worth scrolling through. */
const mostFound = 40;

/** The first fields that a search finds, and how many more there are. */
export function firstFields(
  fields: readonly DescribedField[],
  search: string,
): { readonly found: readonly DescribedField[]; readonly more: number } {
  const all = searchFields(fields, search);
  return { found: all.slice(0, mostFound), more: Math.max(0, all.length - mostFound) };
}

/** The fields whose names are spelled most like a search that found nothing. */
export function nearestFields(search: string): readonly string[] {
  const written = search.trim().toLowerCase().replaceAll(/\s+/gu, "_");
  return nearestPaths(written).filter((near) => choosableFields.some(({ path }) => path === near));
}

/** The fields by section, both in the catalogue's order; those that are a section of their own stand last, together. */
export function bySection(
  fields: readonly DescribedField[],
): readonly { readonly section: string; readonly fields: readonly DescribedField[] }[] {
  const sections = new Map<string, DescribedField[]>();
  const alone: DescribedField[] = [];
  for (const field of fields) {
    const known = sections.get(field.section);
    if (field.path === field.section) alone.push(field);
    else if (known === undefined) sections.set(field.section, [field]);
    else known.push(field);
  }
  if (alone.length > 0) sections.set("others", alone);
  return [...sections].map(([section, ofSection]) => ({ section, fields: ofSection }));
}
