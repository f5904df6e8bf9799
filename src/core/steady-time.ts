/**
 * The time of day, in ms, that never goes back: whoever waits for a moment would wait as much longer. Where `wallMs` is
 * set back, it goes on from where it was, at half the speed until both agree again.
 */
export function createSteadyTime(wallMs: () => number): () => number {
  let last = wallMs();
  let aheadMs = 0;
  return () => {
    const now = wallMs();
    aheadMs = now < last ? aheadMs + last - now : Math.max(0, aheadMs - (now - last) / 2);
    last = now;
    return Math.floor(now + aheadMs);
  };
}
