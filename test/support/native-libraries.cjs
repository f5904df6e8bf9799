/*
 * The environment of every test without a page: Node's, with native libraries loaded once per process, as in production.
 * Jest loads modules anew for each test file. A native library that still answers into the modules of a file that has
 * ended calls functions that are gone; lmdb did, and the next file failed or never ended.
 */
const { TestEnvironment } = require("jest-environment-node");

module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup();
    Object.defineProperty(this.global, "loadNativeLibrary", { value: require });
  }
};
