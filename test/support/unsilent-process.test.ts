import { runUnsilent } from "./unsilent-process.cjs";

/** Runs a script of Node's; `graceMs` is short, since nobody here uses it. */
async function run(script: string, silenceMs: number) {
  const lines: string[] = [];
  const end = await runUnsilent({
    command: process.execPath,
    options: ["-e", script],
    silenceMs: () => silenceMs,
    graceMs: 100,
    onLine: (line) => lines.push(line),
  });
  return { ...end, lines };
}

const never = "setInterval(() => undefined, 1000);";

test("a program that ends hands on its lines and its status", async () => {
  expect(await run("console.log('one'); console.error('two'); process.exitCode = 3", 60_000)).toEqual({
    status: 3,
    wasSilent: false,
    lines: expect.arrayContaining(["one", "two"]) as string[],
  });
});

test("one that falls silent is asked to end, and may say what it was doing", async () => {
  const script = `process.on("SIGTERM", () => { console.log("was waiting"); process.exit(4); }); ${never}`;

  expect(await run(script, 2_000)).toEqual({ status: 4, wasSilent: true, lines: ["was waiting"] });
});

test("one that does not end when asked is killed with what it started", async () => {
  const child = `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(never)}], { stdio: "inherit" });`;
  const script = `process.on("SIGTERM", () => undefined); ${child} ${never}`;

  // Its child holds the output open: an end is only heard when both are gone.
  expect(await run(script, 500)).toEqual({ status: 1, wasSilent: true, lines: [] });
});
