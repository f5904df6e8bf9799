import type { FastifyInstance } from "fastify";
import type { Clock } from "../../core/clock";
import { callerOf } from "../auth/require-caller";
import type { OnDefect } from "../defects";
import { refusal, sendRefusal } from "../error-bodies";
import type { UsageBooks } from "./usage-books";
import { usageCsv } from "./usage-csv";
import { readUsageQuestion } from "./usage-question";
import { readUsage } from "./usage-reply";

export interface UsageRouteOptions {
  readonly books: Pick<UsageBooks, "read">;
  readonly clock: Pick<Clock, "now">;
  /** Told why the books cannot be read. */
  readonly onDefect: OnDefect;
}

/** What everybody else is told; listed in the README. */
export const forAdministrators = refusal(403, "permission_error", "This is for administrators only.");
const cannotRead = refusal(503, "service_unavailable", "The usage cannot be read now.", { retryAfterSeconds: 10 });

/** `GET usage?from&to`: who spent what with the gateway's own key, as JSON or CSV, for administrators. */
export function registerUsageRoute(server: FastifyInstance, { books, clock, onDefect }: UsageRouteOptions): void {
  server.get("/usage", async (request, reply) => {
    if (!callerOf(request).isAdministrator) return sendRefusal(reply, forAdministrators);
    const question = readUsageQuestion(request.query, request.headers.accept, clock.now());
    if ("status" in question) return sendRefusal(reply, question);
    const { period, format } = question;
    const usage = await readUsage(books, period).catch(onDefect);
    if (usage === undefined) return sendRefusal(reply, cannotRead);
    void reply.header("vary", "accept");
    if (format === "json") return usage;
    return reply
      .type("text/csv; charset=utf-8")
      .header("content-disposition", `attachment; filename="usage-${period.from}-${period.to}.csv"`)
      .send(usageCsv(usage));
  });
}
