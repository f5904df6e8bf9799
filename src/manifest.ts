import { z } from "zod";

/** Where the add-in stands while it is developed; `manifest.xml` names it throughout. */
export const developmentOrigin = "https://localhost:3000";

const withoutSlash = (text: string) => text.replace(/\/+$/, "");
const isHttpsOrigin = (text: string) =>
  URL.canParse(text) && new URL(text).origin === text && text.startsWith("https:");

const schema = z.object({
  PUBLIC_ORIGIN: z
    .string()
    .transform(withoutSlash)
    .refine(isHttpsOrigin)
    .default(developmentOrigin)
    .describe("an https origin without a path, such as https://enrich.example.com"),
  ADDIN_ID: z
    .guid()
    .toLowerCase()
    .optional()
    .describe("a GUID that no other add-in has, such as 0b8ac9e2-3f5d-4a3c-9a53-2f6d7d1c8e10"),
  ADDIN_NAME: z
    .string()
    .regex(/^[^\p{C}]{1,50}$/u)
    .optional()
    .describe("1 to 50 printable characters, such as Enrich (test)"),
});

/** For whom a build is made: the origin that serves it, and by what Office and people tell it from another. */
export interface BuildSettings {
  readonly origin: string;
  /** Default: the id in `manifest.xml`. */
  readonly addinId: string | undefined;
  /** Default: the names in `manifest.xml`. */
  readonly addinName: string | undefined;
}

/** Reads the settings of a build; an empty value counts as not set. Throws one sentence for each that cannot be used. */
export function readBuildSettings(environment: Readonly<Record<string, string | undefined>>): BuildSettings {
  const given = Object.fromEntries(
    Object.keys(schema.shape).flatMap((name) => {
      const value = environment[name]?.trim();
      return value ? [[name, value]] : [];
    }),
  );
  const read = schema.safeParse(given);
  if (!read.success) {
    const names = new Set(read.error.issues.map((issue) => String(issue.path[0])));
    throw new Error([...names].map((name) => badValue(name, given[name])).join("\n"));
  }
  const { PUBLIC_ORIGIN: origin, ADDIN_ID: addinId, ADDIN_NAME: addinName } = read.data;
  return { origin, addinId, addinName };
}

function badValue(name: string, value: string | undefined): string {
  const { description = "something else" } = new Map(Object.entries(schema.shape)).get(name)?.meta() ?? {};
  return `${name} is ${JSON.stringify(value)}; expected ${description}.`;
}

/**
 * `manifest.xml` for one environment. Id, the name in lists and over the ribbon group, and the origin differ; the
 * functions' namespace never does, because it is stored in people's formulas.
 */
export function manifestFor(xml: string, { origin, addinId, addinName }: BuildSettings): string {
  let made = xml.replaceAll(developmentOrigin, origin);
  if (addinId !== undefined) made = replaced(made, /(<Id>)[^<]*(<\/Id>)/, addinId);
  if (addinName !== undefined) {
    made = replaced(made, /(<DisplayName DefaultValue=")[^"]*(")/, addinName);
    made = replaced(made, /(<bt:String id="Group\.Label" DefaultValue=")[^"]*(")/, addinName);
  }
  return made;
}

function replaced(xml: string, place: RegExp, text: string): string {
  if (!place.test(xml)) throw new Error(`manifest.xml has no place like ${place.source}.`);
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  return xml.replace(place, (_, before: string, after: string) => `${before}${escaped}${after}`);
}
