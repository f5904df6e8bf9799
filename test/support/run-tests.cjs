/*
 * `npm test`: every test, those in the browser beside the others, since they mostly wait.
 * `npm test -- --without-redis` leaves out those that start a redis-server; whatever else is given goes to jest.
 */
const { spawn, spawnSync } = require("node:child_process");
const readline = require("node:readline");

const withoutRedis = "--without-redis";
const everythingButRedis = "^(?!.*[/\\\\]redis[/\\\\])";
const closingLine = /^(\d+) passed, (\d+) failed$/;

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
  const isBroken = ends.some(({ status, failed }) => status !== 0 && failed === 0);
  if (isBroken) process.stderr.write("Some tests did not run to their end.\n");
  process.stdout.write(`${total("passed")} passed, ${total("failed") + (isBroken ? 1 : 0)} failed\n`);
  process.exit(ends.every(({ status }) => status === 0) ? 0 : 1);
});

/** Resolves with how many passed and failed; every line but the closing one is passed on. */
function runJest(options) {
  const reporters = ["--reporters=default", "--reporters=./test/support/closing-line.cjs"];
  const colours = process.stdout.isTTY ? ["--colors"] : [];
  const jest = spawn(process.execPath, [require.resolve("jest/bin/jest"), ...options, ...colours, ...reporters], {
    stdio: ["inherit", "pipe", "pipe"],
  });
  const counts = { passed: 0, failed: 0 };
  readline.createInterface({ input: jest.stderr }).on("line", (line) => process.stderr.write(`${line}\n`));
  readline.createInterface({ input: jest.stdout }).on("line", (line) => {
    const [, passed, failed] = closingLine.exec(line) ?? [];
    if (passed === undefined) process.stdout.write(`${line}\n`);
    else Object.assign(counts, { passed: Number(passed), failed: Number(failed) });
  });
  return new Promise((resolve) => jest.on("close", (status) => resolve({ status: status ?? 1, ...counts })));
}
