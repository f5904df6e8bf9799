const { writeSync } = require("node:fs");

/** Tells run-tests.cjs, by lines of output, which test files begin, what came of them when they end, and when all have. */
module.exports = class ProgressLines {
  onTestFileStart({ path }) {
    say({ began: path });
  }

  onTestFileResult({ path }, { numPassingTests, numFailingTests, testExecError }) {
    say({ ended: path, passed: numPassingTests, failed: numFailingTests + (testExecError ? 1 : 0) });
  }

  onRunComplete() {
    say({ haveAllEnded: true });
  }
};

function say(progress) {
  // At once: a test that holds the process would hold back what was to be written.
  writeSync(process.stdout.fd, `progress ${JSON.stringify(progress)}\n`);
}
