import { setTimeout as pause } from "node:timers/promises";

/**
 * Resolves when `condition` holds; rejects after `timeoutMs`. (A browser page's own waiting takes the promise of an
 * asynchronous condition for an answer, and so never waits.)
 */
export async function waitUntil(condition: () => Promise<boolean>, timeoutMs = 30_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`Not so after ${timeoutMs} ms: ${condition.toString()}`);
    await pause(50);
  }
}
