/**
 * Which runs some window of this device is busy with. A journal is shared by all of them, so that without it a run that
 * goes on in one window looks broken off in another.
 */
export interface RunPresence {
  /** Claims a run for this window until the returned function is called; `undefined` where a window has claimed it. */
  claim(runId: string): Promise<(() => void) | undefined>;
  /** The runs that any window has claimed. */
  claimed(): Promise<ReadonlySet<string>>;
  /** Resolves once nobody claims the run any more, also where its window has gone away. */
  whenFree(runId: string): Promise<void>;
}
