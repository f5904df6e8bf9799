import { z } from "zod";
import type { TokenRow } from "./team-tokens";

const row = z.object({
  id: z.string(),
  name: z.string(),
  isAdministrator: z.boolean(),
  createdAtMs: z.number(),
  secretHash: z.string(),
});

/** The token row in what was stored; `undefined` where it is damaged: a token that opens nothing. */
export function readTokenRow(value: unknown): TokenRow | undefined {
  return row.safeParse(value).data;
}
