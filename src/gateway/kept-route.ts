import type { FastifyInstance } from "fastify";
import type { KeptAnswer } from "../core/answer";
import { catalogueFacts } from "../core/catalogue-facts";
import { peopleInAQuestion } from "../core/kept-elsewhere";
import { coversSection, isWithin } from "../core/sections";
import { callerConnection } from "./caller";
import type { Connections } from "./connections";
import { readEnrichRequest, type AskedRow, type EnrichRequest } from "./enrich-request";
import { sendRefusal } from "./error-bodies";
import { replyRow, type ReplyRow } from "./reply-rows";

/** A row of the service, with what is known of it here. */
export interface KeptReplyRow extends ReplyRow {
  readonly as_of: number;
  /** Of the fields asked for, those that the row says everything about. */
  readonly fields: readonly string[];
  readonly denied_fields: readonly string[];
}

const bodyLimitBytes = 384 * 1024;

/** `POST person/kept`: a body as for `person/enrich`, answered by `{ kept }`, the rows at hand. Nobody is ever asked. */
export function registerKeptRoute(server: FastifyInstance, connections: Connections): void {
  server.post("/person/kept", { bodyLimit: bodyLimitBytes }, async (request, reply) => {
    const connection = callerConnection(request, connections);
    if ("status" in connection) return sendRefusal(reply, connection);
    const asked = readEnrichRequest(request.body, peopleInAQuestion);
    if ("status" in asked) return sendRefusal(reply, asked);
    const answers = await Promise.all(asked.rows.map(({ lookup }) => connection.lookups.kept(lookup)));
    return { kept: asked.rows.flatMap((row, index) => keptRow(asked, row, answers[index]) ?? []) };
  });
}

function keptRow(asked: EnrichRequest, row: AskedRow, answer: KeptAnswer | undefined): KeptReplyRow | undefined {
  if (answer === undefined) return undefined;
  const { sections, denied } = answer.status === "matched" ? answer : { sections: asked.fields, denied: [] };
  return {
    ...replyRow(asked, row, answer),
    as_of: answer.asOf,
    fields: asked.fields.filter((field) => coversSection(sections, field, catalogueFacts)),
    denied_fields: denied.filter((path) =>
      asked.fields.some((field) => isWithin(path, field) || isWithin(field, path)),
    ),
  };
}
