import type { OnDefect } from "./defects";

/**
 * Lives on where a disk takes no more writes. Whoever writes to one of our LMDB files is told and sees to it; but the
 * library rejects promises of its own besides, which nobody can hear, and one of them would end the process: answers
 * that were paid for and are in memory only would be lost, and bought again. Other rejections end it as ever.
 */
export function outliveRefusedWrites(onDefect: OnDefect): void {
  process.on("unhandledRejection", (cause) => {
    if (!isRefusedWrite(cause)) throw cause;
    onDefect(cause);
  });
}

/** The library's errors carry the number of the system's error, or the promise of one. */
function isRefusedWrite(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  return "commitError" in cause || ("code" in cause && typeof cause.code === "number");
}
