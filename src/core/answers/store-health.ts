/**
 * What keeps answers from outliving the page: the disk is full, another window holds the store in an older form, a newer
 * version of this program has taken it over, or the platform refuses or stays silent.
 */
export type StoreProblem = "full" | "blocked" | "newer_version" | "unavailable";

/** Whether answers are kept for the next time, or in memory only for now. */
export type StoreHealth =
  { readonly status: "working" } | { readonly status: "memory_only"; readonly problem: StoreProblem };

/** Why a store did not do what it was asked; the message names no person. */
export class AnswerStoreError extends Error {
  constructor(
    readonly problem: StoreProblem,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "AnswerStoreError";
  }
}

/** The problem behind a store's rejection, whatever it rejected with. */
export function problemOf(error: unknown): StoreProblem {
  return error instanceof AnswerStoreError ? error.problem : "unavailable";
}
