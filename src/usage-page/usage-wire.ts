import * as z from "zod/mini";
import { isDay } from "./days";
import type { Usage } from "./usage";

// Compiled validators need `eval`, which the page's content security policy forbids.
z.config({ jitless: true });

const day = z.string().check(z.refine(isDay));

const usageReply = z.object({
  ...{ from: day, to: day, total: z.number() },
  rows: z.array(
    z.object({
      ...{ day, workbook: z.string(), section: z.string(), credits: z.number() },
      possiblyBilled: z._default(z.number(), 0),
      person: z.object({ id: z.string(), name: z.string() }),
    }),
  ),
});

/** The body of `GET /api/usage`; nothing where it is something else. */
export function parseUsage(body: unknown): Usage | undefined {
  const { data } = usageReply.safeParse(body);
  if (data === undefined) return undefined;
  const { from, to, rows, total } = data;
  return { period: { from, to }, rows, total };
}

const refusal = z.object({ error: z.object({ message: z.string() }) });

/** The gateway's own sentence about a request it does not take, if there is one. */
export function parseRefusal(body: unknown): string | undefined {
  return refusal.safeParse(body).data?.error.message;
}

const account = z.object({ source: z.literal("sandbox") });

/** Whether the body of `GET /api/account` is that of invented people. */
export function isSandbox(body: unknown): boolean {
  return account.safeParse(body).success;
}
