import { answerStore } from "./answer-store";
import { bulkRun } from "./bulk-run";
import { bundleSizes } from "./bundle-sizes";
import { coauthor } from "./coauthor";
import { fillDown } from "./fill-down";
import { knownCells } from "./known-cells";
import { recalculation } from "./recalculation";
import { startUp } from "./start-up";
import type { Measurement } from "./measurement";

/** `npm run bench`: the measurements of the README's "Performance", as a table or (`-- --json`) one object per line. */
async function main(): Promise<void> {
  const asJson = process.argv.includes("--json");
  const measurements: Measurement[] = [];
  const measures = [startUp, bundleSizes, fillDown, recalculation, knownCells, bulkRun, coauthor, answerStore];
  for (const measure of measures) {
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
