import { isRecord, type PersonData } from "./field-selection";

/** What identity rests on stays, so that it can still be told who a row is about. */
const kept = new Set(["crustdata_person_id", "name", "profile_url"]);

/** Replaces what is known by one of the three ways in which the wire says "unknown". */
export function emptied(how: "null" | "empty" | "absent"): (data: PersonData) => PersonData {
  const emptyRecord = (record: PersonData): PersonData =>
    Object.fromEntries(
      Object.entries(record).flatMap(([key, value]): [string, unknown][] => {
        if (kept.has(key)) return [[key, value]];
        if (isRecord(value)) return [[key, emptyRecord(value)]];
        if (Array.isArray(value) && value.some(isRecord)) {
          return [[key, value.map((item: unknown) => (isRecord(item) ? emptyRecord(item) : item))]];
        }
        switch (how) {
          case "absent":
            return [];
          case "null":
            return [[key, null]];
          case "empty":
            return [[key, Array.isArray(value) ? [] : typeof value === "string" ? "" : null]];
        }
      }),
    );
  return emptyRecord;
}

/** The shapes that older clients met: `company_name` for a position's name, a location as plain text. */
export function olderShapes(data: PersonData): PersonData {
  const profile = data["basic_profile"];
  const location = isRecord(profile) ? profile["location"] : undefined;
  return {
    ...mapPositions(data, ({ name, ...position }) => ({ ...position, company_name: name })),
    ...(isRecord(profile) &&
      isRecord(location) && { basic_profile: { ...profile, location: location["raw"] ?? location["city"] ?? "" } }),
  };
}

export function unknownSeniority(data: PersonData): PersonData {
  return mapPositions(data, (position) =>
    "seniority_level" in position ? { ...position, seniority_level: "Grand Vizier" } : position,
  );
}

function mapPositions(data: PersonData, change: (position: PersonData) => PersonData): PersonData {
  const experience = data["experience"];
  const details = isRecord(experience) ? experience["employment_details"] : undefined;
  if (!isRecord(experience) || !isRecord(details)) return data;
  const changed = Object.fromEntries(
    Object.entries(details).map(([list, positions]) => [
      list,
      Array.isArray(positions)
        ? positions.map((entry: unknown) => (isRecord(entry) ? change(entry) : entry))
        : positions,
    ]),
  );
  return { ...data, experience: { ...experience, employment_details: changed } };
}
