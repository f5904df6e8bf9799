/* The built add-in in a real browser. */
module.exports = {
  ...require("./support/jest-base.cjs"),
  displayName: "e2e",
  testMatch: ["<rootDir>/test/e2e/**/*.test.ts"],
  globalSetup: "<rootDir>/test/support/e2e-setup.ts",
};
