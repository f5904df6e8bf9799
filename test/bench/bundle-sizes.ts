import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import type { Measurement } from "./measurement";

const root = path.resolve(__dirname, "../..");

interface MeasuredSize {
  readonly name: string;
  readonly size: number;
  readonly sizeLimit: number;
}

/** Bytes a person's Excel loads, gzip, as `npm run sizes` holds them. */
export async function bundleSizes(): Promise<Measurement[]> {
  const sizeLimit = path.join(root, "node_modules/size-limit/bin.js");
  const { stdout } = await promisify(execFile)(process.execPath, [sizeLimit, "--json"], { cwd: root });
  const measured = JSON.parse(stdout) as readonly MeasuredSize[];
  return measured.map(({ name, size, sizeLimit: most }) => ({
    name: `${name}, gzip`,
    value: size,
    unit: "bytes",
    note: `at most ${most.toLocaleString("en-US")}`,
  }));
}
