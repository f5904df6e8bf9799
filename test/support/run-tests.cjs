/*
 * `npm test`: every test, those in the browser beside the others, since they mostly wait.
 * `npm test -- --without-redis` leaves out those that start a redis-server; whatever else is given goes to jest.
 */
const { spawnSync } = require("node:child_process");
const { runUnsilent } = require("./unsilent-process.cjs");

const withoutRedis = "--without-redis";
const everythingButRedis = "^(?!.*[/\\\\]redis[/\\\\])";
/** No test file takes nearly as long. Whoever waits for the check learns which did not end, instead of nothing. */
const silenceMs = 600_000;
/** For a run to end after its last test: what a broken test left open holds it forever. */
const endingMs = 30_000;
const progressLine = /^progress (\{.*\})$/;

const given = process.argv.slice(2);
const leavesOutRedis = given.includes(withoutRedis);
if (!leavesOutRedis && spawnSync("redis-server", ["--version"]).error) {
  process.stderr.write(
    "redis-server was not found, and some tests start one. Install it with\n" +
      "    apt-get install -y redis-server        (macOS: brew install redis)\n" +
      `or leave these tests out with: npm test -- ${withoutRedis}\n`,
  );
  process.exit(1);
}

const others = given.filter((argument) => argument !== withoutRedis);
// Patterns first: some of jest's options take whatever follows them.
const patterns = leavesOutRedis ? [everythingButRedis] : [];
const runs =
  others.length > 0
    ? [[...patterns, ...others]]
    : [
        [...patterns, "--selectProjects", "unit"],
        [...patterns, "--selectProjects", "e2e", "--runInBand"],
      ];

void Promise.all(runs.map(runJest)).then((ends) => {
  const total = (count) => ends.reduce((sum, end) => sum + end[count], 0);
  process.stdout.write(`${total("passed")} passed, ${total("failed")} failed\n`);
  process.exit(ends.every(({ status }) => status === 0) ? 0 : 1);
});

/**
 * Resolves with how many passed and failed: what did not end, and a run that is broken as a whole, count as failed.
 * Every line of jest's is passed on, but those meant for this program.
 */
async function runJest(options) {
  const reporters = ["--reporters=default", "--reporters=./test/support/progress-lines.cjs"];
  const colours = process.stdout.isTTY ? ["--colors"] : [];
  const counts = { passed: 0, failed: 0 };
  const running = new Set();
  let haveAllEnded = false;
  const { status, wasSilent } = await runUnsilent({
    command: process.execPath,
    options: [require.resolve("jest/bin/jest"), ...options, ...colours, ...reporters],
    silenceMs: () => (haveAllEnded ? endingMs : silenceMs),
    graceMs: 10_000,
    onLine(line, stream) {
      const [, told] = progressLine.exec(line) ?? [];
      if (told === undefined) return void process[stream].write(`${line}\n`);
      const { began, ended, passed = 0, failed = 0, ...run } = JSON.parse(told);
      haveAllEnded ||= run.haveAllEnded === true;
      if (began !== undefined) running.add(began);
      running.delete(ended);
      counts.passed += passed;
      counts.failed += failed;
    },
  });
  if (wasSilent)
    process.stderr.write(haveAllEnded ? "Something that a test left open did not end.\n" : "Ended for its silence.\n");
  for (const file of running) process.stderr.write(`Did not end: ${file}\n`);
  counts.failed += running.size;
  if (status !== 0 && counts.failed === 0) {
    process.stderr.write("Every test ended, but the run as a whole did not end well.\n");
    counts.failed = 1;
  }
  return { status, ...counts };
}
