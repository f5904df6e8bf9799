import tseslint from "typescript-eslint";
import officeAddins from "eslint-plugin-office-addins";
import reactHooks from "eslint-plugin-react-hooks";

const browserAndNodeGlobals = [
  "window",
  "document",
  "fetch",
  "process",
  "setTimeout",
  "setInterval",
  "queueMicrotask",
  "localStorage",
  "indexedDB",
  "navigator",
  "Office",
  "Excel",
  "CustomFunctions",
];

export default tseslint.config(
  { ignores: ["dist/", "build/", "node_modules/", "**/*.cjs", "**/*.mjs", "*.js", "test/workbench/guest/"] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { project: "./tsconfig.json" } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/consistent-type-assertions": ["error", { assertionStyle: "never" }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      "no-restricted-syntax": [
        "error",
        { selector: "ExportAllDeclaration", message: "No barrels: name what is exported." },
        { selector: "ExportDefaultDeclaration", message: "Named exports only." },
      ],
      "max-lines": ["error", { max: 250, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ["src/core/**"],
    rules: {
      "no-restricted-globals": [
        "error",
        ...browserAndNodeGlobals.map((name) => ({ name, message: "core/ is handed what it needs of the platform." })),
      ],
    },
  },
  {
    files: ["src/{crustdata,sandbox,gateway,taskpane,usage-page,workbench}/**"],
    rules: {
      "no-restricted-globals": [
        "error",
        ...["Office", "Excel", "CustomFunctions"].map((name) => ({ name, message: "Only excel/ names Office.js." })),
      ],
    },
  },
  {
    files: ["src/excel/**"],
    plugins: { "office-addins": officeAddins },
    rules: {
      "office-addins/call-sync-after-load": "error",
      "office-addins/call-sync-before-read": "error",
      "office-addins/load-object-before-read": "error",
      "office-addins/test-for-null-using-isNullObject": "error",
      "office-addins/no-context-sync-in-loop": "error",
      "office-addins/no-empty-load": "error",
      "office-addins/no-navigational-load": "error",
      "office-addins/no-office-initialize": "error",
    },
  },
  {
    files: ["src/{taskpane,usage-page}/**/*.{ts,tsx}", "src/usage.tsx"],
    plugins: { "react-hooks": reactHooks },
    rules: reactHooks.configs.recommended.rules,
  },
  // Declarations say what a library exports.
  { files: ["**/*.d.ts"], rules: { "no-restricted-syntax": "off" } },
  // Jest takes a set-up by its default export only.
  { files: ["test/support/*-setup.ts"], rules: { "no-restricted-syntax": "off" } },
  {
    files: ["test/**"],
    rules: {
      "max-lines": "off",
      "@typescript-eslint/consistent-type-assertions": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/unbound-method": "off",
    },
  },
);
