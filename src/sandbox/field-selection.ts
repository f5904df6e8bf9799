/** Everything known of a person, in the service's shape. */
export type PersonData = Readonly<Record<string, unknown>>;

/** `company_name` is documented as a path although replies say `name`. */
const aliases: readonly (readonly [RegExp, string])[] = [
  [/^(experience\.employment_details\.(?:current|past))\.company_name$/, "$1.name"],
];

/** Every path of an object, sections included, without indices. */
export function pathsOf(value: unknown, prefix = ""): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((item) => pathsOf(item, prefix)))];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const path = prefix === "" ? key : `${prefix}.${key}`;
    return [path, ...pathsOf(inner, path)];
  });
}

/** The path that replies use for it. */
export function canonicalPath(path: string): string {
  return aliases.reduce((name, [pattern, target]) => name.replace(pattern, target), path);
}

/** What was asked for and nothing else; the id always comes along. */
export function selectFields(data: PersonData, paths: readonly string[]): PersonData {
  const wanted = new Set([...paths.map(canonicalPath), "crustdata_person_id"]);
  const selected = select(data, "", wanted);
  return isRecord(selected) ? selected : {};
}

function select(value: unknown, prefix: string, wanted: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => select(item, prefix, wanted));
  if (!isRecord(value)) return value;
  const picked: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    const path = prefix === "" ? key : `${prefix}.${key}`;
    if (wanted.has(path)) picked[key] = inner;
    else if ([...wanted].some((name) => name.startsWith(`${path}.`))) picked[key] = select(inner, path, wanted);
  }
  return picked;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
