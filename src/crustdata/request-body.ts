import type { Batch, LookupOptions } from "../core/service";

const optionKeys = { minScore: "min_similarity_score", forceFetch: "force_fetch", enrichRealtime: "enrich_realtime" };

/** The body of `POST /person/enrich`: one identifier list, `fields`, and no key at its default value. */
export function requestBody(batch: Batch): Record<string, unknown> {
  const list = batch.kind === "email" ? "business_emails" : "professional_network_profile_urls";
  return {
    [list]: batch.identifiers.map((identifier) => identifier.value),
    fields: [...batch.sections],
    ...optionValues(batch),
  };
}

/** The names, as sent, of the options a batch carries. */
export function sentOptions(batch: Batch): string[] {
  return Object.keys(optionValues(batch));
}

function optionValues({ kind, options }: Batch): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  if (kind === "email" && options.minScore !== undefined) values[optionKeys.minScore] = options.minScore;
  for (const flag of ["forceFetch", "enrichRealtime"] as const satisfies readonly (keyof LookupOptions)[]) {
    if (options[flag] === true) values[optionKeys[flag]] = true;
  }
  return values;
}
