/* What `lmdb` is in tests: the process's one copy (native-libraries.cjs). */
module.exports = globalThis.loadNativeLibrary("lmdb");
