import type { LogStream } from "../../src/gateway/http-server";

/**
 * What nobody may find in a log or in the metrics: it fails the test in which it was written. Every test that starts a
 * gateway writes its log here.
 */
const forbidden: readonly RegExp[] = [
  /canary/i,
  /linkedin/i,
  /known-[a-z0-9]/i,
  /(?<![\w.+%-])[\w.+%-]+@[\w-]+\.[a-z]{2,}/i,
  /bearer/i,
  /enrich_[0-9a-f]{8}_/,
  /eyJ[\w-]{10}/,
  /sandbox-[a-z]/,
];
const mostWords = 20_000;

const written: string[] = [];
/** Words of this test that must not be seen: slugs, addresses, names, tokens. */
const secret = new Set<string>();

/** A log that is looked through when the test ends. */
export interface WatchedLog extends LogStream {
  readonly lines: readonly string[];
}

export function watchedLog(): WatchedLog {
  const lines: string[] = [];
  return {
    lines,
    write(line) {
      lines.push(line);
      watch(line);
    },
  };
}

/** Looks through this text, too, when the test ends. */
export function watch(text: string): void {
  written.push(text);
}

/** From now on this word must be seen nowhere; short ones may stand there by chance. */
export function keepSecret(word: string): void {
  if (word.length >= 5 && secret.size < mostWords) secret.add(word.toLowerCase());
}

/** What was seen though it must not be, with its line; forgets what was written until now. */
export function takeLeaks(): readonly string[] {
  const lines = written.splice(0);
  const words = [...secret];
  return lines.flatMap((line) => {
    const lower = line.toLowerCase();
    const patterns = forbidden.filter((pattern) => pattern.test(line)).map(String);
    return [...patterns, ...words.filter((word) => lower.includes(word))].map((found) => `${found} in ${line}`);
  });
}

// A bench has no tests.
if ("afterEach" in globalThis) {
  const look = () => expect(takeLeaks()).toEqual([]);
  afterEach(look);
  afterAll(look);
}
