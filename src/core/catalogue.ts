import type { Section } from "./answer";
import { outline } from "./catalogue-data";
import { readOutline } from "./outline";

export type FieldType =
  "text" | "url" | "integer" | "number" | "boolean" | "date" | "texts" | "object" | "list" | "raw";

/** One path of the catalogue. */
export interface CatalogueField {
  /** Such as `basic_profile.headline`; carries no index where it leads through a list. */
  readonly path: string;
  /** First part of the path. */
  readonly section: string;
  readonly type: FieldType;
  /** Add-on for each person for whom it is returned, beside the one credit of the match. */
  readonly credits: number;
  /** What goes into a request's `fields` for it. */
  readonly requestSection: Section;
  /** Some plans do not include it. */
  readonly planGated: boolean;
  /** Holds further fields: stands for its leaves. */
  readonly isContainer: boolean;
  /** Paths of the lists of objects that lead to it, itself included, outermost first. */
  readonly lists: readonly string[];
  /** The path whose value it gives under another name. */
  readonly aliasOf: string | undefined;
}

/** Bought with every person unless requests are narrowed: one credit pays for all of it. */
export const defaultSections: readonly Section[] = [
  "basic_profile",
  "professional_network",
  "social_handles",
  "experience",
  "education",
  "skills",
];

const aliases: Readonly<Record<string, string>> = {
  company_name: "name",
  company_professional_network_url: "company_professional_network_profile_url",
};

/** Kinds of contact are priced one by one, so they are asked for one by one. */
const requestedWithOthers: Readonly<Record<string, Section>> = {
  crustdata_person_id: "basic_profile",
  contact: "contact.websites",
  "contact.last_updated": "contact.websites",
  "contact.business_emails_message": "contact.business_emails",
};

/** Every path the service offers, in the order of the service's sections. */
export const catalogue: readonly CatalogueField[] = readCatalogue();

/** Of containers, as far as asked for: every request asks. */
const leavesByPath = new Map<string, readonly CatalogueField[]>();
const byPath = new Map(catalogue.map((field) => [field.path, field]));
const sectionOrder: readonly Section[] = [...new Set(catalogue.map((field) => field.requestSection))];

/** The field of this exact path, as the catalogue spells it. */
export function fieldAt(path: string): CatalogueField | undefined {
  return byPath.get(path);
}

/** The leaf fields a path stands for, in catalogue order and without aliases: itself, where it is a leaf. */
export function leavesOf(field: CatalogueField): readonly CatalogueField[] {
  if (!field.isContainer) return [field];
  const known = leavesByPath.get(field.path);
  if (known !== undefined) return known;
  const prefix = `${field.path}.`;
  const leaves = catalogue.filter(
    (leaf) => !leaf.isContainer && leaf.aliasOf === undefined && leaf.path.startsWith(prefix),
  );
  leavesByPath.set(field.path, leaves);
  return leaves;
}

/** What a request must name in `fields` for these paths of the catalogue, in catalogue order; unknown ones are left out. */
export function sectionsFor(paths: readonly string[]): readonly Section[] {
  return inCatalogueOrder(
    paths
      .map((path) => byPath.get(path))
      .filter((field) => field !== undefined)
      .flatMap(leavesOf)
      .map((leaf) => leaf.requestSection),
  );
}

/** Each section once, in catalogue order, so that equal wishes make equal lanes. */
export function inCatalogueOrder(sections: readonly Section[]): readonly Section[] {
  const wanted = new Set(sections);
  const known = sectionOrder.filter((section) => wanted.delete(section));
  return [...known, ...[...wanted].sort()];
}

/** Add-on credits for each matched person if every one of these sections is returned; the match's own credit apart. */
export function priceOf(sections: readonly Section[]): number {
  return [...new Set(sections)]
    .filter(
      (section) => byPath.get(section) !== undefined && !sections.some((other) => section.startsWith(`${other}.`)),
    )
    .reduce((credits, section) => credits + (byPath.get(section)?.credits ?? 0), 0);
}

/** Whether asking for this section can cost more than the match. */
export function isPricedSection(section: Section): boolean {
  return priceOf([section]) > 0;
}

/** Whether some plans refuse a request that names this section. */
export function isPlanGated(section: Section): boolean {
  return byPath.get(section)?.planGated ?? false;
}

function readCatalogue(): readonly CatalogueField[] {
  const entries = readOutline(outline);
  const fields = entries.map((entry, position): CatalogueField => {
    const { path, text, ancestors } = entry;
    const [, type = "", gated, credits = 0] = /^([a-z]+)(!?)(?:\+(\d+))?$/u.exec(text) ?? [];
    const [section = path, ...names] = path.split(".");
    const alias = aliases[names.at(-1) ?? ""];
    return {
      path,
      section,
      type: fieldType(type),
      credits: Number(credits),
      requestSection: requestSectionOf(path),
      planGated: gated === "!",
      isContainer: (entries[position + 1]?.ancestors.length ?? 0) > ancestors.length,
      lists: [...ancestors, entry].filter((lying) => lying.text.startsWith("list")).map((list) => list.path),
      aliasOf: alias && [section, ...names.slice(0, -1), alias].join("."),
    };
  });
  return fields.map((field) => ({ ...field, credits: addOnOf(field, fields) }));
}

/** A leaf costs what its section costs; a container, what its leaves' sections cost together. */
function addOnOf(field: CatalogueField, fields: readonly CatalogueField[]): number {
  const sections = new Set(
    fields
      .filter((other) => other.path === field.path || other.path.startsWith(`${field.path}.`))
      .map((other) => other.requestSection),
  );
  return fields.filter((other) => sections.has(other.path)).reduce((credits, section) => credits + section.credits, 0);
}

function requestSectionOf(path: string): Section {
  const [section = path, kind] = path.split(".");
  return requestedWithOthers[path] ?? (section === "contact" && kind !== undefined ? `contact.${kind}` : section);
}

function fieldType(word: string): FieldType {
  switch (word) {
    case "text":
    case "url":
    case "integer":
    case "number":
    case "boolean":
    case "date":
    case "texts":
    case "object":
    case "list":
      return word;
    default:
      return "raw";
  }
}
