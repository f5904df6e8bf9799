import { answerStore } from "./answer-store";
import { bulkRun } from "./bulk-run";
import { bundleSizes } from "./bundle-sizes";
import { coauthor } from "./coauthor";
import { fillDown } from "./fill-down";
import { gatewayCallers } from "./gateway-callers";
import { gatewayChaos } from "./gateway-chaos";
import { gatewayKnown } from "./gateway-known";
import { gatewayLimit } from "./gateway-limit";
import { gatewayUnknown } from "./gateway-unknown";
import { knownCells } from "./known-cells";
import { recalculation } from "./recalculation";
import { startUp } from "./start-up";
import type { Measurement } from "./measurement";

const measures: Readonly<Record<string, () => Promise<Measurement[]>>> = {
  "start-up": startUp,
  "bundle-sizes": bundleSizes,
  "fill-down": fillDown,
  recalculation,
  "known-cells": knownCells,
  "bulk-run": bulkRun,
  coauthor,
  "answer-store": answerStore,
  "gateway-known": gatewayKnown,
  "gateway-unknown": gatewayUnknown,
  "gateway-callers": gatewayCallers,
  "gateway-chaos": gatewayChaos,
  "gateway-limit": gatewayLimit,
};

/** Those whose names begin with one of `wanted`; all of them without any. */
function chosen(wanted: readonly string[]): readonly (() => Promise<Measurement[]>)[] {
  const isWanted = (name: string): boolean => wanted.length === 0 || wanted.some((start) => name.startsWith(start));
  const found = Object.entries(measures).flatMap(([name, measure]) => (isWanted(name) ? [measure] : []));
  if (found.length > 0) return found;
  throw new Error(`There is no measurement ${wanted.join(" or ")}; expected ${Object.keys(measures).join(", ")}.`);
}

/**
 * `npm run bench`: the measurements of the README's "Performance", as a table or (`-- --json`) one object per line.
 * `-- gateway` makes only those whose names begin so.
 */
async function main(): Promise<void> {
  const asJson = process.argv.includes("--json");
  const measurements: Measurement[] = [];
  for (const measure of chosen(process.argv.slice(2).filter((word) => !word.startsWith("--")))) {
    for (const measurement of await measure()) {
      measurements.push(measurement);
      if (asJson) process.stdout.write(`${JSON.stringify(measurement)}\n`);
    }
  }
  if (!asJson) {
    const width = Math.max(...measurements.map(({ name }) => name.length));
    for (const { name, value, unit, note } of measurements) {
      const shown = `${Number.isInteger(value) ? value : value.toFixed(2)} ${unit}`;
      process.stdout.write(`${name.padEnd(width)}  ${shown.padStart(16)}${note === undefined ? "" : `  ${note}`}\n`);
    }
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
