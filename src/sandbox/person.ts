import * as z from "zod";

const place = z.object({
  city: z.string(),
  state: z.string(),
  country: z.string(),
  /** ISO 3166 alpha-3. */
  code: z.string(),
  continent: z.string(),
  /** Country calling code. */
  phone: z.string(),
});
export type Place = z.infer<typeof place>;

const company = z.object({
  name: z.string(),
  domain: z.string(),
  industry: z.string(),
  industries: z.array(z.string()),
  headcount: z.number(),
  type: z.string(),
  place: z.string(),
});
export type Company = z.infer<typeof company>;

const job = z.object({
  company: z.string(),
  title: z.string(),
  /** `2019-04`. */
  from: z.string(),
  to: z.optional(z.string()),
  level: z.string(),
  function: z.string(),
  text: z.optional(z.string()),
  type: z.optional(z.string()),
});
export type Job = z.infer<typeof job>;

const school = z.object({
  school: z.string(),
  degree: z.string(),
  field: z.string(),
  from: z.optional(z.number()),
  to: z.optional(z.number()),
  activities: z.optional(z.string()),
});

const person = z.object({
  slug: z.string(),
  name: z.string(),
  first: z.string(),
  last: z.string(),
  headline: z.string(),
  summary: z.string(),
  place: z.string(),
  languages: z.array(z.string()),
  jobs: z.array(job),
  schools: z.array(school),
  skills: z.array(z.string()),
  department: z.string(),
  pronoun: z.optional(z.string()),
  /** Work address at the first job's company. */
  email: z.optional(z.string()),
  personalEmail: z.optional(z.string()),
  phone: z.optional(z.string()),
  website: z.optional(z.string()),
  twitter: z.optional(z.string()),
  developer: z.optional(z.object({ login: z.string(), bio: z.string(), languages: z.array(z.string()) })),
  certifications: z.optional(z.array(z.object({ name: z.string(), by: z.string(), date: z.string() }))),
  honors: z.optional(z.array(z.object({ title: z.string(), by: z.string(), date: z.string() }))),
  openTo: z.optional(z.array(z.string())),
});
/** An invented person as written down: what a reader needs, in few words. */
export type Person = z.infer<typeof person>;

/** The written people, and the places and companies they share with the generated ones. */
export const world = z.object({
  places: z.record(z.string(), place),
  companies: z.record(z.string(), company),
  people: z.array(person),
});
export type World = z.infer<typeof world>;
