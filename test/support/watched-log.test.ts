import { keepSecret, takeLeaks, watchedLog } from "./watched-log";

test.each([
  "https://www.linkedin.com/in/ada",
  "known-ada asked",
  "ada@example.com",
  "Bearer x",
  "enrich_0a1b2c3d_secret",
  "sandbox-gateway",
  "a canary",
])("a log line that says %p fails its test", (line) => {
  watchedLog().write(line);

  expect(takeLeaks()).toHaveLength(1);
});

test("a name that is kept secret is found in any spelling, and what a line may say is not", () => {
  keepSecret("Ada Lovelace");
  const log = watchedLog();
  log.write('{"level":30,"method":"POST","route":"/api/person/enrich","status":200,"ms":3}');
  log.write('{"at":"handler (/srv/enrich/node_modules/@fastify/static/index.js:1:2)"}');
  expect(takeLeaks()).toEqual([]);

  log.write("It was ADA LOVELACE.");

  expect(takeLeaks()).toEqual(["ada lovelace in It was ADA LOVELACE."]);
});
