import fc from "fast-check";
import { composeFormula, optionsText, textLiteral } from "../../../src/core/formulas/compose-formula";
import { parseOptions } from "../../../src/core/options";

describe("a composed formula", () => {
  it("names the identifier cell, the fields, and only the options that were set", () => {
    const parts = { functionName: "PERSON", identifiers: "A2", fields: ["basic_profile.name"], options: {} } as const;

    expect(composeFormula(parts)).toBe('=ENRICH.PERSON(A2,"basic_profile.name")');
    expect(composeFormula({ ...parts, fields: ["a.b", "c"], options: { ifMissing: "unknown", ifEmpty: "" } })).toBe(
      '=ENRICH.PERSON(A2,"a.b, c","if_missing=unknown")',
    );
  });

  it("doubles quotation marks", () => {
    const options = { ifMissing: 'not "here"; sorry', headers: true };

    expect(composeFormula({ functionName: "LIST", identifiers: "A2", fields: ["skills"], options })).toBe(
      '=ENRICH.LIST(A2,"skills","if_missing=""not """"here""""; sorry""; headers=yes")',
    );
  });

  it("says what was chosen, whatever was typed", () => {
    const typed = fc.string({ maxLength: 30 }).filter((text) => text === text.trim() && /[a-z]/iu.test(text));
    fc.assert(
      fc.property(typed, typed, fc.boolean(), (ifMissing, ifEmpty, headers) => {
        const plain = !/[^!-~ ]/u.test(ifMissing + ifEmpty);
        fc.pre(plain && Number.isNaN(Number(ifMissing)) && Number.isNaN(Number(ifEmpty)));
        expect(parseOptions(optionsText({ ifMissing, ifEmpty, headers }))).toEqual({
          ok: true,
          options: { ifMissing, ifEmpty, ...(headers ? { headers } : {}) },
        });
      }),
    );
  });

  it("shows nothing at all for two quotation marks", () => {
    expect(parseOptions(optionsText({ ifMissing: '""' }))).toEqual({ ok: true, options: { ifMissing: "" } });
  });

  it("has no text of more than 255 characters between quotation marks, and loses none", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 900 }), (text) => {
        const literal = textLiteral(text);
        const pieces = literal.match(/"(?:[^"]|"")*"/gsu) ?? [];
        const plain = pieces.map((piece) => piece.slice(1, -1).replaceAll('""', '"'));
        expect(plain.join("")).toBe(text);
        expect(plain.every((piece) => piece.length <= 255)).toBe(true);
        expect(pieces.join("&")).toBe(literal);
      }),
    );
  });
});
