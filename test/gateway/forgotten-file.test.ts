import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openForgottenFile } from "../../src/gateway/answers/forgotten-file";
import { describeForgottenNotes } from "../contracts/forgotten-notes";
import { createSteppedClock } from "../support/stepped-clock";

const closings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0)) await close();
});

function openNotes(clock = createSteppedClock()) {
  const folder = mkdtempSync(path.join(tmpdir(), "enrich-notes-"));
  const [one, other] = [openForgottenFile(folder, clock), openForgottenFile(folder, clock)];
  closings.push(async () => {
    await Promise.all([one.close(), other.close()]);
    rmSync(folder, { recursive: true });
  });
  return [one, other] as const;
}

describeForgottenNotes("in a file", () => Promise.resolve(openNotes()));

test("notes are gone after a day; those who follow lose nothing by it", async () => {
  const clock = createSteppedClock();
  const [one, other] = openNotes(clock);
  await one.add({ digests: ["old"] });
  const { place } = await other.after();
  await clock.advance(86_400_001);

  await one.add({ digests: ["new"] });

  expect((await other.after(place)).notes).toEqual([{ digests: ["new"] }]);
  expect((await other.after()).notes).toEqual([{ digests: ["new"] }]);
});
