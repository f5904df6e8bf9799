import { z } from "zod";
import type { Asker } from "../../core/bill";
import type { Section } from "../../core/answer";

/** A request that has left and whose cost is in no book yet: a few KB, naming nobody who is looked up. */
export interface SentNote {
  readonly sentAtMs: number;
  /** Of what was asked for, what has a price of its own. */
  readonly sections: readonly Section[];
  /** Digests of identifiers, and whom their bills name. */
  readonly people: readonly { readonly digest: string; readonly asker?: Asker }[];
}

export interface NamedNote {
  readonly name: string;
  readonly note: SentNote;
}

/** Notes of requests under way; they outlive the process that sent them. */
export interface SentNotes {
  /** Resolves, with the name it is kept under, when no end of this process can lose it. */
  add(note: SentNote): Promise<string>;
  remove(name: string): Promise<void>;
  /** Notes of processes that are no more, each handed out once; they stay, as this process's, until they are removed. */
  leftBehind(): Promise<readonly NamedNote[]>;
}

const sentNote = z.object({
  sentAtMs: z.number(),
  sections: z.array(z.string()),
  people: z.array(
    z.object({
      digest: z.string(),
      asker: z.object({ personId: z.string(), workbook: z.string() }).exactOptional(),
    }),
  ),
});

/** `undefined` where the text is damaged. */
export function readSentNote(text: string): SentNote | undefined {
  try {
    const read = sentNote.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}
