export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

export function sayError(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Ends the program when told to, after what is paid for has come back; at once when told a second time. */
export function endGently(server: { close(): PromiseLike<unknown> }): void {
  let isEnding = false;
  function end(): void {
    if (isEnding) process.exit(1);
    isEnding = true;
    say("Ending: requests under way are finished first.");
    server.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  }
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
}
