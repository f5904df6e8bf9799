import type { KeptAnswer } from "../../core/answer";
import type { StoredAnswer } from "../../core/answer-store";
import { readKeptAnswer } from "./kept-answer";
import { isObject } from "./stored-shapes";

/** What stands under a key: an answer, or that there was one until it was deleted for its age. */
export type ReadRecord = { readonly answer: KeptAnswer } | "deleted" | undefined;

/** An answer as it is stored: with its key, so that nobody is taken for another, and its age for the index. */
export function keptRecord({ key, answer }: StoredAnswer): object {
  return { key, asOf: answer.asOf, answer };
}

/** What remains of an answer that was deleted for its age: without an age, so the index leaves it out. */
export function deletedRecord(key: string): object {
  return { key, isDeleted: true };
}

/** What was found under `key`; `undefined` where it is not what this version writes, or another person's. */
export function readRecord(key: string, stored: unknown): ReadRecord {
  if (!isObject(stored) || stored["key"] !== key) return undefined;
  if (stored["isDeleted"] === true) return "deleted";
  const answer = readKeptAnswer(stored["answer"]);
  return answer && { answer };
}
