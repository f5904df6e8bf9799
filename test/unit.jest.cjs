/* Everything that needs no browser. */
module.exports = {
  ...require("./support/jest-base.cjs"),
  displayName: "unit",
  testMatch: ["<rootDir>/test/**/*.test.{ts,tsx}"],
  testPathIgnorePatterns: ["<rootDir>/test/e2e/", "<rootDir>/dist", "<rootDir>/build"],
};
