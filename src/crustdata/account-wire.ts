import * as z from "zod/mini";
import { looseNumber, looseText } from "./loose";

/** Reply to `GET /user/credits`. */
export const wireUserCredits = z.object({ credits: looseNumber });

const fieldCredits = z.object({ field: z.string(), credits: looseNumber });

/** Reply to `GET /account/endpoints`. */
export const wireEndpoints = z.object({
  token_limit_rpm: looseNumber,
  endpoints: z.array(
    z.object({
      path: looseText,
      status: looseText,
      effective_rate_limit_rpm: looseNumber,
      rate_limit: z.catch(z.nullish(z.object({ effective_requests_per_minute: looseNumber })), undefined),
      base_credits: looseNumber,
      premium_fields: z.catch(z.nullish(z.array(fieldCredits)), undefined),
      fields: z.catch(z.nullish(z.object({ enabled: z.array(z.string()), disabled: z.array(z.string()) })), undefined),
    }),
  ),
});
