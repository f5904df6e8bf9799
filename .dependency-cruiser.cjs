// The arrows of the architecture (README, "Architecture"): what each folder of src/ may import.
const npm = (names) => `node_modules/(${names})(/|$)`;
const only = (folder, allowed, comment) => ({
  name: `${folder}-arrows`,
  comment,
  severity: "error",
  from: { path: `^src/${folder}/` },
  to: { pathNot: [`^src/${folder}/`, ...allowed] },
});

module.exports = {
  forbidden: [
    only("core", [], "core/ imports nothing: time, storage and the service are ports it is handed"),
    only("crustdata", ["^src/core/", npm("zod")], "crustdata/ knows the core and zod"),
    only(
      "sandbox",
      ["^src/crustdata/", npm("fastify|zod"), "^(node:)?(crypto|fs|path|url)$", "^src/sandbox/people\\.json$"],
      "sandbox/ knows the wire shapes and Fastify; never the add-in",
    ),
    only(
      "gateway",
      [
        "^src/core/",
        "^src/crustdata/",
        npm("fastify|@fastify/.*|zod|lru-cache|pino|lmdb|ioredis|jose|prom-client|rate-limiter-flexible"),
        "^(node:)?(crypto|fs|fs/promises|net|path|url|stream|https?)$",
      ],
      "gateway/ knows core, crustdata and server libraries",
    ),
    only(
      "excel",
      ["^src/core/", "^src/crustdata/", npm("idb|zod|@azure/msal-browser|@types/.*")],
      "excel/ is the only folder that names Office.js",
    ),
    only(
      "taskpane",
      ["^src/core/", npm("react|react-dom|@fluentui/.*|@types/.*")],
      "taskpane/ is handed what it needs of Excel",
    ),
    only(
      "usage-page",
      [npm("react|react-dom|@fluentui/.*|chart.js|@types/.*"), "node_modules/zod/(v4/)?mini/", "^src/core/csv\\.ts$"],
      "usage-page/ is handed what it needs of gateway and browser; of the core it knows how a CSV file is written",
    ),
    only(
      "workbench",
      [
        npm("@univerjs/.*|react|react-dom|rxjs|exceljs|fastify|@fastify/.*|@types/.*|@microsoft/office-js"),
        "^(node:)?(crypto|fs|fs/promises|path|url|module)$",
      ],
      "workbench/ knows an add-in by its manifest.xml and functions.json only, as Excel does",
    ),
    {
      name: "functions-without-react",
      comment: "custom functions are registered before any React loads",
      severity: "error",
      from: { path: "^src/excel/functions/" },
      to: { path: npm("react|react-dom|@fluentui/.*"), reachable: true },
    },
    {
      name: "no-circular",
      severity: "error",
      from: { path: "^src/" },
      to: { circular: true, dependencyTypesNot: ["type-only"] },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "node_modules/.*/node_modules" },
  },
};
