/* `npm test`: every test. `npm test -- --without-redis` leaves out those that start a redis-server. */
const { spawnSync } = require("node:child_process");

const withoutRedis = "--without-redis";
const everythingButRedis = "^(?!.*[/\\\\]redis[/\\\\])";

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

const reporters = ["--reporters=default", "--reporters=./test/support/closing-line.cjs"];
const others = given.filter((argument) => argument !== withoutRedis);
// Patterns first: some of jest's options take whatever follows them.
const options = [...(leavesOutRedis ? [everythingButRedis] : []), ...others, ...reporters];
const { status } = spawnSync(process.execPath, [require.resolve("jest/bin/jest"), ...options], { stdio: "inherit" });
process.exit(status ?? 1);
