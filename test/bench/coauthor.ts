import { coauthoredRun } from "../support/coauthored-run";
import type { Measurement } from "./measurement";

const seeds = 20;
const size = { rows: 2_000, edits: 200 };

/** Runs of 2,000 rows over the real office.js while a co-author inserts, deletes and sorts rows 200 times. */
export async function coauthor(): Promise<Measurement[]> {
  let [wrong, lost, right, requests] = [0, 0, 0, 0];
  for (let seed = 1; seed <= seeds; seed += 1) {
    const run = await coauthoredRun({ seed, ...size });
    wrong += run.wrong.length;
    lost += run.lost.length;
    right += run.right;
    requests += run.requests;
  }
  const name = "2,000 rows beside a co-author's 200 edits, 20 seeds";
  return [
    { name: `${name}: wrong rows`, value: wrong, unit: "rows", note: "exactly 0" },
    { name: `${name}: lost rows`, value: lost, unit: "rows", note: "exactly 0" },
    { name: `${name}: right rows`, value: right, unit: "rows" },
    { name: `${name}: requests to Excel for each run`, value: requests / seeds, unit: "requests" },
  ];
}
