import * as z from "zod/mini";
import type { ServerForgotten } from "../core/forget-person";
import type { Identifier } from "../core/identifier";
import { exchange, type ServiceAddress } from "./exchange";

const wireForgotten = z.object({ forgotten: z.number() });

/** Sends `DELETE {base}/person` of our own gateway, which forgets whom these identifiers name for everybody it answers. */
export async function requestForgetting(
  address: ServiceAddress,
  identifiers: readonly Identifier[],
): Promise<ServerForgotten> {
  const valuesOf = (wanted: Identifier["kind"]) =>
    identifiers.filter(({ kind }) => kind === wanted).map(({ value }) => value);
  const body = { professional_network_profile_urls: valuesOf("url"), business_emails: valuesOf("email") };
  const init = {
    method: "DELETE",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  };
  const result = await exchange(address, "/person", init);
  if (!("reply" in result)) return { outcome: "unavailable" };
  if (result.reply.status === 403) return { outcome: "not_allowed" };
  const parsed = result.reply.status === 200 ? wireForgotten.safeParse(parseJson(result.reply.body)) : undefined;
  return parsed?.success ? { outcome: "forgotten", answers: parsed.data.forgotten } : { outcome: "unavailable" };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
