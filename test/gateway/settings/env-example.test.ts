import { readFileSync } from "node:fs";
import path from "node:path";
import { readSettings } from "../../../src/gateway/settings/read-settings";

const root = path.resolve(__dirname, "../../..");
const example = readFileSync(path.join(root, "assets/deploy/env.example"), "utf8");
const compose = readFileSync(path.join(root, "assets/deploy/compose.yaml"), "utf8");
const readme = readFileSync(path.join(root, "README.md"), "utf8");

const values = Object.fromEntries(
  [...example.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = "", value = ""]): [string, string] => [name, value]),
);
/** The names in the first column of the README's table of settings. */
const documented = [...readme.matchAll(/^\| (`[^|]+) \|/gm)].flatMap(([, cell = ""]) =>
  [...cell.matchAll(/`([A-Z_]{4,})(?:=\w+)?`/g)].map(([, name = ""]) => name),
);

/** What a team deployment does not choose: invented people, the demo, and TLS by files where there is a front. */
const ofOthers = [
  ...["SANDBOX", "SANDBOX_REQUESTS_PER_MINUTE", "SANDBOX_PROFILE", "MANIFEST", "NO_OPEN", "TLS_CERT", "TLS_KEY"],
  // The real service's own; the key and the place of Redis reach the gateways by compose.yaml.
  ...["CRUSTDATA_BASE_URL", "CRUSTDATA_API_KEY", "REDIS_URL_FILE"],
];

test("every documented setting that a team may choose stands in env.example, or is set by compose.yaml", () => {
  const set = [...compose.matchAll(/^ {4}([A-Z_]+): /gm)].map(([, name = ""]) => name);

  expect(documented).toEqual(expect.arrayContaining(["PORT", "METRICS_TOKEN", "TEAM_CREDITS_PER_DAY", "REDIS_URL"]));
  expect(documented.filter((name) => ![...Object.keys(values), ...set, ...ofOthers].includes(name))).toEqual([]);
});

test("every setting of env.example comes after a sentence about it", () => {
  const blocks = example.split("\n\n").filter((block) => /^[A-Z_]+=/m.test(block));

  expect(blocks.filter((block) => !/^# .+[.)]$/m.test(block.split("\n")[0] ?? ""))).toEqual([]);
});

test("env.example as it stands is taken by the gateway", () => {
  const reading = readSettings({ ...values, CRUSTDATA_API_KEY: "key", HOST: "0.0.0.0" }, "serve");

  expect(reading).toMatchObject({ ok: true });
});
