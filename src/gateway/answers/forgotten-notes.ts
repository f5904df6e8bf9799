import { z } from "zod";
import type { Clock } from "../../core/clock";
import type { Forgotten } from "./forgotten";

/** Word of whom to forget, from any gateway or command to every gateway. */
export interface ForgottenNotes {
  add(forgotten: Forgotten): Promise<void>;
  /** The notes added after `place`, oldest first, and the place after them; without a place, all there are. */
  after(place?: string): Promise<{ readonly notes: readonly Forgotten[]; readonly place: string }>;
}

/** Notes are deleted after so long: no gateway holds an answer in memory longer without having heard them. */
export const noteMs = 86_400_000;

const note = z.union([z.object({ everybody: z.literal(true) }), z.object({ digests: z.array(z.string()) })]);

/** A note as it was written; where it is damaged, everybody: what is forgotten can be read again from the archive. */
export function readNote(text: string): Forgotten {
  try {
    return note.parse(JSON.parse(text));
  } catch {
    return { everybody: true };
  }
}

export interface FollowNotesOptions {
  readonly notes: ForgottenNotes;
  readonly clock: Clock;
  readonly forget: (forgotten: Forgotten) => void;
}

const lookMs = 1_000;

/** Hears every note within a second of its being added; where notes cannot be read for a while, as soon as they can. */
export function followNotes({ notes, clock, forget }: FollowNotesOptions): { close(): Promise<void> } {
  const closing = new AbortController();
  async function follow(): Promise<void> {
    // All to begin with: what was bought before Redis could first be read may be meant.
    let place: string | undefined;
    while (!closing.signal.aborted) {
      try {
        const read = await notes.after(place);
        place = read.place;
        for (const forgotten of read.notes) forget(forgotten);
      } catch {
        // Redis is away: nothing can be forgotten by others either; what was is heard of afterwards.
      }
      await clock.sleep(lookMs, closing.signal).catch(() => undefined);
    }
  }
  const following = follow();
  return {
    async close() {
      closing.abort();
      await following;
    },
  };
}
