import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { programSettings } from "../src/program-settings";

const folder = mkdtempSync(path.join(tmpdir(), "enrich-secrets-"));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function fileOf(text: string): string {
  const file = path.join(folder, `secret-${(files += 1)}`);
  writeFileSync(file, text);
  return file;
}

test("a key may stand in a file, as containers and systemd hand it over", () => {
  const settings = programSettings("serve", { CRUSTDATA_API_KEY_FILE: fileOf("team-key\n") });

  expect(settings.service).toMatchObject({ kind: "team", apiKey: "team-key" });
});

test.each([
  ["is not there", { CRUSTDATA_API_KEY_FILE: "/nowhere/key" }, 'CRUSTDATA_API_KEY_FILE is "/nowhere/key"; expected'],
  ["is empty", { REDIS_URL_FILE: fileOf("") }, "expected the path of a readable file that is not empty"],
  [
    "is named besides the variable",
    { CRUSTDATA_API_KEY_FILE: "/x", CRUSTDATA_API_KEY: "canary" },
    "Both CRUSTDATA_API_KEY and CRUSTDATA_API_KEY_FILE are set; expected one of them.",
  ],
])("a file of a secret that %s is refused in one sentence", (_what, environment, sentence) => {
  expect(() => programSettings("serve", environment)).toThrow(sentence);
});

test("what a file of a secret holds is never told", () => {
  const environment = { CRUSTDATA_API_KEY_FILE: fileOf("canary with spaces") };

  expect(() => programSettings("serve", environment)).toThrow(/^(?!.*canary).*CRUSTDATA_API_KEY/);
});
