import { isLoopback } from "./loopback";
import type { Program } from "./settings";
import type { Values } from "./values";

/** One sentence for each pair of values that cannot both be meant. */
export function contradictions(values: Values, program: Program): string[] {
  const hasKey = values.CRUSTDATA_API_KEY !== undefined;
  const hasBaseUrl = values.CRUSTDATA_BASE_URL !== undefined;
  const rules: readonly (readonly [boolean, string])[] = [
    [
      !isLoopback(values.HOST) && values.AUTH === "none",
      `HOST is ${JSON.stringify(values.HOST)} while AUTH is "none"; expected a loopback address such as 127.0.0.1, because anybody who reaches the gateway may spend its credits.`,
    ],
    [
      program === "demo" && !["localhost", "127.0.0.1"].includes(values.HOST) && isLoopback(values.HOST),
      `HOST is ${JSON.stringify(values.HOST)}; the demo expects localhost or 127.0.0.1, because its address and its certificate are those of localhost.`,
    ],
    [
      (values.TLS_CERT === undefined) !== (values.TLS_KEY === undefined),
      "Only one of TLS_CERT and TLS_KEY is set; expected both or neither.",
    ],
    [
      values.AUTH === "entra" && (values.ENTRA_TENANT_ID === undefined || values.ENTRA_CLIENT_ID === undefined),
      "AUTH is entra without ENTRA_TENANT_ID and ENTRA_CLIENT_ID; expected both: whose directory, and which app registration.",
    ],
    [
      program !== "serve" && values.AUTH !== "none",
      `AUTH is "${values.AUTH}"; only npm run serve asks who somebody is. Leave it out here.`,
    ],
    [
      program === "demo" && hasKey !== hasBaseUrl,
      "Only one of CRUSTDATA_API_KEY and CRUSTDATA_BASE_URL is set; the demo expects both (the real service) or neither (the sandbox).",
    ],
    [
      program !== "demo" && hasBaseUrl && !hasKey && values.SANDBOX !== "off",
      "CRUSTDATA_BASE_URL is set without CRUSTDATA_API_KEY; expected both, or SANDBOX=off where every caller brings a personal key.",
    ],
    [
      hasKey && values.SANDBOX === "on",
      "SANDBOX is on while CRUSTDATA_API_KEY is set; expected one of them: invented people or the real service.",
    ],
  ];
  return rules.flatMap(([broken, sentence]) => (broken ? [sentence] : []));
}
