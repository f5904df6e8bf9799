import { origins, type Origin, type Track, trackLevels, tracks } from "./generated-traits";
import type { SentIdentifier } from "./identifiers";
import type { Company, Job, Person, World } from "./person";
import { createSeededRandom, type SeededRandom } from "./random";

/** Somebody made up for an identifier that no written person has: always the same for the same one. */
export interface GeneratedPerson {
  readonly person: Person;
  /** The employer that an address's domain stands for. */
  readonly employer: Readonly<Record<string, Company>>;
}

/** The careers of generated people start and end in these years. */
const latestYear = 2026;

/** Makes up a person; `salt` tells apart several candidates of one address. */
export function generatePerson({ kind, name }: SentIdentifier, world: World, salt = ""): GeneratedPerson {
  const random = createSeededRandom(`${kind} ${name} ${salt}`);
  const [local = "", domain = ""] = kind === "email" ? name.split("@") : [name];
  const origin = random.pick(origins);
  const spelled = wordsOf(local);
  const [first, last] = [spelled.first ?? random.pick(origin.first), spelled.last ?? random.pick(origin.last)];
  const track = random.pick(tracks);
  const home = pickKey(world.places, random, (place) => origin.countries.includes(place.country));
  const employer = domain === "" ? {} : { [domain]: companyOf(domain, home, random) };
  const continent = world.places[home]?.continent;
  const isNear = ({ place }: Company) => world.places[place]?.continent === continent;
  const jobs = career(track, random, domain === "" ? undefined : domain, { world, isNear });
  const slug =
    kind === "url" ? name : `${first}-${last}${salt === "" ? "" : `-${salt}`}`.toLowerCase().replaceAll(" ", "-");
  const isDeveloper = track.department === "Engineering" && random.chance(0.5);
  const company = employer[domain] ?? world.companies[jobs[0]?.company ?? ""];
  const started = Number(jobs.at(-1)?.from.slice(0, 4));
  const headline = `${jobs[0]?.title ?? ""} at ${company?.name ?? ""}`;
  const phone = random.chance(0.2) ? `+${world.places[home]?.phone ?? "0"} 555 01${10 + random.below(90)}` : undefined;
  return {
    person: {
      slug,
      name: `${first} ${last}`,
      first,
      last,
      headline: random.chance(0.6) ? headline : `${headline} | ${random.pick(track.skills)}`,
      summary: random.chance(0.8) ? random.pick(track.summaries) : "",
      place: home,
      // A name spelled out by its owner says nothing certain about a mother tongue.
      languages: spelled.first === undefined ? languagesOf(origin, random) : ["English"],
      jobs,
      schools: [
        {
          school: `${world.places[home]?.city ?? "Northern"} Example University`,
          degree: random.pick(["BA", "BSc", "MSc", "MA"]),
          field: random.pick(track.fields),
          from: started - 4,
          to: started,
        },
      ],
      skills: track.skills.filter(() => random.chance(0.75)),
      department: track.department,
      email: kind === "email" ? name : workAddress(first, last, company, random),
      ...(random.chance(0.25) && { personalEmail: `${ascii(first)}.${ascii(last)}@post.example` }),
      ...(phone !== undefined && { phone }),
      ...(isDeveloper && {
        developer: { login: `${ascii(last)}-example`, bio: track.summaries[0], languages: ["TypeScript", "Go"] },
      }),
    },
    employer,
  };
}

function career(
  track: Track,
  random: SeededRandom,
  domain: string | undefined,
  { world, isNear }: { readonly world: World; readonly isNear: (company: Company) => boolean },
): Job[] {
  const employer = domain ?? pickKey(world.companies, random, isNear);
  const steps = 1 + random.below(3);
  const highest = Math.min(track.titles.length - 1, steps - 1 + random.below(2));
  let year = latestYear - random.below(5);
  return Array.from({ length: steps }, (_, index): Job => {
    const from = `${year - 1}-0${1 + random.below(9)}`;
    const to = index === 0 ? undefined : `${year}-1${random.below(3)}`;
    year -= 2 + random.below(4);
    const rung = Math.max(0, highest - index);
    return {
      company:
        index === 0
          ? employer
          : pickKey(world.companies, random, (company) => isNear(company) && company !== world.companies[employer]),
      title: track.titles[rung] ?? track.titles[0],
      from,
      ...(to !== undefined && { to }),
      level: trackLevels[rung] ?? "Senior",
      function: track.department,
      type: random.chance(0.7) ? "Full-time" : "",
    };
  });
}

/** A first and a last name where the slug or address spells them out. */
function wordsOf(local: string): { readonly first?: string; readonly last?: string } {
  const words = local.split(/[-._+\s]+/).filter((word) => /^\p{L}{2,}$/u.test(word) && word !== "example");
  const [first, ...rest] = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  if (first === undefined || rest.length === 0) return {};
  return { first, last: rest.join(" ") };
}

function companyOf(domain: string, place: string, random: SeededRandom): Company {
  const word = domain.split(".")[0] ?? domain;
  const industry = random.pick([
    "Software Development",
    "Wholesale",
    "Business Consulting",
    "Food Production",
    "Logistics",
  ]);
  return {
    name: word
      .split("-")
      .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
      .join(" "),
    domain,
    industry,
    industries: [industry],
    headcount: 8 + random.below(900),
    type: random.pick(["Privately Held", "Public Company", "Partnership"]),
    place,
  };
}

function workAddress(first: string, last: string, company: Company | undefined, random: SeededRandom) {
  if (company === undefined || !random.chance(0.7)) return undefined;
  return `${ascii(first)}.${ascii(last)}@${company.domain}`;
}

function languagesOf(origin: Origin, random: SeededRandom): string[] {
  const own = `${origin.language} (Native or bilingual proficiency)`;
  return origin.language === "English" || random.chance(0.3) ? [own] : [own, "English"];
}

function pickKey<Item>(
  items: Readonly<Record<string, Item>>,
  random: SeededRandom,
  isWanted: (item: Item) => boolean = () => true,
): string {
  const keys = Object.keys(items);
  const wanted = keys.filter((key) => {
    const item = items[key];
    return item !== undefined && isWanted(item);
  });
  const pool = wanted.length > 0 ? wanted : keys;
  return pool[random.below(pool.length)] ?? "";
}

/** Letters that addresses are written in. */
function ascii(name: string): string {
  const plain = name.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("ß", "ss").replaceAll("ł", "l");
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || "hello";
}
