import fc from "fast-check";

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constantFrom("", "__proto__", "../../etc/passwd", "%00", "\u0000", "A".repeat(9_000), "' OR 1=1 --", "${7*7}"),
);
const headerText = fc.oneof(
  fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)), maxLength: 60 }),
  fc.constantFrom(
    "x".repeat(8_000),
    "0",
    "-1",
    "null",
    "application/json;charset=utf-7",
    "Bearer",
    "Bearer  ",
    "chunked",
  ),
);
export const hostileHeaders = fc.dictionary(
  fc.constantFrom(
    ...[
      "accept",
      "content-type",
      "origin",
      "x-priority",
      "x-refresh",
      "x-workbook",
      "x-personal-key",
      "x-forwarded-for",
    ],
    ...["x-forwarded-host", "x-http-method-override", "range", "if-none-match", "cookie", "te", "upgrade"],
  ),
  headerText,
  { noNullPrototype: true, maxKeys: 5 },
);
export const hostileToken = fc.oneof(
  headerText,
  fc.string({ maxLength: 43 }).map((secret) => `Bearer enrich_00000000_${encodeURIComponent(secret)}`),
  fc.constantFrom(`Bearer enrich_00000000_${"A".repeat(43)}`, "Basic YWRhOnB3", "Bearer ey.ey.ey", "Bearer __proto__"),
);
export const hostilePath = fc.oneof(
  fc.constantFrom(
    ...[
      "/api/person/enrich",
      "/api/person/kept",
      "/api/account",
      "/api/usage?from=x&to=y",
      "/api/person",
      "/api/answers",
    ],
    ...["/api/health/../account", "/api//account", "/api/ACCOUNT", "/api/account/", "/api/%61ccount", "/api/health/x"],
  ),
  text.map((part) => `/api/${encodeURIComponent(part.replace(/[\ud800-\udfff]/g, "?"))}`),
);
/** Nearly right ones reach deeper; none can be right. */
export const hostileBody = fc.oneof(
  text,
  fc.json(),
  fc.constantFrom("{", "[]", "null", '{"fields":', `[${"[".repeat(5_000)}`, `"${"x".repeat(140_000)}"`),
  fc
    .record(
      {
        professional_network_profile_urls: fc.oneof(fc.jsonValue(), fc.array(text, { maxLength: 30 })),
        business_emails: fc.oneof(fc.jsonValue(), fc.array(text, { maxLength: 30 })),
        fields: fc.oneof(fc.jsonValue(), fc.array(text), fc.constant(["__proto__", "constructor"])),
        everybody: fc.jsonValue(),
        min_similarity_score: fc.jsonValue(),
      },
      { requiredKeys: ["fields"] },
    )
    .map((value) => JSON.stringify(value)),
  fc.jsonValue().map((odd) =>
    JSON.stringify({
      professional_network_profile_urls: ["https://www.linkedin.com/in/canary-person"],
      fields: [odd],
    }),
  ),
);
export const anyMethod = fc.constantFrom("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD");

const line = fc.constantFrom(
  ...["POST /api/person/enrich HTTP/1.1", "GET /api/account HTTP/1.1", "POST /api/person/enrich HTTP/1.0"],
  ...[
    "GET /api/account HTTP/9.9",
    "GET  /api/account  HTTP/1.1",
    "post /api/account http/1.1",
    "GET http://evil/api/account HTTP/1.1",
  ],
);
const field = fc.oneof(
  fc.constantFrom(
    ...[
      "Host: 127.0.0.1",
      "Host: evil.example",
      "Host: a\r\nHost: b",
      "Content-Length: 5",
      "Content-Length: 5\r\nContent-Length: 6",
    ],
    ...[
      "Content-Length: -1",
      "Content-Length: 99999999999999999999",
      "Transfer-Encoding: chunked",
      "Transfer-Encoding : chunked",
    ],
    ...[
      "Transfer-Encoding: chunked, identity",
      "Transfer-Encoding: xchunked",
      "Content-Type: application/json",
      "Expect: 100-continue",
    ],
    ...[
      " folded: header",
      "X: \u0000",
      `Authorization: Bearer ${"A".repeat(20_000)}`,
      "Connection: close, Upgrade",
      "Upgrade: websocket",
    ],
  ),
  fc.string({ unit: "binary", maxLength: 40 }),
);
const rest = fc.constantFrom(
  ...[
    "",
    "0\r\n\r\nGET /api/account HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "5\r\n{}\r\n0\r\n\r\n",
    "ffffffffffffffff\r\n",
    "{}",
  ],
);
/** What is hardly HTTP. */
export const hostileBytes = fc.oneof(
  fc
    .tuple(line, fc.array(field, { maxLength: 6 }), rest)
    .map(([first, fields, last]) => [first, ...fields, "", last].join("\r\n")),
  fc.string({ unit: "binary", maxLength: 400 }),
);
