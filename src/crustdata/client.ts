import type { EnrichService } from "../core/service";
import { exchange, type ServiceAddress } from "./exchange";
import { readReply } from "./replies";
import { requestBody } from "./request-body";
import { apiVersion } from "./wire";

export interface CrustdataClientOptions extends ServiceAddress {
  /** Send `x-priority` and `x-refresh`, which only our gateway understands; default false. */
  readonly sendPriority?: boolean;
}

/** The paid service, or a gateway that speaks its shapes, behind the core's port. */
export function createCrustdataClient(options: CrustdataClientOptions): EnrichService {
  return {
    async enrich(batch, signal) {
      const init = {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "x-api-version": apiVersion,
          ...(options.sendPriority === true && { "x-priority": batch.priority }),
          ...(options.sendPriority === true && batch.refresh === true && { "x-refresh": "1" }),
        },
        body: JSON.stringify(requestBody(batch)),
      };
      const result = await exchange(options, "/person/enrich", init, signal);
      if ("reply" in result) return readReply(result.reply, batch, options.clock.now());
      if (result.failure === "unreachable") return { outcome: "unreachable" };
      return { outcome: "lost", cause: result.failure };
    },
  };
}
