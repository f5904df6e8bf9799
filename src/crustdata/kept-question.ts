import type { KeptQuestion } from "../core/service";
import { exchange, type ServiceAddress } from "./exchange";
import { toRow } from "./replies";
import { requestBody } from "./request-body";
import { apiVersion, wireKept } from "./wire";

/**
 * Asks `POST {base}/person/kept` of our own gateway. It is a path of its own and not a header of the paid one, so that
 * a gateway too old to know it refuses instead of buying.
 */
export function createKeptQuestion(address: ServiceAddress): KeptQuestion {
  return async (batch, signal) => {
    const init = {
      method: "POST",
      headers: { "content-type": "application/json", "x-api-version": apiVersion },
      body: JSON.stringify(requestBody(batch)),
    };
    const result = await exchange(address, "/person/kept", init, signal);
    if (!("reply" in result) || result.reply.status !== 200) return undefined;
    const parsed = wireKept.safeParse(parseJson(result.reply.body));
    if (!parsed.success) return undefined;
    const now = address.clock.now();
    return parsed.data.kept.map((row) => ({
      ...toRow(row, batch.kind),
      ...(row.as_of !== undefined && { asOf: Math.min(row.as_of, now) }),
      ...{ sections: row.fields ?? [], denied: row.denied_fields ?? [] },
    }));
  };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
