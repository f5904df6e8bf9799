import * as z from "zod/mini";

const message = z.object({ keys: z.nullable(z.array(z.string())) });

/** What pages tell each other of their answers: the keys that were written, `null` where everything was forgotten. */
export type ChangeMessage = z.infer<typeof message>;

/** What another page has told; `undefined` where it is another version's. */
export function readChange(data: unknown): { readonly keys: readonly string[] | undefined } | undefined {
  const parsed = message.safeParse(data);
  return parsed.success ? { keys: parsed.data.keys ?? undefined } : undefined;
}
