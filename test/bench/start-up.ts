import { rmSync } from "node:fs";
import path from "node:path";
import { startDemo } from "../support/demo";
import { waitUntil } from "../support/wait-until";
import type { Measurement } from "./measurement";

const root = path.resolve(__dirname, "../..");

/** From the command to a filled first cell, on a warm install. */
export async function startUp(): Promise<Measurement[]> {
  for (const folder of ["dist", "build"]) rmSync(path.join(root, folder), { recursive: true, force: true });
  return [
    {
      name: "demo to first filled cell, with the build",
      value: await secondsToFirstCell(),
      unit: "s",
      note: "under 60",
    },
    { name: "demo to first filled cell, built before", value: await secondsToFirstCell(), unit: "s", note: "under 10" },
  ];
}

async function secondsToFirstCell(): Promise<number> {
  const start = performance.now();
  const demo = await startDemo();
  try {
    await waitUntil(async () => {
      const cells = await demo.page.evaluate(() => window.workbench.getCells("People!B2"));
      return cells[0]?.[0]?.type === "text";
    });
    return (performance.now() - start) / 1000;
  } finally {
    await demo.stop();
  }
}
