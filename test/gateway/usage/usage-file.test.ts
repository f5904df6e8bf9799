import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openUsageFile } from "../../../src/gateway/usage/usage-file";
import type { UsageLedger } from "../../../src/gateway/usage/usage-ledger";
import { describeUsageLedger } from "../../contracts/usage-ledger";

const folders: string[] = [];
const opened: UsageLedger[] = [];

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "enrich-usage-"));
  folders.push(folder);
  return folder;
}

function openIn(folder: string): UsageLedger {
  const ledger = openUsageFile(folder);
  opened.push(ledger);
  return ledger;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((ledger) => ledger.close()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describeUsageLedger("in a file", () => openIn(newFolder()));

test("what was spent is there again when the file is opened anew", async () => {
  const folder = newFolder();
  const row = {
    day: "2026-11-23",
    personId: "token:ada",
    workbook: "",
    section: "base",
    credits: 1.25,
    possiblyBilled: 2,
  };
  const first = openUsageFile(folder);
  await first.add([row], "a");
  await first.close();

  expect(await openIn(folder).read({ from: "2026-11-23", to: "2026-11-23" })).toEqual([row]);
});
