import { createHash } from "node:crypto";
import type { KeptAnswer, Matched } from "../../core/answer";

/** Whom every gateway is to forget: everybody, or those of these digests, which tell nobody who they are. */
export type Forgotten = { readonly everybody: true } | { readonly digests: readonly string[] };

/** All that outlives a gateway's process, of every connection. */
export interface AnswerArchive {
  /** The people who are kept under identifiers of these digests, themselves as digests. */
  peopleUnder(digests: readonly string[]): Promise<readonly string[]>;
  /** Deletes what is kept under these identifiers, and under whatever identifier of these people; tells how many answers. */
  forget(forgotten: Forgotten): Promise<number>;
}

/** The digest of an identifier (`Identifier.key`). */
export function digestOfKey(key: string): string {
  return createHash("sha256").update(key).digest("base64url");
}

/** The person an answer is about: the best match, where the service says who that is. */
export function personIn(answer: KeptAnswer): readonly string[] {
  return answer.status === "matched" ? digestsOf(answer.candidates.slice(0, 1)) : [];
}

/** Everybody an answer tells of. */
export function peopleIn(answer: KeptAnswer): readonly string[] {
  return answer.status === "matched" ? digestsOf(answer.candidates) : [];
}

function digestsOf(candidates: Matched["candidates"]): string[] {
  const ids = candidates.map(({ data }) => data["crustdata_person_id"]);
  return ids.flatMap((id) => (typeof id === "number" || typeof id === "string" ? [digestOfKey(`person ${id}`)] : []));
}

/** Whether an answer under an identifier of this digest is to go. */
export function isForgotten(forgotten: Forgotten, digest: string, answer: KeptAnswer | undefined): boolean {
  if ("everybody" in forgotten) return true;
  const { digests } = forgotten;
  return digests.includes(digest) || (answer !== undefined && peopleIn(answer).some((it) => digests.includes(it)));
}
