import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { parseIdentifier } from "../core/identifier";
import type { Forgetting } from "./answers/forgetting";
import { callerOf } from "./auth/require-caller";
import type { OnDefect } from "./defects";
import { invalidRequest, refusal, sendRefusal, type Refusal } from "./error-bodies";
import { forAdministrators } from "./usage/usage-route";

const named = z.strictObject({
  professional_network_profile_urls: z.array(z.string()).max(1_000).default([]),
  business_emails: z.array(z.string()).max(1_000).default([]),
});
const everybody = z.strictObject({ everybody: z.literal(true) });

const cannotNow = refusal(503, "service_unavailable", "Not everything could be deleted now; ask again.", {
  retryAfterSeconds: 30,
});

/**
 * `DELETE person`, with the identifiers in the body, and `DELETE answers` with `{"everybody": true}`: administrators
 * delete what every gateway keeps. The reply says how many answers those were.
 */
export function registerForgetRoutes(api: FastifyInstance, forgetting: Forgetting, onDefect: OnDefect): void {
  const onRequest = onlyAdministrators;

  async function sendCount(reply: FastifyReply, deleted: Promise<number>) {
    try {
      return { forgotten: await deleted };
    } catch (cause) {
      onDefect(cause);
      return sendRefusal(reply, cannotNow);
    }
  }

  api.delete("/person", { onRequest }, async (request, reply) => {
    const keys = readKeys(request.body);
    if ("status" in keys) return sendRefusal(reply, keys);
    return sendCount(reply, forgetting.people(keys));
  });

  api.delete("/answers", { onRequest }, async (request, reply) => {
    if (!everybody.safeParse(request.body).success) {
      return sendRefusal(reply, invalidRequest('Expected {"everybody": true}: every answer is deleted.'));
    }
    return sendCount(reply, forgetting.everybody());
  });
}

/** Before anything of the request is read. */
async function onlyAdministrators(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (!callerOf(request).isAdministrator) await sendRefusal(reply, forAdministrators);
}

function readKeys(body: unknown): readonly string[] | Refusal {
  const read = named.safeParse(body);
  if (!read.success) {
    return invalidRequest("Expected lists of at most 1000: professional_network_profile_urls, business_emails.");
  }
  const texts = [...read.data.professional_network_profile_urls, ...read.data.business_emails];
  const keys = texts.flatMap((text) => {
    const parsed = parseIdentifier(text);
    return parsed.status === "identifier" ? [parsed.identifier.key] : [];
  });
  if (texts.length === 0) return invalidRequest("Nobody was named; expected at least one identifier.");
  // What was read may be somebody's address: it is counted, not repeated.
  const bad = texts.length - keys.length;
  if (bad > 0)
    return invalidRequest(`${bad} of ${texts.length} are no profile URL or business e-mail; nobody was forgotten.`);
  return keys;
}
