/* What both kinds of tests share: TypeScript by swc, and libraries that come as ES modules only. */
const path = require("node:path");

const byDefault = {
  jsc: {
    target: "es2022",
    parser: { syntax: "typescript", tsx: true },
    transform: { react: { runtime: "automatic" } },
  },
};

module.exports = {
  rootDir: path.resolve(__dirname, "../.."),
  testEnvironment: "<rootDir>/test/support/native-libraries.cjs",
  moduleNameMapper: { "^lmdb$": "<rootDir>/test/support/lmdb.cjs" },
  setupFilesAfterEnv: ["<rootDir>/test/support/timeout.ts"],
  transform: { "^.+\\.(t|mj|j)sx?$": ["@swc/jest", byDefault] },
  transformIgnorePatterns: ["/node_modules/(?!(idb|open|cookie|content-disposition|lru-cache|jose)/)"],
  modulePathIgnorePatterns: ["<rootDir>/dist", "<rootDir>/build"],
};
