import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openSentFile, type SentFile } from "../../../src/gateway/usage/sent-file";
import { describeSentNotes } from "../../contracts/sent-notes";

const folders: string[] = [];
const opened: SentFile[] = [];

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "enrich-sent-"));
  folders.push(folder);
  return folder;
}

function openIn(folder: string): SentFile {
  const file = openSentFile(folder);
  opened.push(file);
  return file;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((file) => file.close()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describeSentNotes("in a file", () => {
  const folder = newFolder();
  return Promise.resolve({ start: () => Promise.resolve(openIn(folder).connection("team")) });
});

test("requests of the last minutes are known when they left, also when their notes are gone, and no longer", async () => {
  const file = openIn(newFolder());
  const notes = file.connection("team");
  const send = (sentAtMs: number) => notes.add({ sentAtMs, sections: [], people: [] });
  for (const sentAtMs of [1_000, 60_000, 90_000]) await notes.remove(await send(sentAtMs));
  await send(130_000);
  await file.connection("other").add({ sentAtMs: 100_000, sections: [], people: [] });

  expect(notes.sentBetween(60_000, 120_000)).toEqual([60_000, 90_000]);
  expect(notes.sentBetween(0, 200_000)).toEqual([60_000, 90_000, 130_000]);
});

test("a note of one key is never told to another", async () => {
  const folder = newFolder();
  await openIn(folder)
    .connection("team")
    .add({ sentAtMs: 1, sections: [], people: [{ digest: "a" }] });

  expect(await openIn(folder).connection("team2").leftBehind()).toEqual([]);
});
