import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import type { Measurement } from "./measurement";

const dist = path.resolve(__dirname, "../../dist");

/** Bytes a person's Excel loads, gzip. */
export function bundleSizes(): Promise<Measurement[]> {
  // The administrator's page is no part of what Excel loads.
  const scripts = readdirSync(dist).filter((name) => name.endsWith(".js") && !name.startsWith("usage"));
  const size = (names: readonly string[]): number =>
    names.reduce((sum, name) => sum + gzipSync(readFileSync(path.join(dist, name)), { level: 9 }).length, 0);
  const isFirstScreen = (name: string): boolean => name.startsWith("pane");
  return Promise.resolve([
    { name: "functions bundle, gzip", value: size(["functions.js"]), unit: "bytes", note: "at most 30,000" },
    {
      name: "first screen of the pane, gzip",
      value: size(scripts.filter(isFirstScreen)),
      unit: "bytes",
      note: "at most 200,000",
    },
    {
      name: "everything lazy together, gzip",
      value: size(scripts.filter((name) => name !== "functions.js")),
      unit: "bytes",
      note: "at most 350,000",
    },
    {
      name: "usage page, gzip",
      value: size(readdirSync(dist).filter((name) => /^usage\.\w+\.js$/u.test(name))),
      unit: "bytes",
      note: "at most 160,000",
    },
  ]);
}
