import fc from "fast-check";
import { type Identifier, parseIdentifier } from "../../src/core/identifier";

function identifierIn(text: unknown): Identifier {
  const parsed = parseIdentifier(text);
  if (parsed.status !== "identifier") throw new Error(`${JSON.stringify(text)} was read as ${JSON.stringify(parsed)}`);
  return parsed.identifier;
}

function reasonFor(text: unknown): string {
  const parsed = parseIdentifier(text);
  return parsed.status === "invalid" ? parsed.reason : parsed.status;
}

describe("a profile URL", () => {
  it.each([
    "https://www.linkedin.com/in/mira-solvang",
    "https://www.linkedin.com/in/mira-solvang/",
    "http://www.linkedin.com/in/mira-solvang",
    "https://linkedin.com/in/mira-solvang",
    "https://no.linkedin.com/in/mira-solvang",
    "www.linkedin.com/in/mira-solvang",
    "linkedin.com/in/mira-solvang",
    "//www.linkedin.com/in/mira-solvang",
    "HTTPS://WWW.LINKEDIN.COM/IN/MIRA-SOLVANG",
    "https://www.linkedin.com/in/Mira-Solvang?trk=people&x=1",
    "https://www.linkedin.com/in/mira-solvang#about",
    "https://www.linkedin.com/in/mira-solvang/details/experience/",
    "https://www.linkedin.com/in/mira-solvang/fr",
    "https://www.linkedin.com/in/%6Dira%2Dsolvang",
    "https://www.linkedin.com/in/mira-solvang%3Ftrk%3Dx",
    "https://www.linkedin.com:443/in/mira-solvang",
    "https://www.linkedin.com//in//mira-solvang//",
    "  https://www.linkedin.com/in/mira-solvang\u00a0",
    "\u200bhttps://www.linkedin.com/in/mira\u200b-solvang\ufeff",
    "ｈｔｔｐｓ：／／ｗｗｗ．ｌｉｎｋｅｄｉｎ．ｃｏｍ／ｉｎ／ｍｉｒａ－ｓｏｌｖａｎｇ",
    "<https://www.linkedin.com/in/mira-solvang>",
    '"https://www.linkedin.com/in/mira-solvang",',
    "Mira Solvang <https://www.linkedin.com/in/mira-solvang>",
  ])("is known in the spelling %s", (spelling) => {
    const identifier = identifierIn(spelling);

    expect(identifier.key).toBe("url:mira-solvang");
    expect(identifier.value.toLowerCase()).toBe("https://www.linkedin.com/in/mira-solvang");
    expect(identifier.isEncoded).toBe(false);
  });

  it.each([
    "https://www.linkedin.com/in/%E6%9D%8E%E6%98%8E",
    "https://www.linkedin.com/in/%e6%9d%8e%e6%98%8e/",
    "https://www.linkedin.com/in/李明",
    "https://cn.linkedin.com/in/李明?originalSubdomain=cn",
    "https://www.linkedin.com/in/%25E6%259D%258E%25E6%2598%258E",
  ])("travels alone where its slug is not Latin: %s", (spelling) => {
    expect(identifierIn(spelling)).toEqual({
      kind: "url",
      value: "https://www.linkedin.com/in/%E6%9D%8E%E6%98%8E",
      key: "url:李明",
      isEncoded: true,
    });
  });

  it("shares one key between composed and decomposed letters", () => {
    expect(identifierIn("linkedin.com/in/jose\u0301").key).toBe(identifierIn("linkedin.com/in/JOS\u00c9").key);
  });

  it("keeps the case of member ids apart, as the service does", () => {
    const id = "ACoAABcdEfGhIjKlMnOpQrStUvWxYz0123456789";

    expect(identifierIn(`https://www.linkedin.com/in/${id}`).key).toBe(`url:${id}`);
  });

  it.each([
    ["https://www.linkedin.com/company/acme", "company page"],
    ["https://www.linkedin.com/school/example-university/", "school page"],
    ["https://www.linkedin.com/pub/mira-solvang/1/2/3", "/pub/"],
    ["https://www.linkedin.com/sales/lead/ACwAAA,NAME_SEARCH", "Sales Navigator"],
    ["https://www.linkedin.com/feed/update/urn:li:activity:1", "feed page"],
    ["https://www.linkedin.com/posts/mira-solvang_activity-1", "post"],
    ["https://www.linkedin.com/in/", "no profile name"],
    ["https://www.linkedin.com/constructor/x", "no profile"],
    ["https://www.linkedin.com", "no profile"],
    ["https://linkedin.com.evil.example/in/mira", "not an address of linkedin.com/in/"],
    ["https://example.com/in/mira", "not an address of linkedin.com/in/"],
    ["ftp://www.linkedin.com/in/mira", "https"],
    ["https://lnkd.in/abc", "short link"],
    ["https://www.linkedin.com/in/%zz", "percent-encoding"],
    ["https://www.linkedin.com/in/mira solvang", "space"],
    ["https://www.linkedin.com/in/mira.solvang", "“.”"],
    [`https://www.linkedin.com/in/${"a".repeat(101)}`, "longer"],
  ])("is refused with its own reason: %s", (text, reason) => {
    expect(reasonFor(text)).toContain(reason);
  });
});

describe("an e-mail", () => {
  it.each([
    "mira@fjordlight.example",
    "MIRA@Fjordlight.Example",
    " mira@fjordlight.example ",
    "mailto:mira@fjordlight.example",
    "MAILTO:mira%40fjordlight.example?subject=Hello",
    "<mira@fjordlight.example>",
    "Mira Solvang <mira@fjordlight.example>",
    '"Solvang, Mira" <mira@fjordlight.example>;',
    "mira＠fjordlight．example",
    "mira@fjord\u200blight.example",
    "mira@fjordlight.example.",
  ])("is known in the spelling %s", (spelling) => {
    expect(identifierIn(spelling)).toMatchObject({ kind: "email", key: "email:mira@fjordlight.example" });
  });

  it("is sent with its domain in lower case and the rest as written", () => {
    expect(identifierIn("Mira.S@FJORDLIGHT.example").value).toBe("Mira.S@fjordlight.example");
  });

  it.each([
    "mira@fjordlight",
    "@fjordlight.example",
    "mira@",
    "mira@@fjordlight.example",
    "mira solvang@fjordlight.example",
    "a@fjordlight.example; b@fjordlight.example",
    "mira..s@fjordlight.example",
    "mira@-fjordlight.example",
    "mira@fjordlight.e",
    "mira@fjordlight.123",
    "mirå@fjordlight.example",
    "mira@fjørdlight.example",
    `${"m".repeat(65)}@fjordlight.example`,
  ])("is refused where it cannot be one: %s", (text) => {
    expect(reasonFor(text)).toContain("“");
  });
});

describe("any other cell", () => {
  it.each([undefined, null, "", "   ", "\u00a0\u200b", "\n"])("is blank where nothing is written: %j", (value) => {
    expect(parseIdentifier(value)).toEqual({ status: "blank" });
  });

  it("names what was read, shortened", () => {
    expect(reasonFor("mira-solvang")).toBe("“mira-solvang” is not a profile URL or business e-mail.");
    expect(reasonFor(`word ${"x".repeat(500)}`).length).toBeLessThan(120);
  });

  it.each([
    [42, "the number 42"],
    [true, "the value TRUE"],
    [{ type: "Error", basicValue: "#REF!" }, "an error #REF!"],
    [{ code: "#N/A" }, "the error #N/A"],
    [{ type: "Entity" }, "not text"],
    [Symbol("x"), "unreadable"],
  ])("says what it holds where it is not text: %p", (value, words) => {
    expect(reasonFor(value)).toContain(words);
  });

  it.each([
    ["a long gap after <", `Ada Lovelace <${" ".repeat(5_000)}ada`],
    ["commas after @", `@${",".repeat(5_000)}ada`],
    ["dots", `ada${".".repeat(30_000)}lovelace`],
    ["a page", `<div>${"\n  ".repeat(5_000)}<p>`],
  ])("is read at once, however long: %s", (_, text) => {
    const from = performance.now();

    expect(parseIdentifier(text).status).toBe("invalid");

    expect(performance.now() - from).toBeLessThan(500);
  });

  it("reads a rich value by the text it shows", () => {
    expect(identifierIn({ type: "String", basicValue: "mira@fjordlight.example" }).kind).toBe("email");
  });
});

describe("every spelling", () => {
  const slug = fc
    .string({
      unit: fc.constantFrom(...Array.from("abcdefghijklmnopqrstuvwxyz0123456789-_éøñ李明анйאב")),
      minLength: 1,
      maxLength: 40,
    })
    .filter((text) => !text.startsWith("ac"));
  const scheme = fc.constantFrom("https://", "http://", "HTTPS://", "//", "");
  const host = fc.constantFrom(
    "www.linkedin.com",
    "linkedin.com",
    "fr.linkedin.com",
    "LinkedIn.com",
    "m.linkedin.com:443",
  );
  const tail = fc.constantFrom(
    "",
    "/",
    "//",
    "/fr",
    "/details/skills/",
    "?trk=a/b",
    "#x",
    "/?a=1#b",
    "\u00a0",
    "\u200b",
    ",",
  );
  const encoding = fc.constantFrom<(text: string) => string>(
    (text) => text,
    encodeURIComponent,
    (text) => encodeURIComponent(encodeURIComponent(text)),
    (text) => text.toUpperCase(),
    (text) => text.normalize("NFD"),
    (text) => encodeURIComponent(text).toLowerCase(),
  );

  it("of one slug has one key, and is sent as a canonical address", () => {
    fc.assert(
      fc.property(slug, scheme, host, tail, encoding, (name, before, at, after, encode) => {
        const identifier = identifierIn(`${before}${at}/in/${encode(name)}${after}`);

        expect(identifier.key).toBe(`url:${name}`);
        expect(identifier.value).toMatch(/^https:\/\/www\.linkedin\.com\/in\/[A-Za-z0-9_%-]+$/u);
        expect(identifier.isEncoded).toBe(identifier.value.includes("%"));
      }),
    );
  });

  it("reads its own canonical value as the same identifier", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          slug.map((name) => `linkedin.com/in/${name}`),
          fc.emailAddress(),
        ),
        (text) => {
          const parsed = parseIdentifier(text);
          if (parsed.status !== "identifier") return;

          expect(identifierIn(parsed.identifier.value)).toEqual(parsed.identifier);
        },
      ),
    );
  });

  it("never throws, whatever a cell holds", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: "binary" }).map((part) => `https://www.linkedin.com/in/${part}`),
      fc.string({ unit: "binary" }).map((part) => `${part}@acme.example`),
    );
    fc.assert(
      fc.property(fc.oneof(text, fc.anything()), (value) => {
        const parsed = parseIdentifier(value);

        expect(["identifier", "blank", "invalid"]).toContain(parsed.status);
        if (parsed.status === "identifier") expect(parsed.identifier.key).toMatch(/^(?:url|email):./su);
      }),
    );
  });
});
