const { spawn } = require("node:child_process");
const readline = require("node:readline");

/**
 * Runs a program whose lines go to `onLine(line, "stdout" | "stderr")`. One that says nothing for `silenceMs()` is asked
 * to end (SIGTERM: it may say what it was doing), then, `graceMs` later, killed with all that it started.
 * Resolves with its exit status (1 where a signal ended it) and whether it was ended for its silence.
 */
function runUnsilent({ command, options, silenceMs, graceMs, onLine }) {
  // A group of its own, so that what it started ends with it.
  const program = spawn(command, options, { stdio: ["ignore", "pipe", "pipe"], detached: true });
  const end = (signal) => {
    try {
      process.kill(-program.pid, signal);
    } catch (cause) {
      if (cause.code !== "ESRCH") throw cause;
    }
  };
  const passOn = () => end("SIGTERM");
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, passOn);

  let wasSilent = false;
  let killing;
  let silence;
  const listen = () => {
    clearTimeout(silence);
    silence = setTimeout(() => {
      wasSilent = true;
      end("SIGTERM");
      killing = setTimeout(() => end("SIGKILL"), graceMs);
    }, silenceMs());
  };
  listen();
  for (const stream of ["stdout", "stderr"]) {
    readline.createInterface({ input: program[stream] }).on("line", (line) => {
      onLine(line, stream);
      if (!wasSilent) listen();
    });
  }
  return new Promise((resolve, reject) => {
    program.on("error", reject);
    program.on("close", (status) => {
      clearTimeout(silence);
      clearTimeout(killing);
      end("SIGKILL");
      for (const signal of ["SIGINT", "SIGTERM"]) process.off(signal, passOn);
      resolve({ status: status ?? 1, wasSilent });
    });
  });
}

module.exports = { runUnsilent };
