import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { open } from "lmdb";
import type { KeptAnswer } from "../../src/core/answer";
import { openAnswerFile, type AnswerFile } from "../../src/gateway/answers/answer-file";
import { describeAnswerArchive } from "../contracts/answer-archive";
import { describeAnswerStore } from "../contracts/answer-store";

const folders: string[] = [];
const opened: AnswerFile[] = [];

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "enrich-answers-"));
  folders.push(folder);
  return folder;
}

function openIn(folder: string): AnswerFile {
  const file = openAnswerFile(folder);
  opened.push(file);
  return file;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((file) => file.close()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const notFound = (asOf: number): KeptAnswer => ({ status: "not_found", asOf });

describeAnswerStore("in a file", () => openIn(newFolder()).connection("team"));
describeAnswerArchive("in a file", () => {
  const file = openIn(newFolder());
  return { archive: file.archive, connection: (id) => file.connection(id) };
});

test("answers are there again when the file is opened anew", async () => {
  const folder = newFolder();
  const first = openAnswerFile(folder);
  await first.connection("team").write([{ key: "ada", answer: notFound(1) }]);
  await first.close();

  expect((await openIn(folder).connection("team").read(["ada"])).get("ada")).toEqual(notFound(1));
});

test("answers of one connection are never another's, not even of one whose name begins alike", async () => {
  const file = openIn(newFolder());
  await file.connection("team").write([{ key: "ada", answer: notFound(1) }]);
  await file.connection("team2").write([{ key: "bob", answer: notFound(2) }]);

  await file.connection("team").clear();

  expect((await file.connection("team").read(["ada", "bob"])).size).toBe(0);
  expect([...(await file.connection("team2").read(["ada", "bob"])).keys()]).toEqual(["bob"]);
});

test("what is older than the retention time is deleted, of every connection, and nothing else", async () => {
  const file = openIn(newFolder());
  const people = Array.from({ length: 1_200 }, (_, index) => ({ key: `person-${index}`, answer: notFound(index) }));
  await file.connection("team").write(people);
  await file.connection("other").write([{ key: "ada", answer: notFound(10) }]);

  expect(await file.deleteBefore(1_100)).toBe(1_101);

  const kept = await file.connection("team").read(people.map(({ key }) => key));
  expect([...kept.keys()]).toEqual(people.slice(1_100).map(({ key }) => key));
  expect((await file.connection("other").read(["ada"])).size).toBe(0);
});

test("a damaged row counts as never asked for; its neighbours are read", async () => {
  const folder = newFolder();
  const first = openAnswerFile(folder);
  await first.connection("team").write(["ada", "bob", "eve"].map((key) => ({ key, answer: notFound(1) })));
  await first.close();
  const raw = open<string, string>({ path: `${folder}/answers.lmdb`, encoding: "string", compression: true });
  const [one = "", two = ""] = [...raw.getKeys()];
  // One is no JSON, the other holds somebody else's answer.
  await raw.put(one, "{");
  await raw.put(two, JSON.stringify({ key: "somebody else", answer: notFound(1) }));
  await raw.close();

  expect((await openIn(folder).connection("team").read(["ada", "bob", "eve"])).size).toBe(1);
});

test("what was written is there after the process was killed in the middle of its work", async () => {
  const folder = newFolder();
  const writer = spawn(
    process.execPath,
    ["--import", "tsx", path.resolve(__dirname, "../support/write-answers-forever.ts"), folder],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const told: number[] = [];
  await new Promise<void>((resolve, reject) => {
    writer.once("error", reject);
    writer.once("exit", () => reject(new Error("The writer ended by itself.")));
    writer.stdout.on("data", (text: Buffer) => {
      told.push(...String(text).trim().split("\n").map(Number));
      if (told.length >= 20) resolve();
    });
  });
  writer.removeAllListeners("exit");
  const ended = new Promise((resolve) => writer.once("exit", resolve));
  writer.kill("SIGKILL");
  await ended;

  const kept = await openIn(folder)
    .connection("team")
    .read(told.map((number) => `person-${number}`));

  expect([...kept.keys()]).toEqual(told.map((number) => `person-${number}`));
});
